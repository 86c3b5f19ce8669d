import { createHmac, generateKeyPairSync } from 'node:crypto'
import { importJWK, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { Defect, orThrow } from '../../../../core/base/defect.ts'
import { type DeviceId, deviceId, randomId, type UserId, userId } from '../../../../core/protocol/ids.ts'
import { createAccessTokens, type AccessTokens } from '../../../../sync-server/identity/access-tokens.ts'
import { createSigningKeys, type SigningKeys } from '../../../../sync-server/identity/signing-keys.ts'
import { openMemoryStore } from '../../../support/memory-store.ts'
import type { Store } from '../../../../sync-server/store/store.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'

const minute = 60_000
const day = 24 * 60 * minute

interface Bench {
  readonly store: Store
  readonly clock: VirtualClock
  readonly keys: SigningKeys
  readonly tokens: AccessTokens
  readonly user: UserId
  readonly device: DeviceId
  /** Another instance of the relay over the same store. */
  readonly another: () => Promise<{ readonly keys: SigningKeys; readonly tokens: AccessTokens }>
  /** Signed with the relay's own key, whatever it says. */
  readonly forge: (payload: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>
}

async function setup(seed = 1): Promise<Bench> {
  const random = createSeededRandom(seed)
  const clock = createVirtualClock()
  const store = openMemoryStore(random)
  const [user, device] = [randomId(userId, random), randomId(deviceId, random)]
  const created = clock.now()
  orThrow(
    await store.accounts.createAccount({
      user,
      username: 'ana',
      displayName: 'Ana',
      passwordHash: '',
      created,
    }),
  )
  orThrow(await store.accounts.saveDevice({ device, user, name: 'laptop', now: created }))
  const another: Bench['another'] = async () => {
    const keys = await createSigningKeys({ accounts: store.accounts, clock })
    const deps = { accounts: store.accounts, keys, clock, foreign: undefined }
    return { keys, tokens: createAccessTokens({ ...deps, relayEpoch: store.identity.epoch }) }
  }
  const { keys, tokens } = await another()
  const forge: Bench['forge'] = async (payload, header) => {
    const [row] = await store.accounts.signingKeys()
    const jwk = v.parse(v.record(v.string(), v.string()), JSON.parse(row?.jwk ?? '{}'))
    const plain = { alg: 'EdDSA', kid: row?.kid ?? '', typ: 'at+jwt' }
    const signer = await importJWK(jwk, 'EdDSA')
    return new SignJWT(payload).setProtectedHeader({ ...plain, ...header }).sign(signer)
  }
  return { store, clock, keys, tokens, user, device, another, forge }
}

/** What a good token of the bench says. */
const goodPayload = ({ store, clock, user, device }: Bench): JWTPayload => ({
  iss: `urn:tidings:relay:${Buffer.from(store.identity.epoch).toString('hex')}`,
  aud: 'tidings',
  sub: user,
  dev: device,
  iat: clock.now() / 1_000,
  exp: clock.now() / 1_000 + 900,
})

const without = (payload: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(payload).filter(([each]) => each !== name))
const refused = { ok: false, failure: { kind: 'refused' } }
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

describe('[AU2][AU5][AU8] tokens that open nothing', () => {
  const attacks: ReadonlyArray<readonly [string, (bench: Bench) => Promise<string>]> = [
    ['not yet valid', (b) => b.forge({ ...goodPayload(b), nbf: b.clock.now() / 1_000 + 60 })],
    ['for another audience', (b) => b.forge({ ...goodPayload(b), aud: 'tidings-admin' })],
    ['for no audience', (b) => b.forge({ ...goodPayload(b), aud: [] })],
    ['of another issuer', (b) => b.forge({ ...goodPayload(b), iss: 'urn:tidings:relay:00' })],
    ['of another kind', (b) => b.forge(goodPayload(b), { typ: 'JWT' })],
    ['without an end', (b) => b.forge(without(goodPayload(b), 'exp'))],
    ['of no device', (b) => b.forge({ ...goodPayload(b), dev: undefined })],
    ['of a device that is not the user’s', (b) => b.forge({ ...goodPayload(b), sub: 'a'.repeat(32) })],
    ['of a user that is no id', (b) => b.forge({ ...goodPayload(b), sub: 'ana' })],
    ['with a jku', (b) => b.forge(goodPayload(b), { jku: 'https://evil.example/keys' })],
    ['with an x5u', (b) => b.forge(goodPayload(b), { x5u: 'https://evil.example/chain' })],
    ['with a jwk', (b) => b.forge(goodPayload(b), { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } })],
    ['with a kid that nobody has', (b) => b.forge(goodPayload(b), { kid: 'nobody' })],
    ['with a kid that is a path', (b) => b.forge(goodPayload(b), { kid: '../../etc/passwd' })],
    [
      'alg none',
      async (b) => `${encode({ alg: 'none', kid: (await b.keys.signer()).kid })}.${encode(goodPayload(b))}.`,
    ],
    [
      'HS256 with the public key as the secret',
      async (b) => {
        const { kid, publicJwk } = await b.keys.signer()
        const input = `${encode({ alg: 'HS256', kid, typ: 'at+jwt' })}.${encode(goodPayload(b))}`
        const secret = Buffer.from(publicJwk.x ?? '', 'base64url')
        return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
      },
    ],
    [
      'of the key of another relay under our kid',
      async (b) => {
        const other = await setup(2)
        const { kid } = await b.keys.signer()
        return other.forge(goodPayload(b), { kid })
      },
    ],
    [
      'of another relay',
      async () => {
        const other = await setup(2)
        return other.tokens.sign(other.user, other.device)
      },
    ],
    [
      'of an RSA key that claims to be ours',
      async (b) => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
        const { kid } = await b.keys.signer()
        return new SignJWT(goodPayload(b))
          .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
          .sign(privateKey)
      },
    ],
    ['of a megabyte', async () => `${'a'.repeat(400_000)}.${'b'.repeat(400_000)}.${'c'.repeat(200_000)}`],
    [
      'good, with a megabyte of ballast',
      (b) => b.forge({ ...goodPayload(b), ballast: 'x'.repeat(1_048_576) }),
    ],
    ['empty', async () => ''],
    ['three dots', async () => '...'],
    ['no JSON', async () => 'bm8.bm8.bm8'],
    ['a header that is a list', async (b) => `${encode([])}.${encode(goodPayload(b))}.AAAA`],
  ]

  test.each(attacks)('%s', async (_name, attack) => {
    const bench = await setup()
    const good = await bench.forge(goodPayload(bench))
    expect(await bench.tokens.authenticate(good)).toMatchObject({ ok: true, value: { user: bench.user } })
    expect(await bench.tokens.authenticate(await attack(bench))).toEqual(refused)
  })

  test('expired, which a client may mend', async () => {
    const bench = await setup()
    const token = await bench.tokens.sign(bench.user, bench.device)
    bench.clock.advance(15 * minute)
    expect(await bench.tokens.authenticate(token)).toEqual({ ok: false, failure: { kind: 'expired' } })
  })

  test('[AU7] of a device that was signed out, and one of a disabled account', async () => {
    const bench = await setup()
    const { accounts } = bench.store
    const token = await bench.tokens.sign(bench.user, bench.device)
    await accounts.endDevice(bench.user, bench.device, bench.clock.now())
    expect(await bench.tokens.authenticate(token)).toEqual(refused)
    orThrow(
      await accounts.saveDevice({
        device: bench.device,
        user: bench.user,
        name: 'x',
        now: bench.clock.now(),
      }),
    )
    expect(await bench.tokens.authenticate(token)).toMatchObject({ ok: true })
    await accounts.setDisabled(bench.user, bench.clock.now())
    expect(await bench.tokens.authenticate(token)).toEqual(refused)
  })
})

describe('[AU9] rotation', () => {
  const kids = async ({ jwks }: SigningKeys): Promise<ReadonlyArray<string | undefined>> =>
    (await jwks()).keys.map(({ kid }: JWK) => kid)

  test('a new key signs, the old one verifies until its tokens have run out, then it is forgotten', async () => {
    const { tokens, keys, clock, user, device, store } = await setup()
    const before = (await keys.signer()).kid
    const old = await tokens.sign(user, device)
    const after = await keys.rotate()
    expect(after).not.toBe(before)
    const fresh = await tokens.sign(user, device)
    expect([await tokens.authenticate(old), await tokens.authenticate(fresh)]).toMatchObject([
      { ok: true },
      { ok: true },
    ])
    expect(await kids(keys)).toEqual([after, before])
    clock.advance(15 * minute)
    expect(await tokens.authenticate(old)).toMatchObject({ failure: { kind: 'expired' } })
    clock.advance(2 * minute + 1)
    expect(await tokens.authenticate(old)).toEqual(refused) // nobody has that key any more
    expect(await kids(keys)).toEqual([after])
    await keys.rotate()
    expect((await store.accounts.signingKeys()).map(({ kid }) => kid)).not.toContain(before)
  })

  test('another instance takes what the new key signed at once, and signs with it within a minute', async () => {
    const { tokens, keys, clock, user, device, another } = await setup()
    const other = await another()
    const after = await keys.rotate()
    clock.advance(1_000)
    expect(await other.tokens.authenticate(await tokens.sign(user, device))).toMatchObject({ ok: true })
    const late = await another()
    await keys.rotate()
    expect((await late.keys.signer()).kid).toBe(after)
    const stale = await late.tokens.sign(user, device)
    clock.advance(minute)
    expect((await late.keys.signer()).kid).not.toBe(after)
    expect(await tokens.authenticate(stale)).toMatchObject({ ok: true })
  })

  test('two that rotate at once end with one key', async () => {
    const { keys, another, store } = await setup()
    const other = await another()
    const [one, two] = await Promise.all([keys.rotate(), other.keys.rotate()])
    const rows = await store.accounts.signingKeys()
    expect(rows.filter(({ retired }) => retired === undefined)).toHaveLength(1)
    expect([one, two]).toContain(rows[0]?.kid)
  })

  test('by age: a key signs for 30 days', async () => {
    const { keys, clock } = await setup()
    const before = (await keys.signer()).kid
    clock.advance(30 * day - 1)
    expect((await keys.signer()).kid).toBe(before)
    clock.advance(1)
    const after = (await keys.signer()).kid
    expect(after).not.toBe(before)
    expect(await kids(keys)).toEqual([after, before])
  })

  test('a flood of invented key names reads the store once a second', async () => {
    const { store, clock, user, device } = await setup()
    let reads = 0
    const accounts = {
      ...store.accounts,
      signingKeys: () => {
        reads++
        return store.accounts.signingKeys()
      },
    }
    const keys = await createSigningKeys({ accounts, clock })
    const tokens = createAccessTokens({
      accounts,
      keys,
      clock,
      relayEpoch: store.identity.epoch,
      foreign: undefined,
    })
    const good = await tokens.sign(user, device)
    const [, payload, signature] = good.split('.')
    reads = 0
    clock.advance(2_000)
    for (let count = 0; count < 100; count++) {
      const header = encode({ alg: 'EdDSA', kid: `invented ${count}`, typ: 'at+jwt' })
      expect(await tokens.authenticate(`${header}.${payload}.${signature}`)).toEqual(refused)
    }
    expect(reads).toBe(1)
  })

  test('private halves are not among the public keys', async () => {
    const { keys } = await setup()
    const [key] = (await keys.jwks()).keys
    if (key === undefined) throw new Defect('no key')
    expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })
})
