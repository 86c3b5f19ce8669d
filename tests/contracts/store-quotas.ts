import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  attachmentId,
  type ConversationId,
  conversationId,
  deviceId,
  randomId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { countUsage } from '../../sync-server/quotas/count-usage.ts'
import { sliceEntries, type UsagePlace, type UsageSlice } from '../../sync-server/store/quota-store.ts'
import type { StoreFixture } from './store-fixture.ts'
import { entry, write } from './store-logs.ts'

const mebibyte = 1_048_576

export function describeQuotas(under: StoreFixture): void {
  const setup = async () => {
    const { random } = under
    const store = under.store()
    const [user, workspace, general] = [
      randomId(userId, random),
      randomId(workspaceId, random),
      randomId(conversationId, random),
    ]
    const person = {
      user,
      username: 'ada',
      displayName: 'Ada',
      passwordHash: '$argon2id$',
      created: millis(1),
    }
    orThrow(await store.accounts.createAccount(person))
    const channels = [{ id: general, name: 'general', topic: '' }]
    orThrow(await store.directory.createWorkspace({ id: workspace, name: 'Quay', owner: user, channels }))
    const file = (size: number) => ({
      id: randomId(attachmentId, random),
      conversation: general,
      user,
      size,
      now: millis(1),
    })
    return { store, user, workspace, general, file }
  }

  describe('quotas', () => {
    test('[QU1] a workspace’s usage is what is there, and of one that is not nothing is told', async () => {
      const { store, workspace, file } = await setup()
      const before = { people: 1, conversations: 1, messages: 0, entries: 0, entryBytes: 0 }
      const usage = (of = workspace) => countUsage(store.quotas, of, async () => {})
      expect(await usage()).toEqual({ ...before, files: 0, fileBytes: 0 })
      orThrow(await store.files.add(file(600), { person: mebibyte, workspace: undefined }))
      orThrow(await store.files.add(file(7), { person: mebibyte, workspace: undefined }))
      expect(await usage()).toEqual({ ...before, files: 2, fileBytes: 607 })
      expect(await store.quotas.people(workspace)).toBe(1)
      expect(await usage(randomId(workspaceId, under.random))).toBeUndefined()
    })

    test('[QU1] logs are counted in slices: each entry once, whichever conversation it is in, and none of another workspace', async () => {
      const { store, workspace, general, user } = await setup()
      const other = await under.createWorkspace('Pier', user)
      const [empty, second] = [1, 2].map(() => randomId(conversationId, under.random))
      if (empty === undefined || second === undefined) throw new Error('two more')
      await under.createChannel({ id: second, workspace, name: 'second' }, { createdBy: user })
      await under.createChannel({ id: empty, workspace, name: 'empty' }, { createdBy: user })
      const device = randomId(deviceId, under.random)
      const fill = async (conversation: ConversationId, count: number) => {
        const entries = Array.from({ length: count }, (_, index) => entry(index + 1, device))
        orThrow(await store.logs.append([write(conversation, entries)]))
      }
      await fill(general, sliceEntries + 700)
      await fill(second, sliceEntries + 50)
      await fill(other.general, 3)
      const bytesEach = 10 + 33 // what sealing adds
      const slices: Array<UsageSlice> = []
      let from: UsagePlace | undefined
      do {
        const slice = await store.quotas.logUsage(workspace, from)
        slices.push(slice)
        from = slice.next
      } while (from !== undefined && slices.length < 10)
      const counts = slices.map(({ entries }) => entries)
      expect(Math.max(...counts)).toBeLessThanOrEqual(sliceEntries)
      expect(counts.reduce((sum, each) => sum + each)).toBe(2 * sliceEntries + 750)
      expect(await countUsage(store.quotas, workspace, async () => {})).toMatchObject({
        conversations: 3,
        entries: 2 * sliceEntries + 750,
        entryBytes: (2 * sliceEntries + 750) * bytesEach,
      })
      expect((await store.quotas.logUsage(other.workspace, undefined)).entries).toBe(3)
      // One that is deleted between two slices takes nothing of the next one along.
      const halfway = (await store.quotas.logUsage(workspace, undefined)).next
      orThrow(await store.conversations.remove(general))
      expect((await store.quotas.logUsage(workspace, halfway)).entries).toBeGreaterThan(sliceEntries - 100)
    })

    test('[QU2] a workspace’s own quota goes before the relay’s, and outlives a restart', async () => {
      const { store, workspace, file } = await setup()
      const relays = { person: mebibyte, workspace: 100 }
      expect(await store.files.add(file(101), relays)).toEqual({
        ok: false,
        failure: { kind: 'quota', of: 'workspace', used: 0, limit: 100 },
      })
      await store.quotas.setQuota(workspace, { fileBytes: 200, people: 3 })
      await under.reopen()
      const again = under.store()
      expect(await again.quotas.quota(workspace)).toEqual({ fileBytes: 200, people: 3 })
      orThrow(await again.files.add(file(150), relays))
      expect(await again.files.add(file(51), relays)).toMatchObject({
        failure: { of: 'workspace', used: 150, limit: 200 },
      })
      await again.quotas.setQuota(workspace, { fileBytes: undefined, people: undefined })
      expect(await again.quotas.quota(workspace)).toEqual({ fileBytes: undefined, people: undefined })
      expect(await again.files.add(file(1), relays)).toMatchObject({ failure: { used: 150, limit: 100 } })
    })
  })
}
