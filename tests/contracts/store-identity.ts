/** Profiles, people of a provider, invitations. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { deviceId, invitationId, randomId, userId } from '../../core/protocol/ids.ts'
import type { NewInvitation } from '../../sync-server/store/invitation-store.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

const hashOf = (number: number): Uint8Array => new Uint8Array(32).fill(number)
const identity = { issuer: 'https://id.example', subject: 'subject of ada' }
const person = { ...identity, username: 'ada', name: 'Ada', email: undefined }

export function describeIdentity(under: StoreFixture): void {
  const accounts = () => under.store().accounts
  const providers = () => under.store().providers
  const invitations = () => under.store().invitations
  const invitation = (more: Partial<NewInvitation> = {}): NewInvitation => ({
    id: randomId(invitationId, under.random),
    hash: hashOf(1),
    workspace: undefined,
    role: 'member',
    email: undefined,
    uses: 1,
    expires: later,
    createdBy: undefined,
    created: now,
    ...more,
  })
  const newUser = (username: string) => ({
    user: randomId(userId, under.random),
    username,
    displayName: 'x',
    created: now,
  })

  describe('[AU16] profiles', () => {
    test('what is not named stays, null takes away; names that look like SQL are names', async () => {
      const user = await under.createAccount('ada')
      const odd = `'); DROP TABLE users; --`
      orThrow(await accounts().changeProfile(user, { email: 'ada@engines.example', status: odd }))
      await under.reopen()
      const full = {
        user,
        username: 'ada',
        email: 'ada@engines.example',
        status: odd,
        disabled: false,
      }
      expect(await accounts().profile(user)).toMatchObject({ ...full, hasPassword: true })
      orThrow(await accounts().changeProfile(user, { email: null, username: 'ada.l' }))
      expect(await accounts().profile(user)).toMatchObject({
        username: 'ada.l',
        email: undefined,
        picture: undefined,
        status: odd,
      })
      await under.createAccount('bob')
      const taken = await accounts().changeProfile(user, { username: 'bob', status: '' })
      expect(taken).toEqual({ ok: false, failure: { kind: 'username-taken' } })
      expect(await accounts().profile(user)).toMatchObject({ username: 'ada.l', status: odd })
      const nobody = await accounts().changeProfile(randomId(userId, under.random), { status: '' })
      expect(nobody).toEqual({ ok: false, failure: { kind: 'not-found' } })
    })
  })

  describeStatusEnds(under)
  describeErasure(under)

  describe('[AU11][AU17] password hashes', () => {
    test('one is replaced only by who knows the one before; a bcrypt hash is found while there is one', async () => {
      const user = await under.createAccount('ada')
      expect(await accounts().setPasswordHash(user, 'another', 'x')).toBe(false)
      expect(await accounts().setPasswordHash(user, undefined, 'x')).toBe(false)
      expect(await accounts().anyBcryptHash()).toBeUndefined()
      expect(await accounts().setPasswordHash(user, 'hash of ada', '$2b$…')).toBe(true)
      expect(await accounts().anyBcryptHash()).toBe('$2b$…')
      expect(await accounts().setPasswordHash(user, '$2b$…', 'x')).toBe(true)
      expect(await accounts().anyBcryptHash()).toBeUndefined()
    })
  })

  describe('[AU7][AU18] devices', () => {
    test('end one by one, together, or with their account; others’ do not', async () => {
      const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
      const devices = [
        await under.createDevice(ada),
        await under.createDevice(ada),
        await under.createDevice(ada),
      ]
      const [one, two, three] = devices
      const bobs = await under.createDevice(bob)
      if (one === undefined || two === undefined || three === undefined) return
      expect((await accounts().devices(ada)).map(({ device }) => device).toSorted()).toEqual(
        devices.toSorted(),
      )
      expect(await accounts().endDevice(bob, one, now)).toBe(false)
      expect(await accounts().endDevice(ada, one, later)).toBe(true)
      expect(await accounts().endDevice(ada, one, later)).toBe(false)
      expect(await accounts().sessionsFrom(ada, one)).toBe(later)
      expect(await accounts().sessionsFrom(ada, two)).toBe(0)
      expect(await accounts().endDevices(ada, { except: two, now: later })).toEqual([three])
      expect(await accounts().sessionsFrom(ada, randomId(deviceId, under.random))).toBe(later)
      expect(await accounts().setDisabled(ada, later)).toEqual([two])
      orThrow(await accounts().saveDevice({ device: two, user: ada, name: 'laptop', now }))
      expect(await accounts().activeDevice(two)).toBeUndefined()
      expect(await accounts().setDisabled(ada, undefined)).toEqual([])
      expect(await accounts().activeDevice(two)).toEqual({ user: ada })
      expect(await accounts().activeDevice(bobs)).toEqual({ user: bob })
    })
  })

  describe('[AU12] people of a provider', () => {
    test('an identity is one account’s; the last way in stays', async () => {
      const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
      orThrow(await providers().link(ada, identity, now))
      orThrow(await providers().link(ada, identity, now))
      expect(await providers().link(bob, identity, now)).toEqual({ ok: false, failure: { kind: 'taken' } })
      await under.reopen()
      expect(await providers().user(identity)).toBe(ada)
      expect(await providers().user({ ...identity, issuer: 'https://evil.example' })).toBeUndefined()
      expect(await providers().identities(ada)).toEqual([identity])
      expect(await providers().unlink(bob, identity)).toEqual({ ok: false, failure: { kind: 'not-found' } })
      orThrow(await providers().unlink(ada, identity))
      const cy = { ...newUser('cy'), identity }
      orThrow(await accounts().createAccount(cy))
      expect(await providers().unlink(cy.user, identity)).toEqual({ ok: false, failure: { kind: 'last' } })
      expect(await accounts().credentials('cy')).toBeUndefined()
      const again = await accounts().createAccount({ ...newUser('dora'), identity })
      expect(again).toEqual({ ok: false, failure: { kind: 'identity-taken' } })
      expect(await accounts().profile(cy.user)).toMatchObject({ hasPassword: false })
    })

    test('flows and tickets are good once, and until they end', async () => {
      const flow = { nonce: 'n', challenge: 'c', redirectUri: 'http://127.0.0.1:1/' }
      await providers().addFlow(hashOf(1), flow, later, now)
      await providers().addTicket(hashOf(1), person, later, now)
      await under.reopen()
      expect(await providers().takeFlow(hashOf(2), now)).toBeUndefined()
      expect(await providers().takeFlow(hashOf(1), later)).toBeUndefined()
      expect(await providers().takeFlow(hashOf(1), now)).toEqual(flow)
      expect(await providers().takeFlow(hashOf(1), now)).toBeUndefined()
      expect(await providers().takeTicket(hashOf(1), later)).toBeUndefined()
      expect(await providers().takeTicket(hashOf(1), now)).toEqual(person)
      expect(await providers().takeTicket(hashOf(1), now)).toBeUndefined()
    })
  })

  describe('[AU15] invitations', () => {
    test('a new account uses one up and is what it says, or there is no account', async () => {
      const owner = await under.createAccount('owner')
      const { workspace } = await under.createWorkspace('club', owner)
      orThrow(await invitations().add(invitation({ workspace, role: 'guest', createdBy: owner })))
      await under.reopen()
      expect(await invitations().look(hashOf(1), now)).toEqual({
        workspace,
        role: 'guest',
        workspaceName: 'club',
      })
      const taken = await accounts().createAccount({ ...newUser('owner'), invitation: hashOf(1) })
      expect(taken).toEqual({ ok: false, failure: { kind: 'username-taken' } })
      const ada = newUser('ada')
      const created = await accounts().createAccount({ ...ada, invitation: hashOf(1) })
      expect(created).toMatchObject({ value: { workspace, role: 'guest' } })
      expect(await under.store().directory.role(workspace, ada.user)).toBe('guest')
      const late = newUser('bob')
      const refused = await accounts().createAccount({ ...late, invitation: hashOf(1) })
      expect(refused).toEqual({ ok: false, failure: { kind: 'invitation-refused' } })
      expect(await accounts().account(late.user)).toBeUndefined()
      expect(await invitations().list(workspace, now)).toEqual([])
    })

    test('a member is raised and never lowered; nothing gained uses nothing up', async () => {
      const owner = await under.createAccount('owner')
      const ada = await under.createAccount('ada')
      const { workspace } = await under.createWorkspace('club', owner)
      orThrow(await invitations().add(invitation({ workspace, role: 'admin', uses: 3 })))
      const redeem = (user: typeof ada) => invitations().redeem(hashOf(1), user, now)
      const { directory } = under.store()
      orThrow(await directory.join(workspace, ada, 'guest'))
      const { version } = await directory.changesSince(ada, 0)
      expect(await redeem(ada)).toMatchObject({ value: { changed: true } })
      // Who is a guest no more is told all of the workspace, of what there was before too.
      const { changes } = await directory.changesSince(ada, version)
      expect(changes).toContainEqual(expect.objectContaining({ kind: 'channel', name: 'general' }))
      expect(await redeem(ada)).toMatchObject({ value: { changed: false } })
      expect(await redeem(owner)).toMatchObject({ value: { changed: false } })
      expect(await under.store().directory.role(workspace, owner)).toBe('owner')
      expect(await invitations().list(workspace, now)).toMatchObject([{ uses: 2 }])
      expect(await invitations().redeem(hashOf(1), ada, later)).toMatchObject({ ok: false })
    })

    test('who has left comes back by one', async () => {
      const [owner, ada] = [await under.createAccount('owner'), await under.createAccount('ada')]
      const { workspace } = await under.createWorkspace('club', owner)
      orThrow(await under.store().directory.join(workspace, ada, 'member'))
      orThrow(await under.store().directory.leave(workspace, ada))
      const { version } = await under.store().directory.changesSince(owner, 0)
      orThrow(await invitations().add(invitation({ workspace })))
      expect(await invitations().redeem(hashOf(1), ada, now)).toMatchObject({ value: { changed: true } })
      const { changes } = await under.store().directory.changesSince(owner, version)
      expect(changes).toMatchObject([{ kind: 'member', user: ada, role: 'member' }])
    })

    test('are of their workspace, or of the relay, and taken back there alone', async () => {
      const one = await under.createWorkspace('one')
      const two = await under.createWorkspace('two')
      const inOne = invitation({ workspace: one.workspace, email: 'ada@engines.example' })
      const toRelay = invitation({ hash: hashOf(2) })
      orThrow(await invitations().add(inOne))
      orThrow(await invitations().add(toRelay))
      const list = async (workspace: typeof inOne.workspace) =>
        (await invitations().list(workspace, now)).map(({ id }) => id)
      expect(await list(one.workspace)).toEqual([inOne.id])
      expect(await list(two.workspace)).toEqual([])
      expect(await list(undefined)).toEqual([toRelay.id])
      expect(await invitations().remove(two.workspace, inOne.id)).toBe(false)
      expect(await invitations().remove(undefined, inOne.id)).toBe(false)
      expect(await invitations().remove(one.workspace, inOne.id)).toBe(true)
      expect(await invitations().look(hashOf(1), now)).toBeUndefined()
    })
  })
}

function describeErasure(under: StoreFixture): void {
  describe('[AU21] an account that is erased', () => {
    test('is told where it was, and where it had been: its name stays with nobody', async () => {
      const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
      const places = [await under.createWorkspace('Quay', ada), await under.createWorkspace('Crew', ada)]
      const [quay, crew] = places.map(({ workspace }) => workspace)
      if (quay === undefined || crew === undefined) throw new Error('two were made')
      const { directory } = under.store()
      for (const workspace of [quay, crew]) orThrow(await directory.join(workspace, bob, 'member'))
      orThrow(await directory.leave(crew, bob))
      const { version, changes } = await directory.changesSince(ada, 0)
      expect(changes).toContainEqual(
        expect.objectContaining({ kind: 'member', workspace: crew, name: 'BOB' }),
      )
      expect(new Set(orThrow(await under.store().accounts.erase(bob, later)))).toEqual(new Set([quay, crew]))
      const news = await directory.changesSince(ada, version)
      const gone = { kind: 'member', user: bob, name: 'Deleted account', former: true }
      expect(new Set(news.changes.map((each) => JSON.stringify(each))).size).toBe(2)
      for (const workspace of [quay, crew])
        expect(news.changes).toContainEqual(expect.objectContaining({ ...gone, workspace }))
    })
  })
}

function describeStatusEnds(under: StoreFixture): void {
  const accounts = () => under.store().accounts
  test('[SX6] status texts end by their time, over a new start; the next one is known', async () => {
    const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
    orThrow(await accounts().changeProfile(ada, { status: 'at tea', statusUntil: millis(1_000) }))
    orThrow(await accounts().changeProfile(bob, { status: 'out', statusUntil: millis(3_000) }))
    await under.reopen()
    expect(await accounts().endStatuses(millis(999))).toEqual({ ended: [], next: 1_000 })
    expect(await accounts().endStatuses(millis(1_000))).toEqual({ ended: [ada], next: 3_000 })
    expect(await accounts().profile(ada)).toMatchObject({ status: '', statusUntil: undefined })
    expect(await accounts().profile(bob)).toMatchObject({ status: 'out', statusUntil: 3_000 })
    orThrow(await accounts().changeProfile(bob, { status: 'out' }))
    expect(await accounts().endStatuses(millis(9_000))).toEqual({ ended: [], next: undefined })
  })
}
