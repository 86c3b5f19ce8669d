import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { attachmentId, conversationId, randomId, userId, workspaceId } from '../../core/protocol/ids.ts'
import type { StoreFixture } from './store-fixture.ts'

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
      expect(await store.quotas.usage(workspace)).toEqual({ ...before, files: 0, fileBytes: 0 })
      orThrow(await store.files.add(file(600), { person: mebibyte, workspace: undefined }))
      orThrow(await store.files.add(file(7), { person: mebibyte, workspace: undefined }))
      expect(await store.quotas.usage(workspace)).toEqual({ ...before, files: 2, fileBytes: 607 })
      expect(await store.quotas.people(workspace)).toBe(1)
      expect(await store.quotas.usage(randomId(workspaceId, under.random))).toBeUndefined()
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
