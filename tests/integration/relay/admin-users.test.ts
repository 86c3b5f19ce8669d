/** `tidings-admin users`, on a relay that runs and on its data folder alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { adminPaths, identityPaths } from '../../../core/protocol/identity-api.ts'
import { type AdminWorld, admin, look, setupAdminWorld } from '../../support/admin-world.ts'
import { callRelay, newDeviceId, signUp, testPassword } from '../../support/relay-accounts.ts'
import { openSession } from '../../support/socket-client.ts'

let world: AdminWorld
beforeAll(async () => {
  world = await setupAdminWorld()
})
afterAll(() => world.relay.close())

const users = (...args: ReadonlyArray<string>) => admin(world.relay.folder, 'users', ...args)
const signIn = async (username: string, password: string): Promise<number> => {
  const device = { id: newDeviceId(), name: 'a phone' }
  return (await callRelay(world.relay, paths.signIn, { body: { username, password, device } })).status
}

test('[TA10][TA6] an account is shut and opened on a relay that runs, and its sockets end', async () => {
  const gina = await signUp(world.relay, 'gina')
  const socket = await openSession(world.relay, gina)
  expect(await users('disable', 'Gina')).toMatchObject({ code: 0, stderr: '' })
  expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
  expect(await signIn('gina', testPassword)).toBe(403)
  expect((await users('list', 'gin')).stdout).toMatch(/^[0-9a-f]{32} {2}gina .* disabled/)
  expect(await users('enable', gina.user)).toMatchObject({ code: 0 })
  expect(await signIn('gina', testPassword)).toBe(200)
  expect((await users('sign-out', 'gina')).stdout).toContain('signed out: 1.')
  const lines = look(world.relay.folder, 'SELECT line FROM audit_lines WHERE length(scope) = 0 ORDER BY row')
  const named = lines.map(String).filter((line) => line.includes('User"') && line.includes(gina.user))
  expect(named.map((line): unknown => JSON.parse(line))).toMatchObject([
    { action: 'disableUser', outcome: 'done', target: { user: gina.user }, details: { disabled: true } },
    { action: 'disableUser', outcome: 'done', target: { user: gina.user }, details: { disabled: false } },
    { action: 'signOutUser', outcome: 'done', target: { user: gina.user } },
  ])
})

test('[TA10][AU19] a new password is told once, opens the account, and ends what the old one had opened', async () => {
  const holly = await signUp(world.relay, 'holly')
  const socket = await openSession(world.relay, holly)
  const { code, stdout } = await users('reset-password', 'holly')
  const [password = ''] = stdout.split('\n')
  expect([code, /^(?:[0-9a-f]{4}-){5}[0-9a-f]{4}$/.test(password)]).toEqual([0, true])
  expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
  const refresh = { refreshToken: holly.session.refreshToken }
  expect(await callRelay(world.relay, paths.refresh, { body: refresh })).toMatchObject({ status: 401 })
  expect(await signIn('holly', testPassword)).toBe(401)
  expect(await signIn('holly', password)).toBe(200)
  const kept = look(world.relay.folder, 'SELECT line FROM audit_lines').join('\n')
  expect([kept.includes('resetPassword'), kept.includes(password)]).toEqual([true, false])
})

test('[TA10] a relay that is stopped is looked into and changed as well', async () => {
  const folder = await world.restored()
  const { ada, workspace } = world
  const shown = (await admin(folder, 'users', 'show', ada.username)).stdout
  for (const part of [ada.user, ada.device, workspace, 'owner', 'signed in']) expect(shown).toContain(part)
  expect(await admin(folder, 'users', 'disable', ada.username)).toMatchObject({ code: 0 })
  expect((await admin(folder, 'users', 'show', ada.username)).stdout).toContain('disabled')
})

test('[TA10] names cannot steer the terminal, and what looks like an id is one', async () => {
  const mallet = await signUp(world.relay, 'mallet')
  const victim = await signUp(world.relay, 'f'.repeat(32))
  const token = mallet.session.accessToken
  await callRelay(world.relay, identityPaths.me, {
    token,
    method: 'PATCH',
    body: { displayName: 'M\u202E\u200Btelaced' },
  })
  expect((await users('list', 'mallet')).stdout).toContain('M��telaced')
  expect(await users('disable', 'f'.repeat(32))).toMatchObject({ code: 1 })
  expect((await users('show', victim.user)).stdout).toContain('open')
})

test('[TA10][TA5] who is not there, and what makes no sense, is told', async () => {
  for (const args of [
    ['show', 'nobody-here'],
    ['disable', 'no one'],
    ['enable', 'a'.repeat(32)],
  ])
    expect((await users(...args)).stderr).toContain('There is no such account')
  for (const args of [[], ['dance'], ['show'], ['list', 'a', 'b'], ['disable', 'a', 'b']])
    expect([
      (await users(...args)).code,
      (await users(...args)).stderr.includes('tidings-admin users'),
    ]).toEqual([1, true])
  const many = await users('list')
  expect(many.stdout).toMatch(/Accounts: \d+\.\n$/)
})

test('[AU19] nobody but the administrator lists, shows, signs out or resets', async () => {
  const ivy = await signUp(world.relay, 'ivy')
  const calls = [
    ['GET', adminPaths.users],
    ['GET', adminPaths.user(ivy.user)],
    ['POST', adminPaths.signOutUser(ivy.user)],
    ['POST', adminPaths.resetPassword(ivy.user)],
  ] as const
  for (const [method, path] of calls)
    for (const token of ['x', ivy.session.accessToken])
      expect(await callRelay(world.relay, path, { method, token })).toMatchObject({ status: 401 })
  expect(await signIn('ivy', testPassword)).toBe(200)
})
