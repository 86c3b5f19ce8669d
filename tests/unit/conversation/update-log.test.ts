import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { mergeUpdate } from '../../../core/conversation/merge.ts'
import { loadSegment } from '../../../core/conversation/segment.ts'
import { createUpdateLog, joinUpdates } from '../../../core/conversation/update-log.ts'
import { alice, testOpId, testPost } from '../../support/conversations.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { opsUpdate, rawUpdate } from '../../support/updates.ts'

/** Devices 1 to 3 write to a segment and erase what they wrote; the updates in order. */
const history = fc.array(fc.record({ client: fc.integer({ min: 1, max: 3 }), erase: fc.nat({ max: 20 }) }), {
  maxLength: 40,
})

function play(
  steps: ReadonlyArray<{ readonly client: number; readonly erase: number }>,
): ReadonlyArray<Uint8Array> {
  const { segment } = orThrow(loadSegment([]))
  return steps.map(({ client, erase }, index) => {
    const op = encodeOp(testPost({ id: testOpId(index + 1) }))
    const known = segment.nextClock(client)
    return segment.write(client, op, erase < known ? [erase] : [])
  })
}

const stateOf = (updates: ReadonlyArray<Uint8Array>): unknown => {
  const { segment, ops } = orThrow(loadSegment(updates))
  const byPlace = ops.toSorted((left, right) => left.client - right.client || left.clock - right.clock)
  return { ops: byPlace, ends: segment.subLogEnds() }
}

test('[SG70] a segment gathered without a document loads as the one that was merged', () => {
  fc.assert(
    fc.property(history, fc.nat({ max: 40 }), (steps, cut) => {
      const updates = play(steps)
      const log = createUpdateLog()
      for (const [index, update] of updates.entries()) {
        const merged = mergeUpdate(log, { client: steps[index]?.client ?? 0, by: alice }, update)
        expect(merged).toMatchObject({ ok: true, value: { known: false } })
      }
      expect(stateOf([log.joined()])).toEqual(stateOf(updates))
      expect(log.subLogEnds()).toEqual(orThrow(loadSegment(updates)).segment.subLogEnds())
      const parts = [updates.slice(0, cut), updates.slice(cut)].filter((part) => part.length > 0)
      const joined = parts.flatMap(joinUpdates)
      expect(joined).toHaveLength(parts.length)
      expect(stateOf(joined)).toEqual(stateOf(updates))
    }),
  )
})

test('[SG70] what was erased is not in the joined bytes', () => {
  const secret = testPost({ id: testOpId(1), text: 'do not keep this' })
  const updates = [
    opsUpdate(7, 0, [secret]),
    rawUpdate({ deletes: [{ client: 7, ranges: [[0, 1]] }] }),
    opsUpdate(7, 1, [testPost({ id: testOpId(2), text: 'this stays' })]),
  ]
  const text = new TextDecoder('latin1').decode(joinUpdates(updates)[0])
  expect(text).not.toContain('do not keep this')
  expect(text).toContain('this stays')
})

test('[SG70] a second op at a clock is a fork, and one that comes again changes nothing', () => {
  const log = createUpdateLog()
  const by = { client: 7, by: alice }
  const first = opsUpdate(7, 0, [testPost({ id: testOpId(1), text: 'this' })])
  expect(mergeUpdate(log, by, first)).toMatchObject({ ok: true, value: { known: false } })
  const before = log.joined()
  expect(mergeUpdate(log, by, first)).toMatchObject({ ok: true, value: { known: true } })
  const other = opsUpdate(7, 0, [testPost({ id: testOpId(1), text: 'that' })])
  expect(mergeUpdate(log, by, other)).toEqual({ ok: false, failure: { kind: 'fork', clock: 0 } })
  expect(log.joined()).toEqual(before)
})

test('[SG70] what does not follow stays an update of its own', () => {
  const updates = [0, 1, 0, 2].map((clock) => opsUpdate(7, clock, [testPost({ id: testOpId(clock + 1) })]))
  expect(joinUpdates(updates)).toHaveLength(3)
  expect(stateOf(joinUpdates(updates))).toEqual(stateOf(updates))
})
