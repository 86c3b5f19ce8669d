/**
 * Access tokens: JWTs signed with the relay's own Ed25519 key (RFC 7519, RFC 8037), good for 15 minutes. Rules AU2, AU5 and AU8.
 * The header may hold `alg`, `kid` and `typ`, nothing that would point at a key of the caller's choosing. Where a provider's own
 * access tokens are taken as well (AU13), the issuer that a token names decides which of the two checks it has to pass.
 */
import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { bytesToHex } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { deviceIdSchema, userIdSchema } from '../../core/protocol/id-schemas.ts'
import type { BotScope } from '../../core/protocol/bots-api.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AccountStore } from '../store/account-store.ts'
import { accessTokenSeconds, signingAlgorithm, type SigningKeys } from './signing-keys.ts'

/** What a valid token says. */
export interface AccessGrant {
  readonly user: UserId
  readonly device: DeviceId
  readonly expires: Millis
  /** Of a bot's token; people have none, and may do all that they may. */
  readonly scopes?: ReadonlyArray<BotScope>
}

export type AccessFailure = { readonly kind: 'expired' } | { readonly kind: 'refused' }
/** Also refuses the token of a device that has signed out since, and of an account that was disabled. */
export type Authenticate = (token: string) => Promise<Result<AccessGrant, AccessFailure>>

export interface AccessTokens {
  readonly sign: (user: UserId, device: DeviceId) => Promise<string>
  readonly authenticate: Authenticate
}

export interface AccessTokensDeps {
  readonly accounts: Pick<AccountStore, 'activeDevice'>
  readonly keys: SigningKeys
  readonly clock: Clock
  readonly relayEpoch: Uint8Array
  /** For tokens that name `issuer`, where those are taken. */
  readonly foreign: { readonly issuer: string; readonly authenticate: Authenticate } | undefined
}

const audience = 'tidings'
const type = 'at+jwt' // RFC 9068
const allowedHeaders = new Set(['alg', 'kid', 'typ'])
const claims = v.object({ sub: userIdSchema, dev: deviceIdSchema, exp: v.number() })
/** No issuer comes near; longer ones are refused before anything is decoded. */
const maxTokenCharacters = 8_192
const refused = fail({ kind: 'refused' } as const)

export function createAccessTokens(deps: AccessTokensDeps): AccessTokens {
  const { accounts, keys, clock, relayEpoch, foreign } = deps
  // Not the address: that may change, and a relay restored elsewhere is still the same relay.
  const issuer = `urn:tidings:relay:${bytesToHex(relayEpoch)}`
  return {
    sign: async (user, device) => {
      const now = Math.floor(clock.now() / 1_000)
      const { kid, sign } = await keys.signer()
      return new SignJWT({ dev: device })
        .setProtectedHeader({ alg: signingAlgorithm, kid, typ: type })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(user)
        .setIssuedAt(now)
        .setExpirationTime(now + accessTokenSeconds)
        .sign(sign)
    },
    authenticate: async (token) => {
      if (token.length > maxTokenCharacters) return refused
      if (foreign !== undefined && issuerOf(token) === foreign.issuer) return foreign.authenticate(token)
      const grant = await check(token, { keys, issuer, clock })
      if (!grant.ok) return grant
      const device = await accounts.activeDevice(grant.value.device)
      return device?.user === grant.value.user ? grant : refused
    },
  }
}

/** What the token says of itself: good for choosing the check that it has to pass, and for nothing else. */
function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

async function check(
  token: string,
  { keys, issuer, clock }: Pick<AccessTokensDeps, 'keys' | 'clock'> & { readonly issuer: string },
): Promise<Result<AccessGrant, AccessFailure>> {
  const kid = readKid(token)
  const key = kid === undefined ? undefined : await keys.verifier(kid)
  if (key === undefined) return refused
  try {
    const { payload } = await jwtVerify(token, key.verify, {
      algorithms: [signingAlgorithm],
      issuer,
      audience,
      typ: type,
      requiredClaims: ['sub', 'exp', 'iat', 'dev'],
      currentDate: new Date(clock.now()),
    })
    const read = v.safeParse(claims, payload)
    if (!read.success) return refused
    const { sub: user, dev: device, exp } = read.output
    return ok({ user, device, expires: millis(exp * 1_000) })
  } catch (error) {
    return fail({ kind: error instanceof errors.JWTExpired ? 'expired' : 'refused' })
  }
}

function readKid(token: string): string | undefined {
  try {
    const header = decodeProtectedHeader(token)
    const isPlain = Object.keys(header).every((name) => allowedHeaders.has(name))
    return isPlain && typeof header.kid === 'string' ? header.kid : undefined
  } catch {
    return undefined
  }
}

/** How a random token is kept and compared: 256 bits of chance need no slow hash. */
export const hashToken = (token: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(token).digest())
