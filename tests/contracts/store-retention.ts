/** How long workspaces keep what was said, and what is older. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { type ConversationId, conversationId, randomId, type WorkspaceId } from '../../core/protocol/ids.ts'
import type { NewOp } from '../../sync-server/store/message-store.ts'
import { alice, testHlc, testOpId } from '../support/conversations.ts'
import type { StoreFixture } from './store-fixture.ts'

/** Of a message that was said so many milliseconds after the first moment of the tests. */
const post = (number: number, offset: number, isSaid = true): NewOp => ({
  segment: 0,
  client: 1,
  clock: number,
  seq: number,
  topic: testOpId(number),
  id: testOpId(number),
  by: alice,
  kind: 'post',
  shownAt: testHlc(offset),
  clamped: false,
  counts: true,
  body: Uint8Array.of(number),
  view: {
    state: isSaid ? 'said' : 'taken-back',
    replyTo: undefined,
    thread: undefined,
    inChannel: true,
    pinned: false,
    expiresAt: undefined,
    mentions: [],
  },
})

export function describeRetention(under: StoreFixture): void {
  const retention = () => under.store().retention
  const say = async (conversation: ConversationId, ...added: ReadonlyArray<NewOp>): Promise<void> => {
    const state = { seq: 10, moderators: [] }
    const nothing = { changed: [], removed: [], unindexed: [], notes: [] }
    const change = { conversation, after: 0, state, added, ...nothing }
    orThrow(await under.store().messages.advance(change))
  }
  const aged = async (workspace: WorkspaceId, offset: number, most = 10) =>
    (await retention().aged(workspace, millis(testHlc(offset).time), most)).map(({ message }) => message)

  describe('retention', () => {
    test('[RN1] days are those of one workspace, outlive a restart, and are taken away again', async () => {
      const { workspace } = await under.createWorkspace('Quay')
      const other = await under.createWorkspace('Pier')
      expect(await retention().days(workspace)).toBeUndefined()
      await retention().setDays(workspace, 30)
      await retention().setDays(workspace, 7)
      await under.reopen()
      expect([await retention().days(workspace), await retention().days(other.workspace)]).toEqual([
        7,
        undefined,
      ])
      await retention().setDays(workspace, undefined)
      expect(await retention().days(workspace)).toBeUndefined()
    })

    test('[RN4] rules are those of workspaces that have any; a bound counts for all, and lengthens none', async () => {
      const [quay, pier, dock] = [
        await under.createWorkspace('Quay'),
        await under.createWorkspace('Pier'),
        await under.createWorkspace('Dock'),
      ].map(({ workspace }) => workspace)
      if (quay === undefined || pier === undefined || dock === undefined) throw new Error('three workspaces')
      await retention().setDays(quay, 7)
      await retention().setDays(pier, 90)
      const rules = async (most: number | undefined) =>
        new Map((await retention().rules(most)).map(({ workspace, days }) => [workspace, days]))
      const [own, bounded] = [await rules(undefined), await rules(30)]
      expect([own.get(quay), own.get(pier), own.has(dock)]).toEqual([7, 90, false])
      expect([bounded.get(quay), bounded.get(pier), bounded.get(dock)]).toEqual([7, 30, 30])
    })

    test('[RN1] what is older is found where it stands: of this workspace, said, not in what is archived or gone, and no more than asked', async () => {
      const ada = await under.createAccount('ada')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      const other = await under.createWorkspace('Pier', ada)
      await say(general, post(1, 0), post(2, 1_000), post(3, 2_000), post(4, 500, false))
      await say(other.general, post(5, 0))
      expect(await aged(workspace, 2_000)).toEqual([testOpId(1), testOpId(2)])
      expect((await aged(workspace, 2_000, 1)).length).toBe(1)
      expect(await aged(workspace, 0)).toEqual([])
      const [first] = await retention().aged(workspace, millis(testHlc(1_000).time), 10)
      expect(first).toEqual({ conversation: general, message: testOpId(1), author: alice })
      const archived = randomId(conversationId, under.random)
      orThrow(await under.createChannel({ id: archived, workspace, name: 'old' }, { createdBy: ada }))
      await say(archived, post(6, 0))
      expect((await aged(workspace, 1)).toSorted()).toEqual([testOpId(1), testOpId(6)].toSorted())
      orThrow(await under.store().conversations.update(archived, { archived: true }))
      expect(await aged(workspace, 1)).toEqual([testOpId(1)])
      orThrow(await under.store().conversations.remove(general))
      expect(await aged(workspace, 2_000)).toEqual([])
    })
  })
}
