/** Files as the store knows them, beside their bytes. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { attachmentId, conversationId, randomId } from '../../core/protocol/ids.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

export function describeFiles(under: StoreFixture): void {
  describe('files', () => {
    const files = () => under.store().files
    const setup = async () => {
      const user = await under.createAccount('ada')
      const { general } = await under.createWorkspace('Quay', user)
      const file = (size: number) => ({
        id: randomId(attachmentId, under.random),
        conversation: general,
        user,
        size,
        now,
      })
      return { user, general, file }
    }

    test('[FI5][FI6] are known from their first byte on, and finished once', async () => {
      const { user, general, file } = await setup()
      const one = file(500)
      expect(await files().file(one.id)).toBeUndefined()
      orThrow(await files().add(one, { person: 1_000, workspace: undefined }))
      expect(await files().add(one, { person: 1_000, workspace: undefined })).toMatchObject({
        failure: { kind: 'taken' },
      })
      await under.reopen()
      const known = { conversation: general, user, size: 500 }
      expect(await files().file(one.id)).toEqual({ ...known, hash: undefined })
      await files().finish(one.id, new Uint8Array(32).fill(4))
      expect(await files().file(one.id)).toEqual({ ...known, hash: new Uint8Array(32).fill(4) })
    })

    test('[FI8] take no more than the quota together, and of a conversation that is there', async () => {
      const { file } = await setup()
      const [first, second] = [file(600), file(401)]
      const quotas = { person: 1_000, workspace: undefined }
      orThrow(await files().add(first, { person: 1_000, workspace: undefined }))
      expect(await files().add(second, quotas)).toEqual({
        ok: false,
        failure: { kind: 'quota', of: 'person', used: 600, limit: 1_000 },
      })
      await files().remove(first.id)
      orThrow(await files().add(second, { person: 1_000, workspace: undefined }))
      const nowhere = { ...file(1), conversation: randomId(conversationId, under.random) }
      expect(await files().add(nowhere, { person: 1_000, workspace: undefined })).toMatchObject({
        failure: { kind: 'not-found' },
      })
    })

    test('[FI9] that nobody was at for long are found, but for finished ones', async () => {
      const { file } = await setup()
      const [left, touched, finished] = [file(1), file(1), file(1)]
      for (const each of [left, touched, finished])
        orThrow(await files().add(each, { person: 1_000, workspace: undefined }))
      await files().touch(touched.id, later)
      await files().finish(finished.id, new Uint8Array(32))
      expect(await files().unfinished(now)).toEqual([])
      expect(await files().unfinished(later)).toEqual([left.id])
      expect(await files().unfinished(millis(later + 1))).toHaveLength(2)
    })
  })
}
