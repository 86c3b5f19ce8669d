import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { UserId } from '../../core/protocol/ids.ts'

/** A person as a provider knows them: the one thing that never changes and is never given to another (OpenID Core 5.7). */
export interface ForeignIdentity {
  readonly issuer: string
  readonly subject: string
}

/** A sign-in at the provider that has begun. */
export interface OidcFlow {
  readonly nonce: string
  /** S256 of the verifier that the app keeps. */
  readonly challenge: string
  readonly redirectUri: string
}

/** What the provider said of a person who has just signed in there. */
export interface ForeignPerson extends ForeignIdentity {
  /** In the form of a username here; somebody may have it. */
  readonly username: string
  readonly name: string
  readonly email: string | undefined
}

/** People who come from a provider. Flows and tickets are kept by the SHA-256 of their token alone, and are good once. */
export interface ProviderStore {
  readonly user: (identity: ForeignIdentity) => Promise<UserId | undefined>
  readonly identities: (user: UserId) => Promise<ReadonlyArray<ForeignIdentity>>
  /** `taken`: it is another account's. */
  readonly link: (
    user: UserId,
    identity: ForeignIdentity,
    now: Millis,
  ) => Promise<Result<void, { readonly kind: 'taken' }>>
  /** `last`: nothing else would open the account. */
  readonly unlink: (
    user: UserId,
    identity: ForeignIdentity,
  ) => Promise<Result<void, { readonly kind: 'not-found' } | { readonly kind: 'last' }>>
  /** Those that have expired go. */
  readonly addFlow: (hash: Uint8Array, flow: OidcFlow, expires: Millis, now: Millis) => Promise<void>
  readonly takeFlow: (hash: Uint8Array, now: Millis) => Promise<OidcFlow | undefined>
  readonly addTicket: (hash: Uint8Array, person: ForeignPerson, expires: Millis, now: Millis) => Promise<void>
  readonly takeTicket: (hash: Uint8Array, now: Millis) => Promise<ForeignPerson | undefined>
}
