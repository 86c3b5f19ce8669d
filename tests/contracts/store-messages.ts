/** What was read of the logs. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { MessageView, NewOp, ProjectionChange } from '../../sync-server/store/message-store.ts'
import { alice, bob, testHlc, testOpId } from '../support/conversations.ts'
import type { StoreFixture } from './store-fixture.ts'

const said: MessageView = {
  state: 'said',
  replyTo: undefined,
  thread: undefined,
  inChannel: true,
  pinned: false,
  expiresAt: undefined,
  mentions: [],
}

/** The post of message `number`, which came with entry `number`. */
const post = (number: number, fields: Partial<NewOp> = {}, view: Partial<MessageView> = {}): NewOp => ({
  segment: 0,
  client: 1,
  clock: number,
  seq: number,
  topic: testOpId(number),
  id: testOpId(number),
  by: alice,
  kind: 'post',
  shownAt: testHlc(number),
  clamped: false,
  counts: true,
  body: Uint8Array.of(number),
  view: { ...said, ...view },
  ...fields,
})

export function describeMessages(under: StoreFixture): void {
  const change = (
    conversation: ConversationId,
    after: number,
    fields: Partial<ProjectionChange>,
  ): ProjectionChange => ({
    conversation,
    after,
    state: { seq: after + 10, moderators: [] },
    added: [],
    changed: [],
    removed: [],
    unindexed: [],
    notes: [],
    ...fields,
  })
  const setup = async (added: ReadonlyArray<NewOp>) => {
    const { general } = await under.createWorkspace('Quay')
    orThrow(await under.store().messages.advance(change(general, 0, { added })))
    const list = async (fields: object = {}) => {
      const range = { of: 'channel', beyond: undefined, withGone: false, limit: 10, ...fields } as const
      return (await under.store().messages.messages(general, range)).map(({ topic }) => topic)
    }
    return { general, list }
  }

  describe('messages', () => {
    test('[MP2] a batch and how far it is come together, or neither does; both are there after a reopen', async () => {
      const { general, list } = await setup([post(1), post(2)])
      const { messages } = under.store()
      expect(await messages.projection(general)).toEqual({ seq: 10, moderators: [] })
      const stale = await messages.advance(change(general, 3, { added: [post(3)] }))
      expect(stale).toMatchObject({ ok: false, failure: { kind: 'conflict' } })
      expect(await list()).toEqual([testOpId(1), testOpId(2)])
      await under.reopen()
      expect(await list()).toEqual([testOpId(1), testOpId(2)])
      const state = { seq: 12, moderators: [alice, bob] }
      orThrow(await under.store().messages.advance(change(general, 10, { state })))
      expect(await under.store().messages.projection(general)).toEqual(state)
    })

    test('[MS11] lists are in the order of the screen, from any place in both directions', async () => {
      const thread = { thread: testOpId(1), inChannel: false }
      const { list } = await setup([
        post(3),
        post(1),
        post(2, {}, { pinned: true }),
        post(4, {}, { state: 'taken-back' }),
        post(5, {}, thread),
        post(6, { shownAt: testHlc(1) }),
      ])
      const ids = (...numbers: ReadonlyArray<number>) => numbers.map(testOpId)
      expect(await list()).toEqual(ids(1, 6, 2, 3))
      expect(await list({ withGone: true })).toEqual(ids(1, 6, 2, 3, 4))
      expect(await list({ limit: 2 })).toEqual(ids(2, 3))
      const place = { at: testHlc(1), id: testOpId(6), author: alice, segment: 0 }
      expect(await list({ beyond: { side: 'before', place } })).toEqual(ids(1))
      expect(await list({ beyond: { side: 'after', place }, limit: 1 })).toEqual(ids(2))
      expect(await list({ of: 'pinned' })).toEqual(ids(2))
      expect(await list({ of: { thread: testOpId(1) } })).toEqual(ids(5))
    })

    test('[MS12] counts what somebody else said after the mark, in the channel and in threads that one follows', async () => {
      const thread = { thread: testOpId(1), inChannel: false }
      const { general } = await setup([
        post(1),
        post(2, { by: bob }),
        post(3, {}, { mentions: [bob] }),
        post(4, {}, { state: 'expired' }),
        post(5, {}, thread),
        post(6, {}, { thread: testOpId(2), inChannel: false }),
      ])
      const unread = (user: UserId, seq: number) => under.store().messages.unread(general, user, seq)
      expect(await unread(bob, 0)).toEqual({ unread: 3, mentions: 1 }) // the thread of his own message, not the other
      expect(await unread(bob, 1)).toEqual({ unread: 2, mentions: 1 })
      expect(await unread(bob, 5)).toEqual({ unread: 1, mentions: 0 })
      expect(await unread(alice, 0)).toEqual({ unread: 1, mentions: 0 })
    })

    test('[MS33] a run is found by once it is finished, and loses what is taken off it', async () => {
      const { general } = await setup([post(1), post(2)])
      const { messages } = under.store()
      const rows = (await messages.unindexed(general, 10)).map(({ row }) => row)
      const [first = 0, second = 0] = rows
      const begun = await messages.beginRun(general)
      await messages.addTokens(general, begun, [[7, rows]])
      expect(await messages.runs(general)).toEqual([])
      const run = await messages.beginRun(general) // whoever began it has died
      expect(await messages.rowsOf(general, 7, run)).toEqual([])
      await messages.addTokens(general, run, [
        [2 ** 48 - 1, [first]],
        [7, rows],
      ])
      await messages.finishRun(general, run, rows)
      expect(await messages.runs(general)).toEqual([run])
      expect(await messages.countUnindexed(general, 10)).toBe(0)
      expect(await messages.rowsOf(general, 7, run)).toEqual(rows)
      const unindexed = [{ row: first, run, tokens: [7, 2 ** 48 - 1] }]
      orThrow(await messages.advance(change(general, 10, { unindexed, removed: [first] })))
      expect(await messages.rowsOf(general, 7, run)).toEqual([second])
      expect(await messages.rowsOf(general, 2 ** 48 - 1, run)).toEqual([])
    })

    test('[MS33] tells what expires, and which conversations are behind', async () => {
      const { general } = await setup([post(1, {}, { expiresAt: millis(testHlc(5).time) })])
      const { messages } = under.store()
      expect(await messages.expiring(general, millis(testHlc(4).time), 5)).toEqual([])
      expect(await messages.expiring(general, millis(testHlc(5).time), 5)).toMatchObject([
        { topic: testOpId(1) },
      ])
      expect(await messages.behind(10)).toEqual([]) // its log holds nothing
    })
  })
}
