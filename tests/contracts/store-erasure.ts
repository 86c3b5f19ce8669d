/** Accounts that are taken out for good. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { randomId, userId } from '../../core/protocol/ids.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

const identity = { issuer: 'https://id.example', subject: 'ada-1' }
const [token, next] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

export function describeErasure(under: StoreFixture): void {
  const accounts = () => under.store().accounts
  /** Ada, with all that opens an account and names her, in a workspace that Bob owns, and in one of her own. */
  const setup = async () => {
    const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
    const device = await under.createDevice(ada)
    const { workspace } = await under.createWorkspace('Quay', bob)
    const own = await under.createWorkspace('Alone', ada)
    const { directory, providers, keys } = under.store()
    orThrow(await directory.join(workspace, ada, 'member'))
    orThrow(await accounts().changeProfile(ada, { email: 'ada@engines.example', status: 'at sea' }))
    orThrow(await providers.link(ada, identity, now))
    orThrow(await keys.putBackup(ada, 1, Uint8Array.of(7)))
    await accounts().startRefresh({ hash: token, family: token.slice(16), expires: later, device, now })
    return { ada, bob, device, workspace, alone: own.workspace }
  }

  describe('[AU21] erasing an account', () => {
    test('nothing opens it or names it any more, its username is free, and others are who they were', async () => {
      const { ada, bob, device, workspace, alone } = await setup()
      const left = orThrow(await accounts().erase(ada, now))
      expect(left.toSorted()).toEqual([workspace, alone].toSorted())
      await under.reopen()
      const { providers, keys, directory } = under.store()
      expect(await accounts().credentials('ada')).toBeUndefined()
      expect(await accounts().passwordHash(ada)).toBeUndefined()
      expect(await providers.user(identity)).toBeUndefined()
      expect(await accounts().activeDevice(device)).toBeUndefined()
      expect(await accounts().rotateRefresh(token, { hash: next, expires: later }, now)).toMatchObject({
        failure: { kind: 'unknown' },
      })
      expect(await accounts().saveDevice({ device, user: ada, name: 'laptop', now })).toMatchObject({
        ok: false,
      })
      expect(await accounts().devices(ada)).toEqual([])
      expect(await keys.backup(ada)).toBeUndefined()
      expect([await accounts().profile(ada), await accounts().listed(ada)]).toEqual([undefined, undefined])
      expect(await directory.workspacesOf(ada)).toEqual([])
      expect((await directory.members(workspace)).map(({ user }) => user)).toEqual([bob])
      expect(await accounts().credentials('bob')).toMatchObject({ user: bob })
      const again = await under.createAccount('ada')
      expect(await accounts().credentials('ada')).toMatchObject({ user: again })
    })

    test('those who shared a workspace are told the name that stands for it now', async () => {
      const { ada, bob } = await setup()
      const { version } = await under.store().directory.changesSince(bob, 0)
      orThrow(await accounts().erase(ada, now))
      const { changes } = await under.store().directory.changesSince(bob, version)
      expect(JSON.stringify(changes)).toContain('Deleted account')
      expect(JSON.stringify(changes)).not.toContain('ADA')
    })

    test('the last owner of a workspace with others stays, with all that they had; it is done once', async () => {
      const { ada, bob, workspace, device } = await setup()
      expect(await accounts().erase(bob, now)).toEqual({ ok: false, failure: { kind: 'last-owner' } })
      await under.reopen()
      expect(await accounts().credentials('bob')).toMatchObject({ user: bob })
      expect(await under.store().directory.role(workspace, bob)).toBe('owner')
      expect(await accounts().activeDevice(device)).toEqual({ user: ada })
      orThrow(await accounts().erase(ada, now))
      const gone = { ok: false, failure: { kind: 'not-found' } }
      expect(await accounts().erase(ada, now)).toEqual(gone)
      expect(await accounts().erase(randomId(userId, under.random), now)).toEqual(gone)
      orThrow(await accounts().erase(bob, now)) // nobody else is left
    })
  })
}
