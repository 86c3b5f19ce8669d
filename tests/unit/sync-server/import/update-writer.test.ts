import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOp } from '../../../../core/conversation/op-codec.ts'
import { loadSegment } from '../../../../core/conversation/segment.ts'
import { checkUpdate } from '../../../../core/conversation/validator.ts'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { writeUpdate } from '../../../../sync-server/import/update-writer.ts'
import { testOpId, testPost } from '../../../support/conversations.ts'

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
