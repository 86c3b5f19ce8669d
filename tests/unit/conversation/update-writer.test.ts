import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { loadSegment } from '../../../core/conversation/segment.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import { bytesEqual } from '../../../core/base/bytes.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { writeUpdate } from '../../../core/conversation/update-writer.ts'
import { testOpId, testPost } from '../../support/conversations.ts'

const client = 4_503_599_627_370_497
const opNumber = (number: number): Uint8Array =>
  encodeOp(testPost({ id: testOpId(number), text: `message ${number}` }))

test('one op is byte for byte what Yjs writes', () => {
  const segment = orThrow(loadSegment([])).segment
  for (let clock = 0; clock < 5; clock++) {
    const theirs = segment.write(client, opNumber(clock), [])
    expect(bytesEqual(writeUpdate(client, clock, [opNumber(clock)]), theirs)).toBe(true)
  }
  segment.close()
})

test('however the ops are cut into updates, the validator passes them and Yjs reads the same', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(cuts, (sizes) => {
      const whole = orThrow(loadSegment([])).segment
      const parts = orThrow(loadSegment([])).segment
      let clock = 0
      for (const size of sizes) {
        const ops = Array.from({ length: size }, (_, index) => opNumber(clock + index))
        const update = writeUpdate(client, clock, ops)
        const checked = checkUpdate(update, { client, nextClock: clock, by: undefined })
        expect(checked).toMatchObject({ ok: true, value: { nextClock: clock + size } })
        parts.apply(update)
        for (const op of ops) whole.write(client, op, [])
        clock += size
      }
      expect(bytesEqual(parts.snapshot(), whole.snapshot())).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('erased ops and erasures are byte for byte what Yjs makes of them', () => {
  const segment = orThrow(loadSegment([])).segment
  for (let clock = 0; clock < 6; clock++) segment.write(client, opNumber(clock), [])
  const last = segment.write(client, opNumber(6), [0, 2, 3])
  expect(bytesEqual(writeUpdate(client, 6, [opNumber(6)], [0, 2, 3]), last)).toBe(true)
  const subLog = segment.subLog(client)
  expect(subLog.map((op) => op === undefined)).toEqual([true, false, true, true, false, false, false])

  const again = orThrow(loadSegment([])).segment
  const update = writeUpdate(client, 0, subLog)
  expect(checkUpdate(update, { client, nextClock: 0, by: undefined })).toMatchObject({
    ok: true,
    value: { nextClock: 7 },
  })
  again.apply(update)
  expect(again.subLog(client)).toEqual(subLog)
  expect(bytesEqual(again.snapshot(), segment.snapshot())).toBe(true)
})

test('an update that only erases passes the validator', () => {
  const update = writeUpdate(client, 4, [], [1, 2])
  expect(checkUpdate(update, { client, nextClock: 4, by: undefined })).toMatchObject({
    ok: true,
    value: { nextClock: 4, deletes: [{ clock: 1, length: 2 }] },
  })
})
