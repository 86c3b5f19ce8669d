import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import { paths, sessionAnswer } from '../../../core/protocol/api.ts'
import {
  callRelay,
  foundWorkspace,
  newDeviceId,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { connectSocket, helloOf, openSession } from '../../support/socket-client.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const problem = (status: number, code: string) => ({ status, body: { status, code } })
const deviceOf = (id = newDeviceId()) => ({ id, name: 'a test' })

describe('[AU1] signing up and in', () => {
  test('gives a session that opens the API; names are read in lowercase', async () => {
    const ada = await signUp(relay, 'Ada.L')
    expect(ada.session.user.username).toBe('ada.l')
    const { accessToken: token } = ada.session
    expect(await callRelay(relay, paths.workspaces, { token })).toMatchObject({ status: 200 })
    const body = { username: 'ADA.L', password: testPassword, device: deviceOf() }
    expect(await callRelay(relay, paths.signIn, { body })).toMatchObject({ status: 200 })
  })

  test('answers a wrong password and an unknown name alike', async () => {
    await signUp(relay, 'carol')
    const attempt = (username: string) =>
      callRelay(relay, paths.signIn, { body: { username, password: 'wrong password 1', device: deviceOf() } })
    const [wrong, unknown] = [await attempt('carol'), await attempt('nobody')]
    expect(wrong).toMatchObject(problem(401, 'wrong-credentials'))
    expect(unknown.body).toEqual(wrong.body)
    expect(wrong.headers.get('content-type')).toContain('application/problem+json')
  })

  test.each([
    ['a username that is taken', { username: 'taken' }, problem(409, 'username-taken')],
    ['a short password', { password: 'too short' }, problem(400, 'bad-request')],
    ['a name that looks like SQL', { username: `x' OR 1=1;--` }, problem(400, 'bad-request')],
    ['a device that is none', { device: { id: 'abc', name: 'x' } }, problem(400, 'bad-request')],
    ['a field too many', { role: 'owner' }, problem(400, 'bad-request')],
  ])('refuses %s', async (_name, fields, expected) => {
    await callRelay(relay, paths.register, {
      body: { username: 'taken', displayName: 'x', password: testPassword, device: deviceOf() },
    })
    const body = {
      username: 'fresh',
      displayName: 'x',
      password: testPassword,
      device: deviceOf(),
      ...fields,
    }
    expect(await callRelay(relay, paths.register, { body })).toMatchObject(expected)
  })

  test('a display name may look like anything', async () => {
    const displayName = `Robert'); DROP TABLE users;--`
    const body = { username: 'bobby', displayName, password: testPassword, device: deviceOf() }
    expect(await callRelay(relay, paths.register, { body })).toMatchObject({
      body: { user: { displayName } },
    })
  })

  test('[AU6] a device stays with its account', async () => {
    const dora = await signUp(relay, 'dora')
    const body = {
      username: 'mallet',
      displayName: 'x',
      password: testPassword,
      device: deviceOf(dora.device),
    }
    expect(await callRelay(relay, paths.register, { body })).toMatchObject(problem(403, 'forbidden'))
  })

  test.each([
    ['what is no JSON', paths.register, '{"username":', 400],
    ['an address that is none', '/v1/nothing', '{}', 404],
  ])('answers %s with a problem', async (_name, path, body, status) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(relay.url + path, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('[AU3] refreshing', () => {
  const refresh = (refreshToken: string) => callRelay(relay, paths.refresh, { body: { refreshToken } })

  test('works once a token; the second use ends the whole family', async () => {
    const eve = await signUp(relay, 'eve')
    const second = v.parse(sessionAnswer, (await refresh(eve.session.refreshToken)).body)
    const third = v.parse(sessionAnswer, (await refresh(second.refreshToken)).body)
    expect(third.user).toEqual(eve.session.user)
    expect(await refresh(eve.session.refreshToken)).toMatchObject(problem(401, 'refresh-refused'))
    expect(await refresh(third.refreshToken)).toMatchObject(problem(401, 'refresh-refused'))
  })

  test('survives a restart, as the signing key does', async () => {
    const fred = await signUp(relay, 'fred')
    await relay.restart()
    const { accessToken: token } = fred.session
    expect(await callRelay(relay, paths.workspaces, { token })).toMatchObject({ status: 200 })
    expect(await refresh(fred.session.refreshToken)).toMatchObject({ status: 200 })
  })

  test('refuses what was never given out', async () => {
    expect(await refresh('nonsense')).toMatchObject(problem(401, 'refresh-refused'))
  })

  test('[AU7] signing out ends tokens and socket', async () => {
    const gina = await signUp(relay, 'gina')
    const socket = await openSession(relay, gina)
    const { accessToken: token, refreshToken } = gina.session
    expect(await callRelay(relay, paths.signOut, { body: { refreshToken } })).toMatchObject({ status: 204 })
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-expired' })
    await socket.closed
    expect(await refresh(refreshToken)).toMatchObject(problem(401, 'refresh-refused'))
    expect(await callRelay(relay, paths.workspaces, { token })).toMatchObject(problem(401, 'unauthorized'))
    expect(await callRelay(relay, paths.signOut, { body: { refreshToken } })).toMatchObject({ status: 204 })
  })
})

describe('[AU2][AU5] forged access tokens', () => {
  type Part = Readonly<Record<string, unknown>>
  const encodePart = (part: Part): string => Buffer.from(JSON.stringify(part)).toString('base64url')
  const decodePart = (part: string | undefined): Part =>
    v.parse(v.record(v.string(), v.unknown()), JSON.parse(Buffer.from(part ?? '', 'base64url').toString()))
  const forge = (header: Part, payload: Part, signer: (input: string) => string): string => {
    const input = `${encodePart(header)}.${encodePart(payload)}`
    return `${input}.${signer(input)}`
  }
  const stranger = generateKeyPairSync('ed25519')
  const byStranger = (input: string): string =>
    sign(null, Buffer.from(input), stranger.privateKey).toString('base64url')
  const strangersJwk = stranger.publicKey.export({ format: 'jwk' })

  let victim: TestAccount
  let header: Part
  let payload: Part
  let signature: string
  let publicX: string
  beforeAll(async () => {
    victim = await signUp(relay, 'victim')
    const parts = victim.session.accessToken.split('.')
    header = decodePart(parts[0])
    payload = decodePart(parts[1])
    signature = parts[2] ?? ''
    const jwks = v.object({ keys: v.array(v.object({ x: v.string(), d: v.optional(v.undefined()) })) })
    publicX = v.parse(jwks, (await callRelay(relay, paths.keys)).body).keys[0]?.x ?? ''
  })

  const attacks: ReadonlyArray<readonly [string, () => string]> = [
    ['alg none', () => forge({ ...header, alg: 'none' }, payload, () => '')],
    ['alg None with the old signature', () => forge({ ...header, alg: 'None' }, payload, () => signature)],
    [
      'HS256 with the public key as its secret',
      () =>
        forge({ ...header, alg: 'HS256' }, payload, (input) =>
          createHmac('sha256', Buffer.from(publicX, 'base64url')).update(input).digest('base64url'),
        ),
    ],
    ['another key under our kid', () => forge(header, payload, byStranger)],
    ['another key under its own kid', () => forge({ ...header, kid: 'stranger' }, payload, byStranger)],
    ['no kid', () => forge({ alg: 'EdDSA', typ: 'at+jwt' }, payload, byStranger)],
    ['a key in the header', () => forge({ ...header, jwk: strangersJwk }, payload, byStranger)],
    [
      'a key elsewhere',
      () => forge({ ...header, jku: `${relay.url}/.well-known/jwks.json` }, payload, byStranger),
    ],
    [
      'another user in the payload',
      () => forge(header, { ...payload, sub: 'a'.repeat(32) }, () => signature),
    ],
    ['no signature', () => victim.session.accessToken.split('.').slice(0, 2).join('.')],
    ['nothing', () => ''],
  ]

  test.each(attacks)('%s opens neither API nor socket', async (_name, attack) => {
    const token = attack()
    expect(await callRelay(relay, paths.workspaces, { token })).toMatchObject(problem(401, 'unauthorized'))
    const socket = await connectSocket(relay)
    socket.send(helloOf(victim, { token }))
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-refused' })
    await socket.closed
  })

  test('an extended header is refused even where the signature would hold', async () => {
    expect(Object.keys(header).toSorted()).toEqual(['alg', 'kid', 'typ'])
  })
})

describe('with the clock in hand', () => {
  test('[AU2] an access token ends after 15 minutes', async () => {
    const clock = createVirtualClock()
    const own = await startTestRelay({ clock })
    const ada = await signUp(own, 'ada')
    const { accessToken: token } = ada.session
    clock.advance(15 * 60_000 - 1)
    expect(await callRelay(own, paths.workspaces, { token })).toMatchObject({ status: 200 })
    clock.advance(1)
    expect(await callRelay(own, paths.workspaces, { token })).toMatchObject(problem(401, 'unauthorized'))
    await own.close()
  })

  test('[AU4][OP3] sign-ins are slowed by account and by address, sign-ups by address', async () => {
    const clock = createVirtualClock()
    const own = await startTestRelay({ clock, env: { RATE_SIGN_IN: '3', RATE_REGISTER: '4' } })
    await signUp(own, 'ada')
    const attempt = (password: string) =>
      callRelay(own, paths.signIn, { body: { username: 'ada', password, device: deviceOf() } })
    for (let count = 0; count < 3; count++) expect(await attempt('wrong')).toMatchObject({ status: 401 })
    const refused = await attempt(testPassword)
    expect(refused).toMatchObject(problem(429, 'too-many-requests'))
    expect(refused).toMatchObject({ body: { retryAfter: 20 } })
    expect(refused.headers.get('retry-after')).toBe('20')
    expect(refused.headers.get('ratelimit-limit')).toBe('3')
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    clock.advance(millis(20_000))
    expect(await attempt(testPassword)).toMatchObject({ status: 200 })

    const register = (username: string) =>
      callRelay(own, paths.register, {
        body: { username, displayName: 'x', password: testPassword, device: deviceOf() },
      })
    clock.advance(millis(60_000))
    for (let count = 0; count < 4; count++)
      expect(await register(`p${count}x`)).toMatchObject({ status: 200 })
    const tooMany = await register('p5x')
    expect(tooMany).toMatchObject({ status: 429 })
    const headers = ['ratelimit-limit', 'ratelimit-remaining', 'retry-after']
    expect(headers.map((name) => tooMany.headers.get(name))).toEqual(['4', '0', '15'])
    await own.close()
  })

  test('[OP3] one user’s requests are slowed, another’s are not', async () => {
    const own = await startTestRelay({ clock: createVirtualClock(), env: { RATE_REST: '2' } })
    const [ada, bob] = [await signUp(own, 'ada'), await signUp(own, 'bob')]
    const ask = ({ session }: TestAccount) => callRelay(own, paths.workspaces, { token: session.accessToken })
    const first = await ask(ada)
    expect([first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual([
      '2',
      '1',
    ])
    expect(await ask(ada)).toMatchObject({ status: 200 })
    expect(await ask(ada)).toMatchObject(problem(429, 'too-many-requests'))
    expect(await ask(bob)).toMatchObject({ status: 200 })
    await own.close()
  })
})

describe('workspaces', () => {
  test('are founded, found and joined; a name is given once', async () => {
    const [hugo, ines] = [await signUp(relay, 'hugo'), await signUp(relay, 'ines')]
    const workspace = await foundWorkspace(relay, hugo, 'Harbour')
    const { accessToken: token } = ines.session
    const taken = await callRelay(relay, paths.workspaces, { token, body: { name: 'HARBOUR' } })
    expect(taken).toMatchObject(problem(409, 'name-taken'))
    const list = () => callRelay(relay, paths.workspaces, { token })
    const row = { id: workspace, name: 'Harbour' }
    expect(await list()).toMatchObject({ body: { workspaces: [{ ...row, joined: false, members: 1 }] } })
    const channel = { token, body: { name: 'secret' } }
    expect(await callRelay(relay, paths.conversations(workspace), channel)).toMatchObject(
      problem(404, 'not-found'),
    )
    expect(await callRelay(relay, paths.join(workspace), { token, body: {} })).toMatchObject({ status: 204 })
    expect(await list()).toMatchObject({ body: { workspaces: [{ ...row, joined: true, members: 2 }] } })
    expect(await callRelay(relay, paths.conversations(workspace), channel)).toMatchObject({ status: 200 })
    expect(await callRelay(relay, paths.conversations(workspace), channel)).toMatchObject(
      problem(409, 'name-taken'),
    )
    expect(await callRelay(relay, paths.join('nonsense'), { token, body: {} })).toMatchObject(
      problem(404, 'not-found'),
    )
  })

  test('imports need the admin’s token', async () => {
    const body = { name: 'Old days' }
    const path = '/v1/import/workspaces'
    for (const token of ['', 'nonsense', (await signUp(relay, 'jack')).session.accessToken]) {
      expect(await callRelay(relay, path, { body, token })).toMatchObject(problem(401, 'unauthorized'))
    }
    expect(await callRelay(relay, path, { body, token: relay.adminToken() })).toMatchObject({ status: 200 })
  })
})
