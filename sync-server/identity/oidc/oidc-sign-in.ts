/**
 * Signing in at an OpenID provider (rules AU10 and AU12). The app opens the system's browser, which comes back to the app alone
 * (RFC 8252); the relay is the provider's client and exchanges the code.
 *
 *   app → relay      start: where the browser comes back to, S256 of a verifier, a state        → the address, a flow
 *   browser → app    code, and the state, which the app checks
 *   app → relay      finish: flow, code, verifier                                              → a ticket, whose account it is
 *   app → relay      open: ticket, device (, invitation)                                       → a session
 *
 * Flow and ticket are random, good once and for minutes, and kept as hashes. A ticket may link an account instead of opening one.
 * Who comes is known by issuer and subject alone: an e-mail address that a provider says proves nothing here.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { type Clock, millis } from '../../../core/base/clock.ts'
import { type Random } from '../../../core/base/random.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { SessionAnswer } from '../../../core/protocol/api.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { AccountStore, DeviceRefused } from '../../store/account-store.ts'
import type { ForeignIdentity, ForeignPerson, ProviderStore } from '../../store/provider-store.ts'
import { hashToken } from '../access-tokens.ts'
import { type NewDevice, newToken, type Sessions } from '../sessions.ts'
import type { ProviderFailure } from './discovery.ts'
import type { AccountOf, AccountOfFailure } from './foreign-accounts.ts'
import { foreignPerson } from './foreign-claims.ts'
import type { ExchangeFailure, OidcProvider } from './provider.ts'

export interface OidcSignInDeps {
  readonly provider: OidcProvider
  readonly store: Pick<AccountStore, 'account'>
  readonly providers: ProviderStore
  readonly sessions: Sessions
  readonly accountOf: AccountOf
  readonly clock: Clock
  readonly random: Random
}

export interface Started {
  readonly flow: string
  readonly url: string
  readonly issuer: string
  /** The browser's answer has to name it (RFC 9207). */
  readonly namesIssuer: boolean
}

export interface Finished {
  readonly ticket: string
  /** Undefined: the person has no account yet. */
  readonly account: { readonly user: UserId; readonly username: string } | undefined
}

/** Flow or ticket unknown, used or too old; or the verifier is not that of the flow. */
export interface OidcRefused {
  readonly kind: 'oidc-refused'
}
export type OpenFailure = OidcRefused | AccountOfFailure | DeviceRefused

export interface OidcSignIn {
  readonly start: (ask: {
    readonly redirectUri: string
    readonly challenge: string
    readonly state: string
  }) => Promise<Result<Started, ProviderFailure>>
  readonly finish: (answer: {
    readonly flow: string
    readonly code: string
    readonly verifier: string
  }) => Promise<Result<Finished, ExchangeFailure | OidcRefused>>
  readonly open: (ask: {
    readonly ticket: string
    readonly device: NewDevice
    readonly invitation: string | undefined
  }) => Promise<Result<SessionAnswer, OpenFailure>>
  readonly link: (
    user: UserId,
    ticket: string,
  ) => Promise<Result<void, OidcRefused | { readonly kind: 'identity-taken' }>>
  /** Whether the ticket is that of a sign-in of this very person; it is spent either way. */
  readonly proves: (user: UserId, ticket: string) => Promise<boolean>
  readonly unlink: (user: UserId, identity: ForeignIdentity) => ReturnType<ProviderStore['unlink']>
}

/** For typing a password, and whatever else a provider asks. */
const flowMs = 10 * 60_000
/** For choosing what opens the device. */
const ticketMs = 10 * 60_000
const refused = fail({ kind: 'oidc-refused' } as const)

export function createOidcSignIn(deps: OidcSignInDeps): OidcSignIn {
  const { provider, store, providers, clock, random } = deps
  const { issuer } = provider.settings
  const take = (ticket: string): Promise<ForeignPerson | undefined> =>
    providers.takeTicket(hashToken(ticket), clock.now())
  return {
    start: async ({ redirectUri, challenge, state }) => {
      const flow = newToken(random)
      const sent = { nonce: newToken(random), challenge, redirectUri }
      const address = await provider.signInUrl({ ...sent, state })
      if (!address.ok) return address
      const now = clock.now()
      await providers.addFlow(hashToken(flow), sent, millis(now + flowMs), now)
      return ok({ flow, issuer, ...address.value })
    },
    finish: async ({ flow, code, verifier }) => {
      const sent = await providers.takeFlow(hashToken(flow), clock.now())
      if (sent === undefined || !isChallengeOf(sent.challenge, verifier)) return refused
      const claims = await provider.exchange({ ...sent, code, verifier })
      if (!claims.ok) return claims
      const ticket = newToken(random)
      const now = clock.now()
      await providers.addTicket(hashToken(ticket), foreignPerson(claims.value), millis(now + ticketMs), now)
      const user = await providers.user({ issuer: claims.value.iss, subject: claims.value.sub })
      const account = user && (await store.account(user))
      return ok({ ticket, account: account && { user: account.user, username: account.username } })
    },
    open: async ({ ticket, device, invitation }) => {
      const person = await take(ticket)
      if (person === undefined) return refused
      const account = await deps.accountOf(person, invitation)
      return account.ok ? deps.sessions.start(account.value, device) : account
    },
    link: async (user, ticket) => {
      const person = await take(ticket)
      if (person === undefined) return refused
      const linked = await providers.link(user, person, clock.now())
      return linked.ok ? linked : fail({ kind: 'identity-taken' })
    },
    proves: async (user, ticket) => {
      const person = await take(ticket)
      return person !== undefined && (await providers.user(person)) === user
    },
    unlink: (user, identity) => providers.unlink(user, identity),
  }
}

function isChallengeOf(challenge: string, verifier: string): boolean {
  const [one, other] = [Buffer.from(challenge), Buffer.from(s256(verifier))]
  return one.length === other.length && timingSafeEqual(one, other)
}
const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
