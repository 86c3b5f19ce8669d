/** Accounts, providers and invitations as a client of the API meets them: a real relay, real sockets, a real provider. */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import { paths, sessionAnswer } from '../../../core/protocol/api.ts'
import {
  adminPaths,
  identityPaths,
  invitationAnswer,
  oidcFinishAnswer,
  oidcStartAnswer,
} from '../../../core/protocol/identity-api.ts'
import { browseProvider, startProvider, type TestProvider } from '../../support/oidc-provider.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  newDeviceId,
  signInElsewhere,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

let provider: TestProvider
let relay: TestRelay
beforeAll(async () => {
  provider = await startProvider()
  relay = await startTestRelay({ env: { ...provider.env, RATE_REFRESH: '100000' } })
})
afterAll(async () => {
  await relay.close()
  await provider.close()
})

const problem = (status: number, code: string) => ({ status, body: { status, code } })
const as = ({ session }: TestAccount) => ({ token: session.accessToken })
const bits = () => randomBytes(32).toString('base64url')
const s256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const device = () => ({ id: newDeviceId(), name: 'a test' })

describe('[AU10] sign-in at a provider', () => {
  const redirectUri = 'http://127.0.0.1:4/oidc/callback'
  const begin = async () => {
    const [verifier, state] = [bits(), bits()]
    const body = { redirectUri, challenge: s256(verifier), state }
    const started = v.parse(oidcStartAnswer, (await callRelay(relay, identityPaths.oidcStart, { body })).body)
    return { verifier, state, ...started }
  }
  const ticketFor = async (login: string) => {
    const { flow, url, verifier } = await begin()
    const code = (await browseProvider(url, login)).searchParams.get('code')
    const body = { flow, code, verifier }
    return v.parse(oidcFinishAnswer, (await callRelay(relay, identityPaths.oidcFinish, { body })).body)
  }

  test('what there is to sign in with is said to everybody', async () => {
    expect(await callRelay(relay, identityPaths.methods)).toMatchObject({
      status: 200,
      body: { signUp: 'open', provider: { name: 'Harbour', signUp: 'open' } },
    })
    const plain = await startTestRelay({ env: { SIGN_UP: 'closed' } })
    expect((await callRelay(plain, identityPaths.methods)).body).toEqual({ signUp: 'closed' })
    const body = { redirectUri, challenge: bits(), state: bits() }
    expect(await callRelay(plain, identityPaths.oidcStart, { body })).toMatchObject(problem(404, 'not-found'))
    await plain.close()
  })

  test('ends in a session like any other, and can be linked and unlinked', async () => {
    const first = await ticketFor('ana')
    expect(first.account).toBeUndefined()
    const open = (ticket: string) =>
      callRelay(relay, identityPaths.oidcSession, { body: { ticket, device: device() } })
    const session = v.parse(sessionAnswer, (await open(first.ticket)).body)
    expect(session.user).toMatchObject({ username: 'ana', displayName: 'Ana of the harbour' })
    expect(await open(first.ticket)).toMatchObject(problem(401, 'oidc-refused'))
    const { accessToken: token, refreshToken } = session
    const identity = { issuer: provider.issuer, subject: 'ana' }
    expect(await callRelay(relay, identityPaths.me, { token })).toMatchObject({
      status: 200,
      body: { email: 'ana@harbour.example', hasPassword: false, identities: [identity] },
    })
    expect(await callRelay(relay, paths.refresh, { body: { refreshToken } })).toMatchObject({ status: 200 })
    expect((await ticketFor('ana')).account).toEqual({ id: session.user.id, username: 'ana' })
    const unlink = { token, method: 'DELETE', body: identity }
    expect(await callRelay(relay, identityPaths.identities, unlink)).toMatchObject(
      problem(409, 'last-way-in'),
    )
    const link = { token, body: { ticket: (await ticketFor('ana-at-work')).ticket } }
    expect(await callRelay(relay, identityPaths.identities, link)).toMatchObject({ status: 204 })
    expect((await ticketFor('ana-at-work')).account?.id).toBe(session.user.id)
    expect(await callRelay(relay, identityPaths.identities, unlink)).toMatchObject({ status: 204 })
    const password = { current: '', next: 'another horse, another battery' }
    expect(await callRelay(relay, identityPaths.password, { token, body: password })).toMatchObject(
      problem(409, 'no-password'),
    )
  })

  test.each([
    ['a page elsewhere', { redirectUri: 'https://evil.example/oidc/callback' }],
    ['this machine in name only', { redirectUri: 'http://127.0.0.1.evil.example/oidc/callback' }],
    ['a state that can be guessed', { state: 'short' }],
    ['a challenge that is none', { challenge: 'plain' }],
    ['a method of its own', { method: 'plain' }],
  ])('%s is refused before a provider is asked', async (_name, change) => {
    const body = { redirectUri, challenge: bits(), state: bits(), ...change }
    expect(await callRelay(relay, identityPaths.oidcStart, { body })).toMatchObject(
      problem(400, 'bad-request'),
    )
  })

  test('another verifier, another code, another flow: refused alike', async () => {
    const { flow, url, verifier } = await begin()
    const code = (await browseProvider(url, 'ben')).searchParams.get('code') ?? ''
    const finish = (change: object) =>
      callRelay(relay, identityPaths.oidcFinish, { body: { flow, code, verifier, ...change } })
    expect(await finish({ flow: 'nonsense' })).toMatchObject(problem(401, 'oidc-refused'))
    expect(await finish({ verifier: bits() })).toMatchObject(problem(401, 'oidc-refused'))
    expect(await finish({})).toMatchObject(problem(401, 'oidc-refused'))
  })
})

describe('[AU16] one’s own account', () => {
  test('[SX1][SX2] is read and changed by its owner; others hear of a new name and status text', async () => {
    const [ada, bob, outside] = [
      await signUp(relay, 'ada-16'),
      await signUp(relay, 'bob-16'),
      await signUp(relay, 'eve-16'),
    ]
    const workspace = await foundWorkspace(relay, ada, 'AU16')
    await joinWorkspace(relay, bob, workspace)
    const socket = await openSession(relay, bob)
    const update = (body: object, account = ada) =>
      callRelay(relay, identityPaths.me, { ...as(account), method: 'PATCH', body })
    expect(
      await update({ displayName: 'Ada L', email: 'ada@engines.example', status: 'here' }),
    ).toMatchObject({
      status: 200,
      body: {
        username: 'ada-16',
        displayName: 'Ada L',
        email: 'ada@engines.example',
        status: 'here',
        picture: null,
      },
    })
    expect(await socket.waitFor('directory')).toMatchObject({
      changes: [{ kind: 'member', user: ada.user, name: 'Ada L', status: 'here' }],
    })
    const members = () => callRelay(relay, paths.members(workspace), as(bob))
    expect(await members()).toMatchObject({
      body: {
        members: [
          { name: 'Ada L', status: 'here' },
          { name: 'bob-16', status: '' },
        ],
      },
    })
    expect(await callRelay(relay, paths.members(workspace), as(outside))).toMatchObject({ status: 404 })
    expect(await update({ username: 'bob-16' })).toMatchObject(problem(409, 'username-taken'))
    for (const bad of [
      {},
      { email: 'nobody' },
      { status: 'x'.repeat(141) },
      ...['two\nlines', 'two\u2028lines', 'a bell\u0007'].map((status) => ({ status })),
      { disabled: false },
      { displayName: '' },
      { picture: 'a'.repeat(64) },
    ])
      expect(await update(bad)).toMatchObject(problem(400, 'bad-request'))
    expect(await callRelay(relay, identityPaths.me)).toMatchObject(problem(401, 'unauthorized'))
    expect(await callRelay(relay, identityPaths.me, as(bob))).toMatchObject({ body: { email: null } })
  })
})

describe('[AU7][AU17][AU18] devices and the password', () => {
  const next = 'another horse, another battery'

  test('[AU17] a new password ends the other devices’ tokens and sockets at once', async () => {
    const here = await signUp(relay, 'carol-17')
    const there = await signInElsewhere(relay, here)
    const [own, other] = [await openSession(relay, here), await openSession(relay, there)]
    const change = (current: string) =>
      callRelay(relay, identityPaths.password, { ...as(here), body: { current, next } })
    expect(await change('the wrong password')).toMatchObject(problem(401, 'wrong-credentials'))
    expect(await change(testPassword)).toMatchObject({ status: 200, body: { signedOut: 1 } })
    expect(await other.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
    await other.closed
    expect(await callRelay(relay, paths.workspaces, as(there))).toMatchObject(problem(401, 'unauthorized'))
    expect(await callRelay(relay, paths.workspaces, as(here))).toMatchObject({ status: 200 })
    const { refreshToken } = there.session
    expect(await callRelay(relay, paths.refresh, { body: { refreshToken } })).toMatchObject({ status: 401 })
    own.send({ kind: 'ping', now: millis(1) })
    await own.waitFor('pong')
    const weak = { current: next, next: 'password123456' }
    expect(await callRelay(relay, identityPaths.password, { ...as(here), body: weak })).toMatchObject(
      problem(422, 'password-weak'),
    )
  })

  test('[AU4] guessing the current password is slowed like signing in', async () => {
    const own = await startTestRelay({ clock: createVirtualClock(), env: { RATE_SIGN_IN: '3' } })
    const ada = await signUp(own, 'ada')
    const guess = (current: string) =>
      callRelay(own, identityPaths.password, { ...as(ada), body: { current, next } })
    for (let count = 0; count < 3; count++) expect(await guess('wrong')).toMatchObject({ status: 401 })
    expect(await guess(testPassword)).toMatchObject(problem(429, 'too-many-requests'))
    await own.close()
  })

  test('[AU18] devices are listed for their owner and signed out one by one, or all', async () => {
    const [here, mallet] = [await signUp(relay, 'dora-18'), await signUp(relay, 'mallet-18')]
    const [there, third] = [await signInElsewhere(relay, here), await signInElsewhere(relay, here)]
    const socket = await openSession(relay, there)
    const list = await callRelay(relay, identityPaths.devices, as(here))
    const shown = v.parse(
      v.object({ devices: v.array(v.object({ id: v.string(), current: v.boolean() })) }),
      list.body,
    )
    expect(shown.devices.map(({ id }) => id).toSorted()).toEqual(
      [here, there, third].map((each) => each.device).toSorted(),
    )
    expect(shown.devices.find(({ current }) => current)?.id).toBe(here.device)
    const end = (account: TestAccount, id: string) =>
      callRelay(relay, identityPaths.device(id), { ...as(account), method: 'DELETE' })
    expect(await end(mallet, there.device)).toMatchObject(problem(404, 'not-found'))
    expect(await end(here, there.device)).toMatchObject({ status: 204 })
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
    expect(await callRelay(relay, paths.workspaces, as(there))).toMatchObject(problem(401, 'unauthorized'))
    const all = (body: object) => callRelay(relay, identityPaths.signOutAll, { ...as(here), body })
    expect(await all({ keepThis: true })).toMatchObject({ body: { signedOut: 1 } })
    expect(await callRelay(relay, paths.workspaces, as(third))).toMatchObject({ status: 401 })
    expect(await all({})).toMatchObject({ body: { signedOut: 1 } })
    expect(await callRelay(relay, paths.workspaces, as(here))).toMatchObject({ status: 401 })
    expect(await callRelay(relay, paths.workspaces, as(mallet))).toMatchObject({ status: 200 })
  })
})

test('[AU7] disabling an account ends its sockets; only the administrator may', async () => {
  const gina = await signUp(relay, 'gina-7')
  const socket = await openSession(relay, gina)
  const disable = (token: string, disabled: boolean) =>
    callRelay(relay, adminPaths.disabled(gina.user), { token, method: 'PUT', body: { disabled } })
  expect(await disable(gina.session.accessToken, true)).toMatchObject(problem(401, 'unauthorized'))
  expect(await disable(relay.adminToken(), true)).toMatchObject({ status: 204 })
  expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
  const body = { username: 'gina-7', password: testPassword, device: device() }
  expect(await callRelay(relay, paths.signIn, { body })).toMatchObject(problem(403, 'account-disabled'))
  expect(await disable(relay.adminToken(), false)).toMatchObject({ status: 204 })
  expect(await callRelay(relay, paths.signIn, { body })).toMatchObject({ status: 200 })
  const nobody = adminPaths.disabled('a'.repeat(32))
  const asked = { token: relay.adminToken(), method: 'PUT', body: { disabled: true } }
  expect(await callRelay(relay, nobody, asked)).toMatchObject(problem(404, 'not-found'))
})

test('[AU8] a token of a megabyte costs the relay nothing, whichever door it comes to', async () => {
  const token = 'a'.repeat(1_048_576)
  const body = { refreshToken: token }
  const refresh = await callRelay(relay, paths.refresh, { body })
  expect(refresh.status).toBeGreaterThanOrEqual(400)
  expect(refresh.status).toBeLessThan(500)
  // Node refuses so long a header itself, and closes.
  const asked = await callRelay(relay, paths.workspaces, { token }).then(
    ({ status }) => status,
    () => 431,
  )
  expect(asked).toBe(431)
  expect(await callRelay(relay, paths.workspaces, { token: token.slice(0, 9_000) })).toMatchObject(
    problem(401, 'unauthorized'),
  )
})

test('[AU15][AU3] no token stands in the relay’s files: invitation, refresh token, flow or ticket', async () => {
  const owner = await signUp(relay, 'owner-files')
  const workspace = await foundWorkspace(relay, owner, 'files')
  const answer = await callRelay(relay, identityPaths.invitations(workspace), { ...as(owner), body: {} })
  const { token } = v.parse(invitationAnswer, answer.body)
  const challenge = bits()
  const start = { redirectUri: 'http://127.0.0.1:4/oidc/callback', challenge, state: bits() }
  const { flow } = v.parse(
    oidcStartAnswer,
    (await callRelay(relay, identityPaths.oidcStart, { body: start })).body,
  )
  const kept = readdirSync(relay.folder)
    .filter((file) => file.startsWith('relay.db'))
    .map((file) => readFileSync(path.join(relay.folder, file)))
  const holds = (text: string) => kept.some((bytes) => bytes.includes(text))
  expect(holds('owner-files') && holds(challenge)).toBe(true)
  // What stands there of the call: who did what, in which role.
  expect(holds('"action":"createInvitation"') && holds('"role":"member"')).toBe(true)
  for (const secret of [token, flow, owner.session.refreshToken, owner.session.accessToken, testPassword])
    expect(holds(secret)).toBe(false)
})
