import { hash as hashBcrypt } from '@node-rs/bcrypt'
import { describe, expect, onTestFinished, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import {
  conversationId,
  type DeviceId,
  randomId,
  type UserId,
  userId,
  workspaceId,
} from '../../../../core/protocol/ids.ts'
import { createStatusEnds } from '../../../../sync-server/identity/status-ends.ts'
import type { ProfileChange } from '../../../../sync-server/store/account-store.ts'
import { systemRandom } from '../../../../sync-server/system.ts'
import { type IdentityWorld, setupIdentity } from '../../../support/identity-world.ts'
import { newDeviceId, testPassword } from '../../../support/relay-accounts.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const device = (id = newDeviceId()) => ({ id, name: 'a test' })
const signIn = ({ identity }: IdentityWorld, username: string, password = testPassword, id?: DeviceId) =>
  identity.accounts.signIn({ username, password, device: device(id) })

async function workspaceOf({ store }: IdentityWorld, owner: UserId) {
  const id = randomId(workspaceId, systemRandom)
  const general = { id: randomId(conversationId, systemRandom), name: 'general', topic: '' }
  orThrow(await store.directory.createWorkspace({ id, name: `club ${id}`, owner, channels: [general] }))
  return { id, general: general.id }
}

describe('[AU11] an account that came from another system', () => {
  test('opens with its old password, and has a hash of today from then on', async () => {
    const world = await setupIdentity()
    const { accounts } = world.store
    const user = randomId(userId, systemRandom)
    const passwordHash = await hashBcrypt('an old password', 4)
    const created = world.clock.now()
    orThrow(
      await accounts.createAccount({ user, username: 'ana', displayName: 'Ana', passwordHash, created }),
    )
    expect(await signIn(world, 'ana', 'another password')).toMatchObject({
      failure: { kind: 'wrong-credentials' },
    })
    expect(await accounts.passwordHash(user)).toBe(passwordHash)
    expect(await signIn(world, 'ana', 'an old password')).toMatchObject({ ok: true })
    expect(await accounts.passwordHash(user)).toMatch(/^\$argon2id\$/)
    expect(await accounts.anyBcryptHash()).toBeUndefined()
    expect(await signIn(world, 'ana', 'an old password')).toMatchObject({ ok: true })
  })
})

describe('[AU7] disabled', () => {
  test('an account lets nobody in, and says so only to who knows the password', async () => {
    const world = await setupIdentity()
    const { user } = await world.newAccount('ana')
    const session = orThrow(await signIn(world, 'ana'))
    await world.identity.sessions.setDisabled(user, true)
    expect(world.signedOut).toHaveLength(1)
    expect(await signIn(world, 'ana', 'the wrong password')).toMatchObject({
      failure: { kind: 'wrong-credentials' },
    })
    expect(await signIn(world, 'ana')).toMatchObject({ failure: { kind: 'account-disabled' } })
    expect(await world.identity.tokens.authenticate(session.accessToken)).toMatchObject({ ok: false })
    expect(await world.identity.sessions.refresh(session.refreshToken)).toMatchObject({ ok: false })
    await world.identity.sessions.setDisabled(user, false)
    expect(await signIn(world, 'ana')).toMatchObject({ ok: true })
  })
})

describe('[AU17] changing the password', () => {
  const next = 'another horse, another battery'

  test('signs out all other devices, keeps this one, and writes a letter', async () => {
    const world = await setupIdentity()
    const { sessions, profiles, tokens } = world.identity
    const { user } = await world.newAccount('ana')
    orThrow(await profiles.update(user, { email: 'ana@club.example' }))
    const own = newDeviceId()
    const here = orThrow(await signIn(world, 'ana', testPassword, own))
    const there = orThrow(await signIn(world, 'ana'))
    const changed = await profiles.changePassword({ user, device: own }, { current: testPassword, next })
    expect(changed).toEqual({ ok: true, value: { signedOut: 1 } })
    expect(world.signedOut).toHaveLength(1)
    expect(await tokens.authenticate(there.accessToken)).toMatchObject({ ok: false })
    expect(await sessions.refresh(there.refreshToken)).toMatchObject({ ok: false })
    expect(await tokens.authenticate(here.accessToken)).toMatchObject({ ok: true })
    expect(await sessions.refresh(here.refreshToken)).toMatchObject({ ok: true })
    expect(await signIn(world, 'ana')).toMatchObject({ failure: { kind: 'wrong-credentials' } })
    expect(await signIn(world, 'ana', next)).toMatchObject({ ok: true })
    expect(world.letters).toEqual([{ kind: 'password-changed', to: 'ana@club.example', displayName: 'ana' }])
  })

  test('needs the current one, and a good new one; of two at once one is done', async () => {
    const world = await setupIdentity()
    const { user } = await world.newAccount('ana')
    const asker = { user, device: newDeviceId() }
    const change = (current: string, to = next) =>
      world.identity.profiles.changePassword(asker, { current, next: to })
    expect(await change('the wrong password')).toEqual({ ok: false, failure: { kind: 'wrong-credentials' } })
    expect(await change(testPassword, 'password123456')).toEqual({
      ok: false,
      failure: { kind: 'password-weak' },
    })
    const both = await Promise.all([change(testPassword), change(testPassword, `${next}!`)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(world.letters).toEqual([])
  })

  test('is not for an account that a provider opens', async () => {
    const world = await setupIdentity()
    const user = randomId(userId, systemRandom)
    const identity = { issuer: 'https://id.example', subject: 's' }
    const created = world.clock.now()
    orThrow(
      await world.store.accounts.createAccount({
        user,
        username: 'ana',
        displayName: 'Ana',
        identity,
        created,
      }),
    )
    const asker = { user, device: newDeviceId() }
    const changed = await world.identity.profiles.changePassword(asker, { current: '', next })
    expect(changed).toEqual({ ok: false, failure: { kind: 'no-password' } })
    expect(await signIn(world, 'ana', '')).toMatchObject({ failure: { kind: 'wrong-credentials' } })
  })
})

describe('[AU16] one’s own account', () => {
  test('is read and changed; what is not named stays, null takes away', async () => {
    const world = await setupIdentity()
    const { profiles } = world.identity
    const { user } = await world.newAccount('ana')
    const changed = orThrow(
      await profiles.update(user, {
        username: 'ana.b',
        displayName: 'Ana B',
        email: 'ana@club.example',
        status: 'on the water',
      }),
    )
    expect(changed).toMatchObject({ username: 'ana.b', displayName: 'Ana B', status: 'on the water' })
    expect(orThrow(await profiles.update(user, { email: null }))).toMatchObject({
      username: 'ana.b',
      email: undefined,
      status: 'on the water',
      hasPassword: true,
      identities: [],
    })
    expect(await signIn(world, 'ana')).toMatchObject({ failure: { kind: 'wrong-credentials' } })
    expect(await signIn(world, 'ana.b')).toMatchObject({ ok: true })
  })

  test('a username that somebody has is refused, and all of the change with it', async () => {
    const world = await setupIdentity()
    const { user } = await world.newAccount('ana')
    await world.newAccount('ben')
    const taken = await world.identity.profiles.update(user, { username: 'ben', status: 'x' })
    expect(taken).toEqual({ ok: false, failure: { kind: 'username-taken' } })
    expect(await world.identity.profiles.me(user)).toMatchObject({ username: 'ana', status: '' })
  })

  test('[AU16][SX1] others hear of a new name and a new status text, and of nothing else', async () => {
    const world = await setupIdentity()
    const { directory } = world.store
    const [{ user: ana }, { user: ben }] = [await world.newAccount('ana'), await world.newAccount('ben')]
    const { id } = await workspaceOf(world, ana)
    orThrow(await directory.join(id, ben, 'member'))
    const { version } = await directory.changesSince(ben, 0)
    const update = async (change: ProfileChange) => {
      orThrow(await world.identity.profiles.update(ana, change))
      return (await directory.changesSince(ben, version)).changes
    }
    expect(await update({ email: 'ana@club.example' })).toEqual([])
    expect(world.told).toEqual([])
    expect(await update({ status: 'on the water' })).toMatchObject([{ user: ana, status: 'on the water' }])
    expect(await update({ status: '' })).toEqual([
      {
        kind: 'member',
        workspace: id,
        user: ana,
        name: 'ana',
        username: 'ana',
        role: 'owner',
        placeholder: false,
      },
    ])
    expect(world.told).toEqual([id, id])
    expect(await update({ displayName: 'Ana B' })).toMatchObject([
      { kind: 'member', user: ana, name: 'Ana B', username: 'ana' },
    ])
    expect(world.told).toEqual([id, id, id])
  })
})

describe('[SX6] when a status text ends', () => {
  async function setup() {
    const world = await setupIdentity()
    const { user } = await world.newAccount('ana')
    await workspaceOf(world, user)
    const update = async (change: ProfileChange) =>
      orThrow(await world.identity.profiles.update(user, change))
    const at = (ms: number) => millis(world.clock.now() + ms)
    return { ...world, user, update, at }
  }

  test('it is told with the text, and another text has none', async () => {
    const { update, at, told } = await setup()
    const end = at(1_000)
    expect(await update({ status: 'at tea', statusUntil: end })).toMatchObject({ statusUntil: end })
    expect(await update({ displayName: 'Ana B' })).toMatchObject({ status: 'at tea', statusUntil: end })
    expect(await update({ status: 'at tea', statusUntil: at(2_000) })).toMatchObject({ status: 'at tea' })
    expect(told).toHaveLength(3)
    expect(await update({ status: 'out' })).toMatchObject({ status: 'out', statusUntil: undefined })
    expect(await update({ status: 'out', statusUntil: millis(0) })).toMatchObject({ statusUntil: undefined })
  })

  test('what is over when the relay hears of it is nothing, and nothing has no end', async () => {
    const { update, at } = await setup()
    await update({ status: 'at tea' })
    expect(await update({ status: 'at lunch', statusUntil: at(0) })).toMatchObject({
      status: '',
      statusUntil: undefined,
    })
    expect(await update({ status: '', statusUntil: at(1_000) })).toMatchObject({ statusUntil: undefined })
  })

  test('on time it is cleared and others hear of it, also what ended while the relay was down, and what ends in a month', async () => {
    const { update, at, told, clock, store, user, identity } = await setup()
    const status = async () => (await identity.profiles.me(user))?.status
    await update({ status: 'at tea', statusUntil: at(1_000) })
    clock.advance(1_500)
    told.length = 0
    const { seenOtherwise } = identity
    const ends = createStatusEnds({ store: store.accounts, seenOtherwise, clock, log: silent })
    onTestFinished(() => ends.stop())
    clock.advance(0)
    await expect.poll(() => told).toHaveLength(1)
    expect(await status()).toBe('')

    const dayMs = 86_400_000
    await update({ status: 'away', statusUntil: at(30 * dayMs) })
    told.length = 0
    ends.ask()
    clock.advance(0)
    for (let days = 0; days < 30; days++) {
      await expect.poll(clock.pending).toBe(1)
      expect(await status()).toBe('away')
      clock.advance(dayMs)
    }
    await expect.poll(() => told).toHaveLength(1)
    expect(await status()).toBe('')
  })
})

describe('[AU7][AU18] devices', () => {
  test('are one’s own, and end one by one or together', async () => {
    const world = await setupIdentity()
    const { sessions, tokens } = world.identity
    const [{ user: ana }, { user: ben }] = [await world.newAccount('ana'), await world.newAccount('ben')]
    const ids = [newDeviceId(), newDeviceId(), newDeviceId()] as const
    const held = []
    for (const id of ids) {
      held.push(orThrow(await signIn(world, 'ana', testPassword, id)))
      world.clock.advance(1_000)
    }
    expect((await sessions.devices(ana)).map((each) => each.device)).toEqual(ids.toReversed())
    expect(await sessions.devices(ben)).toEqual([])
    expect(await sessions.end(ben, ids[0])).toBe(false)
    expect(world.signedOut).toEqual([])
    expect(await sessions.end(ana, ids[0])).toBe(true)
    expect(await sessions.end(ana, ids[0])).toBe(false)
    expect(world.signedOut).toEqual([ids[0]])
    expect(await tokens.authenticate(held[0]?.accessToken ?? '')).toMatchObject({ ok: false })
    expect(await tokens.authenticate(held[1]?.accessToken ?? '')).toMatchObject({ ok: true })
    expect(await sessions.endAll(ana)).toBe(2)
    expect(world.signedOut.toSorted()).toEqual(ids.toSorted())
    expect((await sessions.devices(ana)).map(({ active }) => active)).toEqual([false, false, false])
    for (const { refreshToken } of held)
      expect(await sessions.refresh(refreshToken)).toMatchObject({ ok: false })
  })
})
