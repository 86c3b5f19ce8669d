import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../../../core/base/result.ts'
import type { CommandFailure, PageBridge } from '../../../../../core/bridge/contract.ts'
import { userId } from '../../../../../core/protocol/ids.ts'
import { createPictures } from '../../../../../renderer/features/faces/pictures.ts'
import { hugePng, pngOf } from '../../../../support/pictures.ts'

const of = { kind: 'person', user: userId('1'.repeat(32)) } as const
const hashOf = (digit: number): string => digit.toString(16).padStart(64, '0')

function setup() {
  let now = 1_000
  const asked: Array<{
    hash: string
    answer: (result: Result<Uint8Array, CommandFailure>) => Promise<void>
  }> = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one call is made here, of many
  const call = ((_name: string, { hash }: { hash: string }) =>
    new Promise((settle) => {
      asked.push({
        hash,
        answer: async (result) => {
          settle(result)
          for (let turn = 0; turn < 5; turn++) await Promise.resolve()
        },
      })
    })) as unknown as PageBridge['call']
  const pictures = createPictures({ bridge: { call }, clock: { now: () => millis(now) } })
  return { asked, pictures, pass: (ms: number) => (now += ms) }
}

test('[PF5] a picture is asked for once, and told to all who show it', async () => {
  const { asked, pictures } = setup()
  const first = pictures.picture(of, hashOf(1))
  expect(pictures.picture(of, hashOf(1))).toBe(first)
  expect(first.read()).toBeUndefined()
  const bytes = pngOf(2, 2)
  await asked[0]?.answer(ok(bytes))
  expect(asked).toHaveLength(1)
  expect(first.read()?.type).toBe('image/png')
  expect(new Uint8Array(await (first.read() ?? new Blob()).arrayBuffer())).toEqual(bytes)
})

test('[PF5] what cannot be had is asked for again later, and what is no picture or too large never shown', async () => {
  const { asked, pictures, pass } = setup()
  const show = () => pictures.picture(of, hashOf(1))
  show()
  await asked[0]?.answer(fail({ kind: 'unreachable' }))
  show()
  expect(asked).toHaveLength(1)
  pass(30_000)
  show()
  await asked[1]?.answer(ok(hugePng(9_000, 9_000)))
  expect(show().read()).toBeUndefined()
  pass(30_000)
  show()
  await asked[2]?.answer(ok(new TextEncoder().encode('<svg onload="alert(1)"/>')))
  expect(show().read()).toBeUndefined()
})

test('a list of hundreds asks four at a time', async () => {
  const { asked, pictures } = setup()
  for (let digit = 0; digit < 300; digit++) pictures.picture(of, hashOf(digit))
  expect(asked).toHaveLength(4)
  await asked[0]?.answer(fail({ kind: 'not-found' }))
  expect(asked.map(({ hash }) => hash)).toEqual([0, 1, 2, 3, 4].map(hashOf))
})
