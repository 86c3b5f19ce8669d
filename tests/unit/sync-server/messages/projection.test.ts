/** What the relay shows of a log is what the app shows of it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KnownOp } from '../../../../core/conversation/op.ts'
import {
  alice,
  bob,
  mallory,
  testAttachment,
  testEdit,
  testHlc,
  testMask,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRedact,
  testUser,
} from '../../../support/conversations.ts'
import { setupProjectedLog } from '../../../support/projected-log.ts'

const moderator = testUser(99)
const people = [alice, bob, mallory, moderator]
const anId = fc.nat({ max: 5 }).map(testOpId)
const at = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 400_000, 10 ** 9), fc.nat({ max: 1 }))
  .map(([time, counter]) => testHlc(time, counter))
const head = { id: anId, at, by: fc.constantFrom(...people) }
const aboutOne = { ...head, target: anId }
const aText = fc.constantFrom('a', 'b', 'c')
const on = fc.boolean()
const anOp: fc.Arbitrary<KnownOp> = fc.oneof(
  fc
    .record(
      {
        ...head,
        text: aText,
        expiresAfter: fc.constant(1),
        mentions: fc.constant([bob]),
        thread: anId,
        alsoInChannel: fc.constant(true as const),
        replyTo: anId,
        attachments: fc.constant([testAttachment()]),
      },
      { requiredKeys: ['id', 'at', 'by', 'text'] },
    )
    .map(({ alsoInChannel, ...fields }) =>
      // Of what is no reply it says nothing, and of what is gone it is not kept.
      testPost({ ...fields, ...(fields.thread && alsoInChannel && { alsoInChannel }) }),
    ),
  fc.record({ ...aboutOne, text: aText }).map(testEdit),
  fc.record({ ...aboutOne, emoji: fc.constantFrom('x', 'y'), on }).map(testReact),
  fc.record({ ...aboutOne, targetAt: at }).map(testRedact),
  fc.record({ ...aboutOne, on }).map(testPin),
  fc.record({ ...aboutOne, replacement: aText }).map(testMask),
)
const anEntry = fc.record({
  client: fc.integer({ min: 1, max: 3 }),
  segment: fc.nat({ max: 1 }),
  ops: fc.array(anOp, { maxLength: 4 }),
  erase: fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 3 }),
})
const aStep = fc.oneof(
  { weight: 8, arbitrary: anEntry.map((entry) => ({ kind: 'write', entry }) as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'read' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'rebuild' } as const) },
  { weight: 1, arbitrary: fc.constantFrom(400, 2_000).map((by) => ({ kind: 'wait', by }) as const) },
)

describe('[MP1] the relay shows what the app shows', () => {
  test('whatever is written, in whatever order, whenever it is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { maxLength: 24 }), async (steps) => {
        const log = await setupProjectedLog({ people, moderators: [moderator] })
        for (const step of steps) {
          if (step.kind === 'write') await log.write(step.entry)
          else if (step.kind === 'wait') log.clock.advance(step.by)
          else if (step.kind === 'rebuild') await log.projection.rebuild(log.conversation)
          else expect(await log.shown()).toEqual(log.expected())
        }
        expect(await log.shown()).toEqual(log.expected())
      }),
      { numRuns: 150 },
    )
  })
})
