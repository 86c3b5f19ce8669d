/** Accounts, devices, tokens. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { randomId, userId } from '../../core/protocol/ids.ts'
import { later, now } from './store-fixture.ts'
import type { StoreFixture } from './store-fixture.ts'

export function describeAccounts(under: StoreFixture): void {
  describe('accounts', () => {
    test('an account is found by its name, its credentials and its id', async () => {
      const user = await under.createAccount('ada')
      const account = { user, username: 'ada', displayName: 'ADA' }
      expect(await under.store().accounts.account(user)).toEqual(account)
      expect(await under.store().accounts.credentials('ada')).toEqual({
        ...account,
        passwordHash: 'hash of ada',
        disabled: false,
      })
      expect(await under.store().accounts.credentials('bob')).toBeUndefined()
    })

    test('[AU19] accounts are listed by username, found by a part, and page by page', async () => {
      const names = ['cy', 'ada', 'bob_']
      for (const name of names) await under.createAccount(name)
      const list = async (range: object) =>
        (await under.store().accounts.list({ after: '', limit: 10, ...range })).map(
          ({ username }) => username,
        )
      expect(await list({})).toEqual(['ada', 'bob_', 'cy'])
      expect(await list({ after: 'ada', limit: 1 })).toEqual(['bob_'])
      expect(await list({ text: 'ADA' })).toEqual(['ada'])
      expect(await list({ text: '_' })).toEqual(['bob_'])
      expect(await list({ text: '%' })).toEqual([])
      expect(await list({ username: 'bob_' })).toEqual(['bob_'])
      expect(await list({ username: 'bob' })).toEqual([])
    })

    test('a username is given once; names that look like SQL are names', async () => {
      const odd = `x'; DROP TABLE users; --`
      await under.createAccount(odd)
      const again = {
        user: randomId(userId, under.random),
        username: odd,
        displayName: 'x',
        passwordHash: 'x',
      }
      expect(await under.store().accounts.createAccount({ ...again, created: now })).toMatchObject({
        failure: { kind: 'username-taken' },
      })
      expect(await under.store().accounts.credentials(odd)).toMatchObject({ username: odd })
    })

    test('[AU6] a device belongs to the account that first had it', async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const device = await under.createDevice(ada)
      const taken = await under.store().accounts.saveDevice({ device, user: bob, name: 'mine now', now })
      expect(taken).toMatchObject({ failure: { kind: 'device-taken' } })
      expect(await under.store().accounts.activeDevice(device)).toEqual({ user: ada })
    })

    const hashOf = (number: number): Uint8Array => new Uint8Array(32).fill(number)
    const family = new Uint8Array(16).fill(9)
    const token = (number: number): { readonly hash: Uint8Array; readonly expires: typeof later } => ({
      hash: hashOf(number),
      expires: later,
    })

    test('[AU3] a lost answer: the token before may be used again, which spends the one that was lost', async () => {
      const user = await under.createAccount('ada')
      const device = await under.createDevice(user)
      const rotate = (from: number, to: number) =>
        under.store().accounts.rotateRefresh(hashOf(from), token(to), now)
      const rotated = { ok: true, value: { user, device } }
      await under.store().accounts.startRefresh({ ...token(1), family, device, now })
      expect(await rotate(1, 2)).toEqual(rotated)
      await under.reopen()
      expect(await rotate(1, 3)).toEqual(rotated)
      expect(await rotate(1, 4)).toEqual(rotated)
      expect(await rotate(4, 5)).toEqual(rotated)
      // Who comes with the lost one after all has stolen it, or has been stolen from.
      expect(await rotate(2, 6)).toMatchObject({ failure: { kind: 'reused', user, device } })
      expect(await rotate(5, 6)).toMatchObject({ failure: { kind: 'unknown' } })
    })

    test('[AU3] a refresh token whose successor was used is good no more: using it ends its family', async () => {
      const user = await under.createAccount('ada')
      const device = await under.createDevice(user)
      await under.store().accounts.startRefresh({ ...token(1), family, device, now })
      expect(await under.store().accounts.rotateRefresh(hashOf(1), token(2), now)).toEqual({
        ok: true,
        value: { user, device },
      })
      await under.reopen()
      expect(await under.store().accounts.rotateRefresh(hashOf(2), token(3), now)).toMatchObject({ ok: true })
      expect(await under.store().accounts.rotateRefresh(hashOf(1), token(4), now)).toMatchObject({
        failure: { kind: 'reused', user, device },
      })
      for (const number of [1, 2, 3]) {
        expect(await under.store().accounts.rotateRefresh(hashOf(number), token(4), now)).toMatchObject({
          failure: { kind: 'unknown' },
        })
      }
    })

    test('a refresh token expires, and a new sign-in ends those before it', async () => {
      const device = await under.createDevice(await under.createAccount('ada'))
      await under.store().accounts.startRefresh({ ...token(1), family, device, now })
      expect(await under.store().accounts.rotateRefresh(hashOf(1), token(2), later)).toMatchObject({
        failure: { kind: 'expired' },
      })
      await under.store().accounts.startRefresh({ ...token(5), family: hashOf(8), device, now })
      expect(await under.store().accounts.rotateRefresh(hashOf(1), token(2), now)).toMatchObject({
        failure: { kind: 'unknown' },
      })
    })

    test('[AU7] signing out ends the device until it signs in again', async () => {
      const user = await under.createAccount('ada')
      const device = await under.createDevice(user)
      await under.store().accounts.startRefresh({ ...token(1), family, device, now })
      expect(await under.store().accounts.signOut(hashOf(1))).toBe(device)
      expect(await under.store().accounts.signOut(hashOf(1))).toBeUndefined()
      expect(await under.store().accounts.activeDevice(device)).toBeUndefined()
      orThrow(await under.store().accounts.saveDevice({ device, user, name: 'laptop', now }))
      expect(await under.store().accounts.activeDevice(device)).toEqual({ user })
    })

    test('[AU9] of several keys one signs; one that comes takes over from the one that it names', async () => {
      const { accounts } = under.store()
      const key = (kid: string, created = now) => ({ kid, jwk: '{}', created })
      expect(await accounts.addSigningKey(key('old'), undefined, now)).toBe(true)
      expect(await accounts.addSigningKey(key('late'), undefined, now)).toBe(false)
      expect(await accounts.addSigningKey(key('new', later), 'old', now)).toBe(true)
      expect(await accounts.addSigningKey(key('late', later), 'old', now)).toBe(false)
      await under.reopen()
      expect(await under.store().accounts.signingKeys()).toEqual([
        { ...key('new', later), retired: undefined },
        { ...key('old'), retired: later },
      ])
      // What was retired before the moment named goes.
      expect(await under.store().accounts.addSigningKey(key('newest', later), 'new', later)).toBe(true)
      expect((await under.store().accounts.signingKeys()).map(({ kid }) => kid)).toContain('old')
      const much = millis(later + 1)
      expect(await under.store().accounts.addSigningKey(key('last', much), 'newest', much)).toBe(true)
      expect((await under.store().accounts.signingKeys()).map(({ kid }) => kid)).toEqual(['last', 'newest'])
    })
  })
}
