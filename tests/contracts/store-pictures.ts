import { describe, expect, test } from 'vitest'
import { bytesToHex } from '../../core/base/bytes.ts'
import { orThrow } from '../../core/base/defect.ts'
import { randomId, userId, workspaceId } from '../../core/protocol/ids.ts'
import { sha256 } from '../../sync-server/sha256.ts'
import type { StoreFixture } from './store-fixture.ts'

export function describePictures(under: StoreFixture): void {
  const pictureOf = (first: number) => {
    const bytes = Uint8Array.of(first, 2, 3)
    return { hash: sha256(bytes), bytes }
  }

  describe('[PF3] pictures', () => {
    test('of a person: kept, replaced, taken away, and told to who shares a workspace with them', async () => {
      const [ada, ben] = [await under.createAccount('ada'), await under.createAccount('ben')]
      const { workspace } = await under.createWorkspace('Quay', ada)
      orThrow(await under.store().directory.join(workspace, ben, 'member'))
      const news = async (since: number) => {
        const { version, changes } = await under.store().directory.changesSince(ben, since)
        return { version, people: changes.filter(({ kind }) => kind === 'member') }
      }
      const before = await news(0)
      const [first, second] = [pictureOf(1), pictureOf(2)]
      orThrow(await under.store().pictures.set({ user: ada }, first))
      const told = await news(before.version)
      expect(told.people).toMatchObject([{ user: ada, picture: bytesToHex(first.hash) }])
      orThrow(await under.store().pictures.set({ user: ada }, second))
      await under.reopen()
      expect(await under.store().pictures.read({ user: ada })).toEqual(second.bytes)
      expect((await under.store().accounts.profile(ada))?.picture).toEqual(new Uint8Array(second.hash))
      expect(await under.store().pictures.read({ user: ben })).toBeUndefined()
      orThrow(await under.store().pictures.set({ user: ada }, undefined))
      expect(await under.store().pictures.read({ user: ada })).toBeUndefined()
      expect((await news(told.version)).people).toMatchObject([{ user: ada }])
      expect((await news(told.version)).people[0]).not.toHaveProperty('picture')
    })

    test('of a workspace, and its colour', async () => {
      const ada = await under.createAccount('ada')
      const { workspace } = await under.createWorkspace('Quay', ada)
      const row = async (since: number) => {
        const { version, changes } = await under.store().directory.changesSince(ada, since)
        return { version, row: changes.find(({ kind }) => kind === 'workspace') }
      }
      const { version } = await row(0)
      const picture = pictureOf(1)
      orThrow(await under.store().pictures.set({ workspace }, picture))
      orThrow(await under.store().pictures.setAccent(workspace, 0))
      await under.reopen()
      const shown = await row(version)
      expect(shown.row).toMatchObject({ picture: bytesToHex(picture.hash), accent: 0 })
      expect(await under.store().pictures.read({ workspace })).toEqual(picture.bytes)
      orThrow(await under.store().pictures.set({ workspace }, undefined))
      orThrow(await under.store().pictures.setAccent(workspace, undefined))
      const gone = (await row(shown.version)).row
      expect(gone).toMatchObject({ name: 'Quay' })
      expect(gone).not.toHaveProperty('picture')
      expect(gone).not.toHaveProperty('accent')
    })

    test('of nobody and of no workspace there are none', async () => {
      const { pictures } = under.store()
      const nobody = { user: randomId(userId, under.random) }
      const nowhere = randomId(workspaceId, under.random)
      const missing = { ok: false, failure: { kind: 'not-found' } }
      expect(await pictures.set(nobody, pictureOf(1))).toEqual(missing)
      expect(await pictures.set({ workspace: nowhere }, pictureOf(1))).toEqual(missing)
      expect(await pictures.setAccent(nowhere, 5)).toEqual(missing)
      expect(await pictures.read(nobody)).toBeUndefined()
    })
  })
}
