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
import { createBackground, quietMs } from '../../../../sync-server/messages/background.ts'
import { createProjection } from '../../../../sync-server/messages/projection.ts'
import { StoreTrouble } from '../../../../sync-server/store/store.ts'
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
  { weight: 1, arbitrary: fc.constant({ kind: 'promote' } as const) },
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
          else if (step.kind === 'promote') await log.setRole(bob, 'admin')
          else expect(await log.shown()).toEqual(log.expected())
        }
        expect(await log.shown()).toEqual(log.expected())
      }),
      { numRuns: 60 },
    )
  })
})

/** A log of which some has been read already. */
async function setupHalfRead() {
  const log = await setupProjectedLog({ people, moderators: [moderator] })
  const post = (number: number, text = `text ${number}`) =>
    log.write({ client: 1, segment: 0, ops: [testPost({ id: testOpId(number), text, at: testHlc(number) })] })
  await post(1)
  await log.projection.read(log.conversation)
  return { log, post }
}

describe('reading', () => {
  test('[MP2] what a death interrupts is read again: nothing twice, nothing left out', async () => {
    const { log, post } = await setupHalfRead()
    for (let number = 2; number < 40; number++) await post(number)
    const { advance } = log.store.messages
    let left = 1
    const dying = createProjection({
      store: {
        ...log.store,
        messages: {
          ...log.store.messages,
          advance: (change) =>
            left-- > 0
              ? advance({ ...change, after: -1 })
              : Promise.reject(new StoreTrouble('failed', undefined)),
        },
      },
      clock: log.clock,
      soon: (run) => void setImmediate(run),
      onForgotten: () => {},
      onNews: () => {},
    })
    await expect(dying.read(log.conversation)).rejects.toThrow(StoreTrouble)
    expect((await log.shown()).length).toBe(39)
    expect(await log.shown()).toEqual(log.expected())
  })

  test('[MP3] it is read in the background, once it is quiet or after a while', async () => {
    const { log, post } = await setupHalfRead()
    const background = createBackground({
      store: log.store.messages,
      projection: log.projection,
      rest: () => new Promise((resolve) => void setImmediate(resolve)),
      clock: log.clock,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    })
    const seq = async () => (await log.store.messages.projection(log.conversation)).seq
    const settle = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    log.clock.advance(quietMs)
    await settle()
    await post(2)
    background.committed()
    log.clock.advance(quietMs - 1)
    await settle()
    expect(await seq()).toBe(1)
    log.clock.advance(1)
    await settle()
    expect(await seq()).toBe(2)
    for (let number = 3; number < 25; number++) {
      await post(number)
      background.committed()
      log.clock.advance(1_000)
      await settle()
    }
    expect(await seq()).toBeGreaterThan(20) // it was never quiet
    await background.stop()
    expect(log.clock.pending()).toBe(0)
  })

  test('[MP3] in the background it stops after each few dozen entries, so that others have their turn', async () => {
    const { log, post } = await setupHalfRead()
    for (let number = 2; number <= 200; number++) await post(number)
    const seq = async () => (await log.store.messages.projection(log.conversation)).seq
    const stops: Array<number> = []
    await log.projection.index(log.conversation, async () => void stops.push(await seq()))
    expect(await seq()).toBe(200)
    for (const [index, stop] of stops.entries())
      expect(stop - (stops[index - 1] ?? 1)).toBeLessThanOrEqual(50)
    expect(stops.length).toBeGreaterThanOrEqual(4)
  })

  test('[MP4] who becomes a moderator is believed from then on', async () => {
    const { log } = await setupHalfRead()
    await log.write({
      client: 2,
      segment: 0,
      ops: [testRedact({ id: testOpId(50), target: testOpId(1), by: bob, targetAt: testHlc(1) })],
    })
    expect((await log.shown()).map(({ redacted }) => redacted)).toEqual([false])
    await log.setRole(bob, 'admin')
    expect((await log.shown()).map(({ redacted }) => redacted)).toEqual([true])
    const said = { of: 'channel', beyond: undefined, withGone: false, limit: 5 } as const
    expect(await log.store.messages.messages(log.conversation, said)).toEqual([])
    expect(await log.shown()).toEqual(log.expected())
  })

  test('[MS33] [EX5] what came when its time was over is there once it is written anew', async () => {
    const { log } = await setupHalfRead()
    const post = testPost({ id: testOpId(9), text: 'waited', at: testHlc(9), expiresAfter: 60 })
    log.clock.advance(90_000)
    await log.write({ client: 77, segment: 0, ops: [post] })
    expect((await log.shown()).map(({ text }) => text)).not.toContain('waited')
    const anew = { ...post, expiresAfter: 150, waited: 90 }
    await log.write({ client: 77, segment: 0, ops: [anew], erase: [0] })
    expect((await log.shown()).map(({ text }) => text)).toContain('waited')
    expect(await log.shown()).toEqual(log.expected())
  })

  test('[MS33] what has expired leaves the disk when its time has come', async () => {
    const { log } = await setupHalfRead()
    const post = testPost({ id: testOpId(9), text: 'gone soon', at: testHlc(9), expiresAfter: 60 })
    await log.write({ client: 1, segment: 0, ops: [post] })
    expect((await log.shown()).map(({ text }) => text)).toContain('gone soon')
    log.clock.advance(61_000)
    expect(await log.shown()).toEqual(log.expected())
    const [op] = await log.store.messages.topics(log.conversation, testOpId(9))
    expect(op).toMatchObject({ body: undefined, run: undefined, view: { state: 'expired' } })
    expect(log.forgotten()).toBeGreaterThan(0)
  })
})
