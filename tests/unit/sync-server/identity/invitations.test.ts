import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { conversationId, randomId, type UserId, workspaceId } from '../../../../core/protocol/ids.ts'
import type { NewInvitation } from '../../../../sync-server/identity/invitations.ts'
import { systemRandom } from '../../../../sync-server/system.ts'
import { type IdentityWorld, setupIdentity } from '../../../support/identity-world.ts'
import { newDeviceId, testPassword } from '../../../support/relay-accounts.ts'

const device = (id = newDeviceId()) => ({ id, name: 'a test' })

const register = ({ identity }: IdentityWorld, username: string, more: object = {}) =>
  identity.accounts.register({
    username,
    displayName: username,
    password: testPassword,
    device: device(),
    ...more,
  })

async function workspaceOf({ store }: IdentityWorld, owner: UserId) {
  const id = randomId(workspaceId, systemRandom)
  const general = { id: randomId(conversationId, systemRandom), name: 'general', topic: '' }
  orThrow(await store.directory.createWorkspace({ id, name: `club ${id}`, owner, channels: [general] }))
  return { id, general: general.id }
}

describe('[AU15] signing up', () => {
  const invitation: NewInvitation = {
    workspace: undefined,
    role: 'member',
    email: undefined,
    uses: 1,
    expiresInSeconds: 60,
    by: undefined,
  }

  test('is for nobody where it is closed, not even with an invitation', async () => {
    const world = await setupIdentity({ SIGN_UP: 'closed' })
    const { token } = orThrow(await world.identity.invitations.create(invitation))
    const closed = { ok: false, failure: { kind: 'sign-up-closed' } }
    expect(await register(world, 'ana')).toEqual(closed)
    expect(await register(world, 'ana', { invitation: token })).toEqual(closed)
  })

  test('is for the invited where it says so; a link is good for its uses and its time', async () => {
    const world = await setupIdentity({ SIGN_UP: 'invited' })
    const { invitations } = world.identity
    const { token } = orThrow(await invitations.create({ ...invitation, uses: 2 }))
    const refused = { ok: false, failure: { kind: 'invitation-refused' } }
    expect(await register(world, 'ana')).toEqual({ ok: false, failure: { kind: 'invitation-needed' } })
    expect(await register(world, 'ana', { invitation: 'nonsense' })).toEqual(refused)
    expect(await register(world, 'ana', { invitation: token })).toMatchObject({ ok: true })
    // A name that is taken uses nothing up.
    const taken = await register(world, 'ana', { invitation: token })
    expect(taken).toEqual({ ok: false, failure: { kind: 'username-taken' } })
    expect(await register(world, 'ben', { invitation: token })).toMatchObject({ ok: true })
    expect(await register(world, 'cy', { invitation: token })).toEqual(refused)
    const late = orThrow(await invitations.create(invitation))
    world.clock.advance(60_000)
    expect(await register(world, 'cy1', { invitation: late.token })).toEqual(refused)
  })

  test('with an invitation to a workspace makes a member of it, in the role that it says', async () => {
    const world = await setupIdentity()
    const { user: owner } = await world.newAccount('owner')
    const { id: workspace } = await workspaceOf(world, owner)
    const made = { ...invitation, workspace, role: 'guest' as const, by: owner }
    const { token, link } = orThrow(await world.identity.invitations.create(made))
    expect(link).toBe(`https://relay.example/invite#${token}`)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(await world.identity.invitations.look(token)).toMatchObject({
      value: { workspace, role: 'guest' },
    })
    const { user } = orThrow(await register(world, 'ana', { invitation: token }))
    expect(await world.store.directory.role(workspace, user.id)).toBe('guest')
  })

  test('by accepting, a member gets a higher role and keeps a higher one; what gives nothing uses nothing up', async () => {
    const world = await setupIdentity()
    const { invitations } = world.identity
    const { user: owner } = await world.newAccount('owner')
    const { user: ana } = await world.newAccount('ana')
    const { id: workspace } = await workspaceOf(world, owner)
    const made = { ...invitation, workspace, role: 'admin' as const, by: owner, uses: 5 }
    const { token } = orThrow(await invitations.create(made))
    orThrow(await invitations.accept(owner, token))
    expect(await world.store.directory.role(workspace, owner)).toBe('owner')
    orThrow(await invitations.accept(ana, token))
    orThrow(await invitations.accept(ana, token))
    expect(await world.store.directory.role(workspace, ana)).toBe('admin')
    expect(await invitations.list(workspace)).toMatchObject([{ uses: 4, role: 'admin', createdBy: owner }])
    const toRelay = orThrow(await invitations.create(invitation))
    orThrow(await invitations.accept(ana, toRelay.token))
    expect(await invitations.list(undefined)).toMatchObject([{ uses: 1 }])
  })

  test('what was taken back is good no more; of another workspace it cannot be taken back', async () => {
    const world = await setupIdentity()
    const { invitations } = world.identity
    const { user: owner } = await world.newAccount('owner')
    const [one, two] = [await workspaceOf(world, owner), await workspaceOf(world, owner)]
    const { token, id } = orThrow(await invitations.create({ ...invitation, workspace: one.id, by: owner }))
    expect(await invitations.remove(two.id, id)).toMatchObject({ failure: { kind: 'not-found' } })
    expect(await invitations.remove(undefined, id)).toMatchObject({ failure: { kind: 'not-found' } })
    expect(await invitations.list(two.id)).toEqual([])
    orThrow(await invitations.remove(one.id, id))
    expect(await invitations.look(token)).toMatchObject({ failure: { kind: 'invitation-refused' } })
    expect(await invitations.accept(owner, token)).toMatchObject({ failure: { kind: 'invitation-refused' } })
  })

  test('by e-mail: the letter has the link, the store has neither link nor token', async () => {
    const world = await setupIdentity()
    const made = { ...invitation, email: 'ben@club.example' }
    const { token, link, mailed } = orThrow(await world.identity.invitations.create(made))
    expect(mailed).toBe(true)
    expect(world.letters).toEqual([
      { kind: 'invitation', to: 'ben@club.example', link, workspaceName: undefined },
    ])
    expect(JSON.stringify(await world.identity.invitations.list(undefined))).not.toContain(token)
  })

  test('[AU14] a password that is tried first is refused', async () => {
    const world = await setupIdentity()
    const weak = await register(world, 'ana', { password: 'password123456' })
    expect(weak).toEqual({ ok: false, failure: { kind: 'password-weak' } })
  })
})
