import { ok, type Result } from '../../core/base/result.ts'
import type { Account, SessionState } from '../../core/bridge/contract.ts'
import type { SessionAnswer } from '../../core/protocol/api.ts'
import type { Vault, VaultLabel, VaultTrouble } from '../vault/held-vault.ts'
import type { VaultAccount } from '../vault/vault-file.ts'
import { type OpenSession, openSession, type OpenSessionDeps } from './open-session.ts'

export interface StandingDeps extends OpenSessionDeps {
  /** Whose vault was offered last. */
  readonly lastAccount: string | undefined
  /** Writes down whose vault to offer at the next start. Rejects with the system's error. */
  readonly remember: (account: VaultAccount | undefined) => Promise<void>
  /** Named for this seat or at the command line: where its account lives. Undefined: where its vault says. */
  readonly relay: string | undefined
  /** Where somebody new goes if no relay is named. */
  readonly defaultRelay: string
  readonly changed: (state: SessionState) => void
  /** Whether it is open and may not be used before it has a passphrase (PO18). */
  readonly isPassphraseDue: (vault: Vault) => boolean
}

/** Where the person stands: signed out, locked or open. Its moves tell `changed`. */
export interface Standing {
  readonly state: () => SessionState
  readonly session: () => OpenSession | undefined
  /** The session, unless a passphrase has to be set first. */
  readonly usable: () => OpenSession | undefined
  readonly label: () => VaultLabel | undefined
  /** Whose it is, open or locked. */
  readonly account: () => VaultAccount | undefined
  /** The relay was named, for this seat or at the command line. */
  readonly isNamed: boolean
  /** Where sign-in and the page's socket go. */
  readonly relay: () => string
  /** Opens the account of `vault`, or goes on with it if it is the open one. `answer`: of a sign-in just done. */
  readonly enter: (vault: Vault, answer?: SessionAnswer) => Promise<Account>
  /** Opens the account of a vault that nobody has entered yet, if `prepare` says ok; else it is shut again, and nobody heard of it. */
  readonly enterPrepared: <Failure>(
    vault: Vault,
    prepare: (session: OpenSession) => Promise<Result<void, Failure>>,
  ) => Promise<Result<void, Failure>>
  /** The open account is called otherwise from now on. A failure leaves the relay right and this device behind. */
  readonly rename: (names: Pick<Account, 'username' | 'displayName'>) => Promise<Result<void, VaultTrouble>>
  /** What decides of the passphrase may have changed. */
  readonly reconsider: () => void
  readonly lock: (label: VaultLabel) => Promise<void>
  readonly leave: () => Promise<void>
}

export function createStanding(deps: StandingDeps): Standing {
  let session: OpenSession | undefined
  let label: VaultLabel | undefined
  const relay = (): string =>
    deps.relay ?? session?.vault.account().relay ?? label?.account.relay ?? deps.defaultRelay

  const account = (): VaultAccount | undefined => session?.vault.account() ?? label?.account

  const isDue = (): boolean => session !== undefined && deps.isPassphraseDue(session.vault)

  const state = (): SessionState => {
    if (session !== undefined) return openState(session, isDue())
    return label === undefined
      ? { kind: 'signed-out', server: relay() }
      : lockedState(label, deps.accounts.hasKeystore)
  }
  const told = createTold(deps.changed)
  const move = async (to: { session?: OpenSession; label?: VaultLabel }): Promise<void> => {
    const before = session
    session = to.session
    label = to.label
    told.tell(state())
    if (before !== to.session) await before?.close()
    // A disk that takes nothing: the next start asks for a name that it could have known, no more.
    await deps.remember(account()).catch(() => undefined)
  }

  return {
    state,
    session: () => session,
    usable: () => (isDue() ? undefined : session),
    label: () => label,
    account,
    isNamed: deps.relay !== undefined,
    relay,
    enter: async (vault, answer) => {
      if (deps.relay !== undefined && deps.relay !== vault.account().relay) {
        await vault.setAccount({ relay: deps.relay }) // failing that, the next start does it
      }
      const next = session?.vault === vault ? session : openSession(deps, vault)
      if (answer !== undefined) {
        next.token.take(answer)
        await keepNames(vault, answer.user) // failing that, the next sign-in does it
      }
      await move({ session: next })
      return next.account()
    },
    enterPrepared: async (vault, prepare) => {
      const next = openSession(deps, vault)
      const prepared = await prepare(next)
      await (prepared.ok ? move({ session: next }) : next.close())
      return prepared
    },
    rename: async (names) => {
      if (session === undefined) return ok(undefined) // locked meanwhile: the next sign-in brings the names
      const kept = await keepNames(session.vault, names)
      if (kept.ok) await move({ session })
      return kept
    },
    reconsider: () => told.tellIfOther(state()),
    lock: (to) => move({ label: to }),
    leave: () => move({}),
  }
}

function createTold(changed: (state: SessionState) => void): {
  readonly tell: (now: SessionState) => void
  readonly tellIfOther: (now: SessionState) => void
} {
  let told: SessionState['kind'] = 'signed-out'
  const tell = (now: SessionState): void => {
    told = now.kind
    changed(now)
  }
  return { tell, tellIfOther: (now) => void (now.kind === told || tell(now)) }
}

function openState(session: OpenSession, isDue: boolean): SessionState {
  const account = session.account()
  if (!isDue) return { kind: 'open', account }
  const { user, username, displayName } = account
  return { kind: 'passphrase-due', user, username, displayName }
}

function lockedState(
  { account: { user, username, displayName }, needsPassphrase, isRecoverable }: VaultLabel,
  hasKeystore: boolean,
): SessionState {
  const recovery = needsPassphrase || !hasKeystore ? 'code-and-password' : 'code'
  return {
    kind: 'locked',
    user,
    username,
    displayName,
    password: needsPassphrase,
    recovery: isRecoverable ? recovery : 'none',
  }
}

async function keepNames(
  vault: Vault,
  { username, displayName }: Pick<Account, 'username' | 'displayName'>,
): Promise<Result<void, VaultTrouble>> {
  const before = vault.account()
  if (before.username === username && before.displayName === displayName) return ok(undefined)
  return vault.setAccount({ username, displayName })
}
