/**
 * Access tokens: JWTs signed with the relay's own Ed25519 key (RFC 7519, RFC 8037), good for 15 minutes. Rules AU2
 * and AU5. The header may hold `alg`, `kid` and `typ`, nothing that would point at a key of the caller's choosing.
 */
import { createHash } from 'node:crypto'
import {
  calculateJwkThumbprint,
  type CryptoKey,
  decodeProtectedHeader,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose'
import * as v from 'valibot'
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { bytesToHex } from '../../core/base/bytes.ts'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { deviceIdSchema, userIdSchema } from '../../core/protocol/id-schemas.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AccountStore } from '../store/account-store.ts'

/** What a valid token says. */
export interface AccessGrant {
  readonly user: UserId
  readonly device: DeviceId
  readonly expires: Millis
}

export type AccessFailure = { readonly kind: 'expired' } | { readonly kind: 'refused' }
/** Also refuses the token of a device that has signed out since. */
export type Authenticate = (token: string) => Promise<Result<AccessGrant, AccessFailure>>

export interface AccessTokens {
  readonly sign: (user: UserId, device: DeviceId) => Promise<string>
  readonly authenticate: Authenticate
  /** Public keys as of RFC 7517, for `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: ReadonlyArray<JWK> }
}

export interface AccessTokensDeps {
  readonly accounts: AccountStore
  readonly clock: Clock
  readonly relayEpoch: Uint8Array
}

export const accessTokenSeconds = 15 * 60
const algorithm = 'EdDSA'
const audience = 'tidings'
const type = 'at+jwt' // RFC 9068
const allowedHeaders = new Set(['alg', 'kid', 'typ'])
const claims = v.object({ sub: userIdSchema, dev: deviceIdSchema, exp: v.number() })

interface SigningKey {
  readonly kid: string
  readonly sign: CryptoKey
  readonly verify: CryptoKey
  readonly publicJwk: JWK
}

/** Makes the signing key on first use; it lives in the store, so that tokens outlive a restart. */
export async function createAccessTokens({
  accounts,
  clock,
  relayEpoch,
}: AccessTokensDeps): Promise<AccessTokens> {
  // Not the address: that may change, and a relay restored elsewhere is still the same relay.
  const issuer = `urn:tidings:relay:${bytesToHex(relayEpoch)}`
  const keys = await loadKeys(accounts, clock)
  const [newest] = keys
  if (newest === undefined) throw new Defect('a relay without a signing key')
  const byKid = new Map(keys.map((key) => [key.kid, key]))
  const check = createCheck(byKid, { issuer, clock })
  return {
    sign: (user, device) => {
      const now = Math.floor(clock.now() / 1_000)
      return new SignJWT({ dev: device })
        .setProtectedHeader({ alg: algorithm, kid: newest.kid, typ: type })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(user)
        .setIssuedAt(now)
        .setExpirationTime(now + accessTokenSeconds)
        .sign(newest.sign)
    },
    authenticate: async (token) => {
      const grant = await check(token)
      if (!grant.ok) return grant
      const device = await accounts.activeDevice(grant.value.device)
      return device?.user === grant.value.user ? grant : fail({ kind: 'refused' })
    },
    jwks: { keys: keys.map(({ publicJwk }) => publicJwk) },
  }
}

function createCheck(
  keys: ReadonlyMap<string, SigningKey>,
  { issuer, clock }: { readonly issuer: string; readonly clock: Clock },
): Authenticate {
  return async (token) => {
    try {
      const header = decodeProtectedHeader(token)
      const key = keys.get(header.kid ?? '')
      if (key === undefined || !Object.keys(header).every((name) => allowedHeaders.has(name))) {
        return fail({ kind: 'refused' })
      }
      const { payload } = await jwtVerify(token, key.verify, {
        algorithms: [algorithm],
        issuer,
        audience,
        typ: type,
        requiredClaims: ['sub', 'exp', 'iat', 'dev'],
        currentDate: new Date(clock.now()),
      })
      const read = v.safeParse(claims, payload)
      if (!read.success) return fail({ kind: 'refused' })
      const { sub: user, dev: device, exp } = read.output
      return ok({ user, device, expires: millis(exp * 1_000) })
    } catch (error) {
      return fail({ kind: error instanceof errors.JWTExpired ? 'expired' : 'refused' })
    }
  }
}

async function loadKeys(accounts: AccountStore, clock: Clock): Promise<ReadonlyArray<SigningKey>> {
  const rows = await accounts.signingKeys()
  if (rows.length > 0) return Promise.all(rows.map(({ kid, jwk }) => readKey(kid, jwk)))
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  await accounts.addSigningKey({ kid, jwk: JSON.stringify(jwk), created: clock.now() })
  return [await readKey(kid, JSON.stringify(jwk))]
}

const storedJwk = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.string(),
  d: v.string(),
})

async function readKey(kid: string, json: string): Promise<SigningKey> {
  const jwk = v.parse(storedJwk, JSON.parse(json))
  const publicPart = { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
  const publicJwk = { ...publicPart, kid, alg: algorithm, use: 'sig' }
  const [sign, verify] = await Promise.all([importJWK(jwk, algorithm), importJWK(publicPart, algorithm)])
  if (sign instanceof Uint8Array || verify instanceof Uint8Array) throw new Defect('an Ed25519 key as bytes')
  return { kid, sign, verify, publicJwk }
}

/** How a random token is kept and compared: 256 bits of chance need no slow hash. */
export const hashToken = (token: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(token).digest())
