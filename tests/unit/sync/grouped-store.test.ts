import { expect, test } from 'vitest'
import { fail, ok } from '../../../core/base/result.ts'
import type { LocalStore, StoreWrite } from '../../../core/storage/local-store.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { groupWrites } from '../../../core/sync/grouped-store.ts'
import { settled } from '../../support/devices.ts'

const value = (key: string): StoreWrite => ({ kind: 'value', key, value: new Uint8Array(1) })
const keysOf = (writes: ReadonlyArray<StoreWrite>): ReadonlyArray<string> =>
  writes.map((write) => (write.kind === 'value' ? write.key : ''))

interface Setup {
  readonly store: LocalStore
  /** What reached the store behind, as `keys durability`. */
  readonly written: Array<string>
  /** Lets the writes under way end. */
  readonly goOn: () => Promise<void>
}

/** A store that is slow, and refuses writes with the key `bad`. */
function setup(): Setup {
  const written: Array<string> = []
  let waiting: Array<() => void> = []
  const store = groupWrites({
    ...createMemoryStore(),
    write: async (writes, { durable }) => {
      written.push(`${keysOf(writes).join('')} ${durable}`)
      await new Promise<void>((resolve) => waiting.push(resolve))
      return keysOf(writes).includes('bad') ? fail({ kind: 'full' }) : ok(undefined)
    },
  })
  const goOn = async (): Promise<void> => {
    const ending = waiting
    waiting = []
    for (const end of ending) end()
    await settled()
  }
  return { store, written, goOn }
}

test('[CR74] what is asked for while the store is busy becomes one write, in order', async () => {
  const { store, written, goOn } = setup()
  const outcomes = ['a', 'b', 'c'].map((key) => store.write([value(key)], { durable: key === 'c' }))
  expect(written).toEqual(['a false'])
  await goOn()
  expect(written).toEqual(['a false', 'bc true'])
  const late = store.write([value('d')], { durable: false })
  await goOn()
  await goOn()
  expect(written).toEqual(['a false', 'bc true', 'd false'])
  for (const outcome of [...outcomes, late]) expect(await outcome).toEqual(ok(undefined))
})

test('[CR74] nobody is refused for another’s sake', async () => {
  const { store, written, goOn } = setup()
  const outcomes = ['a', 'b', 'bad', 'c'].map((key) => store.write([value(key)], { durable: false }))
  for (let each = 0; each < 5; each++) await goOn()
  expect(written).toEqual(['a false', 'bbadc false', 'b false', 'bad false', 'c false'])
  expect((await Promise.all(outcomes)).map((outcome) => outcome.ok)).toEqual([true, true, false, true])
})

test('[CR74] a group stays small enough for one frame of work', async () => {
  const { store, written, goOn } = setup()
  const large = Array.from({ length: 200 }, () => value('x'))
  const outcomes = [1, 2, 3].map(() => store.write(large, { durable: false }))
  for (let each = 0; each < 3; each++) await goOn()
  expect(written.map((line) => line.split(' ')[0]?.length)).toEqual([200, 200, 200])
  await Promise.all(outcomes)
})
