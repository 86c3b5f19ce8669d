/** Everything about who people are, wired together: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { DeviceId, UserId, WorkspaceId } from '../core/protocol/ids.ts'
import type { RelayConfig } from './config.ts'
import { type AccessTokens, createAccessTokens } from './identity/access-tokens.ts'
import { type Accounts, createAccounts, createSignUps } from './identity/accounts.ts'
import { createInvitations, type Invitations } from './identity/invitations.ts'
import type { Mail } from './identity/mail.ts'
import { createAccountOf } from './identity/oidc/foreign-accounts.ts'
import { createForeignBearer } from './identity/oidc/foreign-bearer.ts'
import { createOidcSignIn, type OidcSignIn } from './identity/oidc/oidc-sign-in.ts'
import { createOidcProvider } from './identity/oidc/provider.ts'
import { createPasswordRules } from './identity/password-rules.ts'
import { createPasswords } from './identity/passwords.ts'
import { createProfiles, type Profiles } from './identity/profiles.ts'
import { createSessions, type Sessions } from './identity/sessions.ts'
import { createSigningKeys, type SigningKeys } from './identity/signing-keys.ts'
import type { Store } from './store/store.ts'

export interface IdentityDeps {
  readonly config: RelayConfig
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly mail: Mail
  readonly publicUrl: () => string
  readonly signedOut: (device: DeviceId) => void
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
}

export interface Identity {
  readonly tokens: AccessTokens
  readonly signingKeys: SigningKeys
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly profiles: Profiles
  readonly invitations: Invitations
  /** Undefined where no provider signs people in. */
  readonly oidc: OidcSignIn | undefined
}

export async function wireIdentity(deps: IdentityDeps): Promise<Identity> {
  const { config, store, clock, random, mail, publicUrl, signedOut, directoryChanged } = deps
  const { accounts: accountStore, providers } = store
  const keys = await createSigningKeys({ accounts: accountStore, clock })
  const passwords = await createPasswords({ anyBcryptHash: accountStore.anyBcryptHash })
  const isWeak = createPasswordRules()
  const joined = async (
    { workspace }: { readonly workspace: WorkspaceId | undefined },
    user: UserId,
  ): Promise<void> => {
    if (workspace !== undefined) await directoryChanged(workspace, user)
  }
  const renamed = async (user: UserId): Promise<void> => {
    const workspaces = await store.directory.workspacesOf(user)
    await Promise.all(workspaces.map((workspace) => directoryChanged(workspace)))
  }
  const signUps = createSignUps({
    store: accountStore,
    invitations: store.invitations,
    clock,
    random,
    joined,
  })
  const provider =
    config.oidc && createOidcProvider({ settings: config.oidc, fetch: (url, ask) => fetch(url, ask), clock })
  const accountOf =
    config.oidc &&
    createAccountOf({ store: accountStore, providers, signUps, signUp: config.oidc.signUp, random })
  const tokens = createAccessTokens({
    accounts: accountStore,
    keys,
    clock,
    relayEpoch: store.identity.epoch,
    foreign:
      provider !== undefined && accountOf !== undefined && provider.settings.audiences.length > 0
        ? {
            issuer: provider.settings.issuer,
            authenticate: createForeignBearer({ provider, accounts: accountStore, accountOf, clock }),
          }
        : undefined,
  })
  const sessions = createSessions({ store: accountStore, tokens, clock, random, signedOut })
  return {
    tokens,
    signingKeys: keys,
    sessions,
    oidc:
      provider !== undefined && accountOf !== undefined
        ? createOidcSignIn({ provider, store: accountStore, providers, sessions, accountOf, clock, random })
        : undefined,
    accounts: createAccounts({
      store: accountStore,
      signUps,
      sessions,
      passwords,
      isWeak,
      signUp: config.signUp,
    }),
    profiles: createProfiles({
      store: accountStore,
      providers,
      files: store.files,
      sessions,
      passwords,
      isWeak,
      mail,
      renamed,
    }),
    invitations: createInvitations({
      store: store.invitations,
      role: store.directory.role,
      clock,
      random,
      mail,
      publicUrl,
      joined,
    }),
  }
}
