/**
 * Access tokens of the provider itself as bearer tokens (rule AU13): clients of older systems come with those. Its issuer,
 * audience, keys and times are checked as for any token of it; an ID token is none of these, and neither is one for an app that
 * speaks for no person.
 */
import { createHash } from 'node:crypto'
import { type Clock, millis } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { type DeviceId, deviceId, idBytes, idFromBytes, type UserId } from '../../../core/protocol/ids.ts'
import type { AccountStore } from '../../store/account-store.ts'
import type { ForeignIdentity } from '../../store/provider-store.ts'
import type { AccessGrant, Authenticate } from '../access-tokens.ts'
import type { AccountOf } from './foreign-accounts.ts'
import { type ForeignClaims, foreignPerson, readForeignToken } from './foreign-claims.ts'
import type { OidcProvider } from './provider.ts'

export interface ForeignBearerDeps {
  readonly provider: OidcProvider
  readonly accounts: Pick<AccountStore, 'activeDevice' | 'saveDevice' | 'sessionsFrom'>
  readonly accountOf: AccountOf
  readonly clock: Clock
}

const refused = fail({ kind: 'refused' } as const)

export function createForeignBearer(deps: ForeignBearerDeps): Authenticate {
  const { provider, accounts, clock, accountOf } = deps
  const { issuer, audiences } = provider.settings
  return async (token) => {
    const found = await provider.discover()
    if (!found.ok) return refused
    const { keys } = found.value
    const claims = await readForeignToken(token, { issuer, audience: audiences, keys, clock })
    if (!claims.ok) return claims
    if (!speaksForPerson(claims.value)) return refused
    const account = await accountOf(foreignPerson(claims.value), undefined)
    return account.ok ? grantFor(account.value.user, claims.value) : refused
  }

  async function grantFor(
    user: UserId,
    { iss, sub, iat, exp }: ForeignClaims,
  ): Promise<Result<AccessGrant, { readonly kind: 'refused' }>> {
    const device = deviceOf({ issuer: iss, subject: sub })
    // What was issued before the person signed out here, or everywhere, is good no more.
    if (iat * 1_000 < (await accounts.sessionsFrom(user, device))) return refused
    if ((await accounts.activeDevice(device)) === undefined) {
      const name = `Through ${provider.settings.name}`
      const saved = await accounts.saveDevice({ device, user, name, now: clock.now() })
      // Revoked, or the account is disabled.
      if (!saved.ok || (await accounts.activeDevice(device)) === undefined) return refused
    }
    return ok({ user, device, expires: millis(exp * 1_000) })
  }
}

/** An ID token has a nonce and no scope; a token of an app for itself has roles and no scope. */
const speaksForPerson = ({ nonce, scope, scp }: ForeignClaims): boolean =>
  nonce === undefined && (scope ?? scp ?? '') !== ''

/** All that comes with tokens of one person of the provider is one device here: it can be seen, and revoked. */
const deviceOf = ({ issuer, subject }: ForeignIdentity): DeviceId => {
  const hash = createHash('sha256')
    .update(JSON.stringify(['tidings/v1/foreign', issuer, subject]))
    .digest()
  return idFromBytes(deviceId, new Uint8Array(hash.subarray(0, idBytes)))
}
