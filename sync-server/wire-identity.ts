/** Everything about who people are, wired together: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { DeviceId, UserId, WorkspaceId } from '../core/protocol/ids.ts'
import { createAccess } from './access/access.ts'
import type { RelayConfig } from './config.ts'
import { createPictures, type Pictures } from './directory/pictures.ts'
import { type AccessTokens, type AccessTokensDeps, createAccessTokens } from './identity/access-tokens.ts'
import { type Accounts, createAccounts, createSignUps, type SignUps } from './identity/accounts.ts'
import { createInvitations, type Invitations } from './identity/invitations.ts'
import type { Mail } from './identity/mail.ts'
import { type AccountOf, createAccountOf } from './identity/oidc/foreign-accounts.ts'
import { createForeignBearer } from './identity/oidc/foreign-bearer.ts'
import { createLeave, type Leave } from './identity/leaving.ts'
import { createOidcSignIn, type OidcSignIn } from './identity/oidc/oidc-sign-in.ts'
import { createOidcProvider, type OidcProvider } from './identity/oidc/provider.ts'
import { createPasswordRules } from './identity/password-rules.ts'
import { createPasswords } from './identity/passwords.ts'
import { createProfiles, type Profiles } from './identity/profiles.ts'
import { createSessions, type Sessions } from './identity/sessions.ts'
import { createSigningKeys, type SigningKeys } from './identity/signing-keys.ts'
import type { Quotas } from './quotas/quotas.ts'
import type { Redeemed } from './store/invitation-store.ts'
import type { Store } from './store/store.ts'

export interface IdentityDeps {
  readonly config: RelayConfig
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly mail: Mail
  readonly quotas: Quotas
  readonly publicUrl: () => string
  readonly signedOut: (device: DeviceId) => void
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  /** Somebody's status text has an end. */
  readonly statusEnds: () => void
}

export interface Identity {
  readonly tokens: AccessTokens
  readonly signingKeys: SigningKeys
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly profiles: Profiles
  readonly invitations: Invitations
  readonly pictures: Pictures
  /** Undefined where no provider signs people in. */
  readonly oidc: OidcSignIn | undefined
  /** Deletes an account. */
  readonly leave: Leave
  /** Tells whoever shares a workspace with somebody that their name or status text is another one. */
  readonly seenOtherwise: (user: UserId) => Promise<void>
}

export async function wireIdentity(deps: IdentityDeps): Promise<Identity> {
  const { config, store, clock, random, mail, publicUrl, signedOut, quotas } = deps
  const { accounts: accountStore, providers } = store
  const keys = await createSigningKeys({ accounts: accountStore, clock })
  const passwords = await createPasswords({ anyBcryptHash: accountStore.anyBcryptHash })
  const isWeak = createPasswordRules()
  const { joined, seenOtherwise } = tellers(deps)
  const signUps = createSignUps({
    store: accountStore,
    invitations: store.invitations,
    quotas,
    clock,
    random,
    joined,
  })
  const people = wireProvider(deps, signUps)
  const tokens = createAccessTokens({
    accounts: accountStore,
    keys,
    clock,
    relayEpoch: store.identity.epoch,
    foreign: people?.bearer,
  })
  const sessions = createSessions({ store: accountStore, tokens, clock, random, signedOut })
  const shared = { store: accountStore, sessions, passwords, isWeak }
  const oidc =
    people && createOidcSignIn({ ...people, store: accountStore, providers, sessions, clock, random })
  return {
    tokens,
    signingKeys: keys,
    sessions,
    oidc,
    leave: createLeave({ ...shared, oidc, clock, left: deps.directoryChanged }),
    accounts: createAccounts({ ...shared, signUps, signUp: config.signUp }),
    profiles: createProfiles({
      ...shared,
      providers,
      mail,
      random,
      clock,
      seenOtherwise,
      statusEnds: deps.statusEnds,
    }),
    seenOtherwise,
    pictures: createPictures({ store, access: createAccess(store), changed: deps.directoryChanged }),
    invitations: createInvitations({
      store: store.invitations,
      access: createAccess(store),
      quotas,
      clock,
      random,
      mail,
      publicUrl,
      joined,
    }),
  }
}

interface ProviderParts {
  readonly provider: OidcProvider
  readonly accountOf: AccountOf
  readonly bearer: AccessTokensDeps['foreign']
}

/** Undefined where no provider signs people in. */
function wireProvider(
  { config: { oidc }, store, clock, random }: IdentityDeps,
  signUps: SignUps,
): ProviderParts | undefined {
  if (oidc === undefined) return undefined
  const { accounts, providers } = store
  const provider = createOidcProvider({ settings: oidc, fetch: (url, ask) => fetch(url, ask), clock })
  const accountOf = createAccountOf({ store: accounts, providers, signUps, signUp: oidc.signUp, random })
  const authenticate = createForeignBearer({ provider, accounts, accountOf, clock })
  const bearer = oidc.audiences.length > 0 ? { issuer: oidc.issuer, authenticate } : undefined
  return { provider, accountOf, bearer }
}

/** Who becomes a member, and what is told of one, is news to the members of a workspace. */
function tellers({ store, directoryChanged }: IdentityDeps): {
  readonly joined: (redeemed: Redeemed, user: UserId) => Promise<void>
  readonly seenOtherwise: (user: UserId) => Promise<void>
} {
  return {
    joined: async ({ workspace }, user) => {
      if (workspace !== undefined) await directoryChanged(workspace, user)
    },
    seenOtherwise: async (user) => {
      const workspaces = await store.directory.workspacesOf(user)
      await Promise.all(workspaces.map((workspace) => directoryChanged(workspace)))
    },
  }
}
