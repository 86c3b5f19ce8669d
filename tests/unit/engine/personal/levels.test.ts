import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeUtf8 } from 'lib0/string'
import { type Millis, millis } from '../../../../core/base/clock.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { createLevels, levelKey } from '../../../../core/engine/personal/levels.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { settled, workspace } from '../../../support/devices.ts'
import { testConversation } from '../../../support/test-conversation.ts'

const [dm, other] = [testConversation(1), testConversation(2)]

function setup(store = createMemoryStore()) {
  const all = createCell<ReadonlyMap<string, string>>(new Map())
  /** What the notes say, of what is set and of what was taken away. */
  const times = new Map<string, Millis>()
  let changes = 0
  const levels = createLevels({
    store,
    stored: () => undefined,
    workspaces: () => [workspace],
    settings: () => ({ all, timeOf: (key) => times.get(key) }),
    changed: () => changes++,
  })
  all.listen(levels.look)
  const set = (key: string, value: string | undefined): void => {
    const next = new Map(all.read())
    if (value === undefined) next.delete(key)
    else next.set(key, value)
    times.set(key, millis(1))
    all.write(next)
  }
  return { store, levels, set, of: () => [levels.of(dm), levels.of(other)], changes: () => changes }
}

test('[PS20] what is set of a conversation counts, and what cannot be read is none', () => {
  const { of, set, changes } = setup()
  expect(of()).toEqual([undefined, undefined])
  set(levelKey(dm), 'none')
  set(levelKey(other), 'mentions')
  expect([of(), changes()]).toEqual([['none', 'mentions'], 2])
  set(levelKey(dm), 'all')
  set(levelKey(other), 'loud')
  set('level/nowhere', 'none')
  set(`star/${other}`, 'none')
  expect([of(), changes()]).toEqual([['all', undefined], 4])
})

test('[PS20] after a restart it is as it was, until the notes say something else', async () => {
  const first = setup()
  first.set(levelKey(dm), 'none')
  first.set(levelKey(other), 'mentions')
  await settled()
  const { levels, of, set, changes } = setup(first.store)
  expect(of()).toEqual([undefined, undefined])
  await levels.begin()
  levels.look()
  expect([of(), changes()]).toEqual([['none', 'mentions'], 1])
  set(levelKey(other), 'all')
  expect(of()).toEqual(['none', 'all'])
  set(levelKey(dm), undefined)
  expect(of()).toEqual([undefined, 'all'])
})

test('[PS20] a store that was lost gets it again', async () => {
  const first = setup()
  first.set(levelKey(dm), 'none')
  await settled()
  await first.store.write([{ kind: 'value', key: 'levels', value: undefined }], { durable: true })
  await first.levels.rewrite()
  const { levels, of } = setup(first.store)
  await levels.begin()
  expect(of()).toEqual(['none', undefined])
})

test('[CR67] whatever lies in the store, it begins', async () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((text) => encodeUtf8(text)),
    fc.constant(encodeUtf8(JSON.stringify([[dm, 'loud']]))),
  )
  await fc.assert(
    fc.asyncProperty(anything, async (value) => {
      const { levels, store, of } = setup()
      await store.write([{ kind: 'value', key: 'levels', value }], { durable: true })
      await levels.begin()
      expect(of()).toEqual([undefined, undefined])
    }),
    { numRuns: 50 },
  )
})
