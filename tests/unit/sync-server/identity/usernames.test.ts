import { expect, test } from 'vitest'
import { type IdentityWorld, setupIdentity } from '../../../support/identity-world.ts'
import { newDeviceId, testPassword } from '../../../support/relay-accounts.ts'

const person = (username: string) => ({
  username,
  password: testPassword,
  device: { id: newDeviceId(), name: 'a test' },
})
const register = ({ identity }: IdentityWorld, username: string) =>
  identity.accounts.register({ ...person(username), displayName: 'Ana' })
const signIn = ({ identity }: IdentityWorld, username: string) => identity.accounts.signIn(person(username))

test.each(['all', 'Everyone'])('[AU22] %s, which mentions all, is nobody’s new name', async (name) => {
  const world = await setupIdentity()
  const taken = { ok: false, failure: { kind: 'username-taken' } }
  expect(await register(world, name)).toEqual(taken)
  const { user } = await world.newAccount('ana')
  const { profiles } = world.identity
  expect(await profiles.update(user, { username: name, status: 'x' })).toEqual(taken)
  expect(await profiles.me(user)).toMatchObject({ username: 'ana', status: '' })
})

test('[AU22] who has such a name from before keeps it, and changes the rest', async () => {
  const world = await setupIdentity()
  const { user } = await world.newAccount('all')
  const { profiles } = world.identity
  expect(await profiles.update(user, { username: 'all', status: 'x' })).toMatchObject({ ok: true })
  expect(await signIn(world, 'all')).toMatchObject({ ok: true })
  expect(await profiles.update(user, { username: 'everyone' })).toMatchObject({ ok: false })
  expect(await profiles.update(user, { username: 'ana' })).toMatchObject({ ok: true })
  expect(await profiles.update(user, { username: 'all' })).toMatchObject({ ok: false })
})
