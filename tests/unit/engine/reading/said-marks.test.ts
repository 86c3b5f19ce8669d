import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import type { ReadMark } from '../../../../core/conversation/about.ts'
import {
  boundMarks,
  decodeMarks,
  encodeMarks,
  joinMarks,
  maxSaid,
  nothingSaid,
  type SaidMarks,
} from '../../../../core/engine/reading/said-marks.ts'
import { channelNumber } from '../../../support/fake-engine.ts'
import { messageId } from '../../../support/shown-message.ts'
import { maxSettingLength } from '../../../../core/conversation/limits.ts'

const mark: fc.Arbitrary<ReadMark> = fc
  .tuple(fc.nat(4), fc.nat(2), fc.nat(3))
  .map(([time, counter, id]) => ({ id: messageId(id), at: { time: millis(time), counter } }))
const threadMark = fc.tuple(mark, fc.nat(2)).map(([each, turn]) => ({ ...each, turn }))
const said: fc.Arbitrary<SaidMarks> = fc.record({
  own: fc.record({ turn: fc.integer({ min: 1, max: 3 }), mark }, { requiredKeys: ['turn'] }),
  threads: fc.array(fc.tuple(fc.nat(5).map(messageId), threadMark)).map((all) => new Map(all)),
})

test('[PS23] in whatever order devices hear of each other, they come to the same, and hearing twice changes nothing', () => {
  fc.assert(
    fc.property(said, said, said, (one, two, three) => {
      const all = joinMarks(joinMarks(one, two), three)
      expect(encodeMarks(joinMarks(three, joinMarks(two, one)))).toBe(encodeMarks(all))
      expect(encodeMarks(joinMarks(all, two))).toBe(encodeMarks(all))
    }),
  )
})

test('[PS23] what is said comes back as it was; what is none says nothing', () => {
  fc.assert(
    fc.property(said, (each) => {
      expect(decodeMarks(encodeMarks(each) ?? '')).toEqual(each)
    }),
  )
  expect(encodeMarks(nothingSaid)).toBeUndefined()
  for (const text of ['', 'x', '[]', '{"own":[-1],"threads":[]}', '{"own":[1],"threads":[["x",0,1,1,"y"]]}'])
    expect(decodeMarks(text)).toBeUndefined()
})

test('[PS23] the newest 500 threads are said, in one conversation 50; each fits into a setting', () => {
  const many = (from: number): SaidMarks => ({
    own: { turn: 0 },
    threads: new Map(
      Array.from({ length: 200 }, (_, index) => [
        messageId(from + index),
        { id: messageId(9e9 + index), turn: 0, at: { time: millis(1.8e12 + from + index), counter: 99 } },
      ]),
    ),
  })
  const all = new Map(
    Array.from({ length: 30 }, (_, number) => [channelNumber(number), many(number * 1_000)] as const),
  )
  const bound = boundMarks(all)
  expect([...bound.values()].reduce((sum, { threads }) => sum + threads.size, 0)).toBe(maxSaid)
  expect(bound.get(channelNumber(0))?.threads.size).toBe(0)
  expect(bound.get(channelNumber(29))?.threads.has(messageId(29_199))).toBe(true)
  for (const each of bound.values()) expect(encodeMarks(each)?.length ?? 0).toBeLessThan(maxSettingLength / 2)
  expect(boundMarks(bound)).toEqual(bound)
})

test('[PS23] what is to be unread again is said before what is cut off, and no other device puts back what that took the place of', () => {
  const place = (time: number) => ({ id: messageId(time), at: { time: millis(time), counter: 0 } })
  const of = (threads: SaidMarks['threads']) => new Map([[channelNumber(1), { own: { turn: 0 }, threads }]])
  const read = new Map(
    Array.from({ length: 60 }, (_, index) => [messageId(index), { ...place(1_000 + index), turn: 0 }]),
  )
  const again = new Map(read).set(messageId(59), { ...place(1), turn: 1 })
  const said = boundMarks(of(again)).get(channelNumber(1)) ?? nothingSaid
  expect(said.threads.get(messageId(59))?.turn).toBe(1)
  const joined = boundMarks(of(joinMarks(said, { own: { turn: 0 }, threads: read }).threads))
  expect(encodeMarks(joined.get(channelNumber(1)) ?? nothingSaid)).toBe(encodeMarks(said))
})
