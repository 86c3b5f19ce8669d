/** A relay's services for people who come from a provider, over a real store and a real provider, with the clock in hand. */
import { createQuotas } from '../../sync-server/quotas/quotas.ts'
import { createAccess } from '../../sync-server/access/access.ts'
import { createHash, randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { onTestFinished } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { readConfig } from '../../sync-server/config.ts'
import { createNoMail, type Letter, type Mail } from '../../sync-server/identity/mail.ts'
import type { OidcSignIn, Started } from '../../sync-server/identity/oidc/oidc-sign-in.ts'
import { openMemoryStore } from './memory-store.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { type Identity, wireIdentity } from '../../sync-server/wire-identity.ts'
import { Defect } from '../../core/base/defect.ts'
import { type DeviceId, randomId, type UserId, userId, type WorkspaceId } from '../../core/protocol/ids.ts'
import { testPassword } from './relay-accounts.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export interface IdentityWorld {
  readonly store: Store
  readonly clock: VirtualClock
  readonly identity: Identity
  readonly letters: Array<Letter>
  /** Workspaces whose members heard of a change. */
  readonly told: Array<WorkspaceId>
  /** Devices whose sockets ended. */
  readonly signedOut: Array<DeviceId>
  /** An account with no device yet, that `testPassword` opens. */
  readonly newAccount: (username: string) => Promise<{ readonly user: UserId }>
  /** Another instance over the same store. */
  readonly another: (env?: Readonly<Record<string, string>>) => Promise<Identity>
}

/** The clock stands at the real now: a provider has no other. */
export async function setupIdentity(env: Readonly<Record<string, string>> = {}): Promise<IdentityWorld> {
  const random = createSeededRandom(23)
  const clock = createVirtualClock(Date.now())
  const store = openMemoryStore(random)
  onTestFinished(() => store.close())
  const letters: Array<Letter> = []
  const signedOut: Array<DeviceId> = []
  const told: Array<WorkspaceId> = []
  const noMail = createNoMail({ debug: nothing, info: nothing, warn: nothing, error: nothing })
  const mail: Mail = async (letter) => {
    letters.push(letter)
    return !(await noMail(letter))
  }
  const quotas = createQuotas({
    store: store.quotas,
    directory: store.directory,
    access: createAccess(store),
    defaults: { fileBytes: undefined, people: undefined },
    rest: async () => {},
  })
  const another = (settings = env): Promise<Identity> =>
    wireIdentity({
      config: orThrow(readConfig({ DATA_DIR: '/nowhere', ...settings })),
      store,
      quotas,
      clock,
      random,
      mail,
      publicUrl: () => 'https://relay.example',
      signedOut: (device) => void signedOut.push(device),
      directoryChanged: async (workspace) => void told.push(workspace),
      statusEnds: () => undefined,
    })
  const passwordHash = await testPasswordHash
  const newAccount: IdentityWorld['newAccount'] = async (username) => {
    const user = randomId(userId, random)
    const account = { user, username, displayName: username, passwordHash, created: clock.now() }
    orThrow(await store.accounts.createAccount(account))
    return { user }
  }
  return { store, clock, letters, told, newAccount, signedOut, another, identity: await another() }
}

const testPasswordHash = hash(testPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
const nothing = (): void => undefined

export const oidcOf = ({ oidc }: Identity): OidcSignIn => {
  if (oidc === undefined) throw new Defect('no provider')
  return oidc
}

export const callback = 'http://127.0.0.1:4/oidc/callback'
const bits256 = (): string => randomBytes(32).toString('base64url')

export interface AppSide {
  readonly verifier: string
  readonly state: string
  readonly started: Started
}

/** What the app does before the browser opens. */
export async function startFlow(oidc: OidcSignIn): Promise<AppSide> {
  const [verifier, state] = [bits256(), bits256()]
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const started = orThrow(await oidc.start({ redirectUri: callback, challenge, state }))
  return { verifier, state, started }
}
