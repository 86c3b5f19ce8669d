import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  Account,
  BridgeArgument,
  ProviderSignInFailure,
  ServerFailure,
  SessionState,
  SignInFailure,
} from '../../core/bridge/contract.ts'
import type { WaysIn } from '../../core/bridge/identity-contract.ts'
import { serverFailure } from './access-token.ts'
import type { VaultTrouble } from '../vault/held-vault.ts'
import { authenticate, type AuthenticateFailure } from './authenticate.ts'
import { createLocks, type Locks, type LocksDeps } from './locks.ts'
import type { OpenSession } from './open-session.ts'
import { createProviderSignIn, type ProviderSignIn, type ProviderSignInDeps } from './provider-sign-in.ts'
import type { RelayApi } from './relay-api.ts'
import { createRestoring, type Restoring } from './restoring.ts'
import { register, signIn } from './sign-in.ts'
import { createStanding, type Standing, type StandingDeps } from './standing.ts'

export type SessionDeps = StandingDeps & LocksDeps & Omit<ProviderSignInDeps, 'standing'>

/** The one person of this program, from locked or signed out to open and back. Moves are done one after another. */
export interface Session extends Locks {
  readonly state: () => SessionState
  /** Undefined unless open and to be used (PO18); then good until the next move. */
  readonly current: () => OpenSession | undefined
  /** Whose it is, open or locked. */
  readonly account: Standing['account']
  /** Where the page's socket goes: `http://host:port`. */
  readonly relay: () => string
  /** Once, before anything else: opens the last account if no password is needed. Never takes anything away. */
  readonly start: () => Promise<void>
  readonly register: (input: BridgeArgument<'session.register'>) => Promise<Result<Account, SignInFailure>>
  readonly signIn: (input: BridgeArgument<'session.signIn'>) => Promise<Result<Account, SignInFailure>>
  /** Waits for the person in the system's browser. */
  readonly signInWithProvider: (
    input: BridgeArgument<'session.signInWithProvider'>,
  ) => Promise<Result<Account, ProviderSignInFailure>>
  readonly cancelProvider: () => void
  readonly proveWithProvider: ProviderSignIn['prove']
  /** To the relay that sign-in goes to, whoever is there. */
  readonly connect: () => RelayApi
  readonly methods: () => Promise<Result<WaysIn, ServerFailure>>
  readonly rename: Standing['rename']
  /** The organisation may have set something else. */
  readonly reconsider: Standing['reconsider']
  /** Whether this is the person's password: nothing changes by it but the session's token. */
  readonly authenticate: (password: string) => Promise<Result<void, AuthenticateFailure>>
  /** The system's screen was locked: the vault follows if the person wants that. */
  readonly systemLocked: () => Promise<void>
  readonly signOut: () => Promise<void>
  /** Signs out, and takes all that lies here of the account off the disk. Nothing to do where nobody is. */
  readonly erase: () => Promise<Result<void, VaultTrouble>>
  /** For a backup: the vault of a new device of that account, open and not entered. */
  readonly makeVault: Restoring['makeVault']
  readonly enterRestored: Restoring['enterRestored']
  readonly discardVault: Restoring['discard']
  /** The program ends: the keys are wiped, the next start is as this one was. */
  readonly close: () => Promise<void>
}

export function createSession(deps: SessionDeps): Session {
  const standing = createStanding(deps)
  const signInDeps = { ...deps, standing }
  const locks = createLocks(deps, standing)
  const provider = createProviderSignIn(signInDeps)
  const restoring = createRestoring(signInDeps)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Outcome>(move: () => Promise<Outcome>): Promise<Outcome> => {
    const done = last.then(move)
    last = done.catch(() => undefined) // whoever asked hears of it
    return done
  }

  const { start, signOut, erase } = createMoves(deps, standing)

  return {
    state: standing.state,
    current: standing.usable,
    account: standing.account,
    relay: standing.relay,
    start: () => inTurn(start),
    register: (input) => inTurn(() => register(signInDeps, input)),
    signIn: (input) => inTurn(() => signIn(signInDeps, input)),
    unlock: (password) => inTurn(() => locks.unlock(password)),
    recover: (input) => inTurn(() => locks.recover(input)),
    signInWithProvider: (input) => provider.run(input, inTurn),
    cancelProvider: provider.cancel,
    proveWithProvider: provider.prove,
    connect: () => deps.connect(standing.relay()),
    methods: async () => {
      const answer = await deps.connect(standing.relay()).identity.methods()
      if (!answer.ok) return fail(serverFailure(answer.failure))
      return ok({ ...answer.value, needsPassphrase: !deps.accounts.hasKeystore })
    },
    rename: (names) => inTurn(() => standing.rename(names)),
    authenticate: (password) => inTurn(() => authenticate(signInDeps, password)),
    lock: () => inTurn(locks.lock),
    setPassphrase: (input) =>
      inTurn(async () => {
        const set = await locks.setPassphrase(input)
        standing.reconsider()
        return set
      }),
    reconsider: standing.reconsider,
    systemLocked: () =>
      inTurn(async () => {
        if (standing.session()?.vault.settings().lockWithSystem === true) await locks.lock()
      }),
    signOut: () => inTurn(signOut),
    erase: () => inTurn(erase),
    makeVault: (about, passphrase) => inTurn(() => restoring.makeVault(about, passphrase)),
    discardVault: (vault) => inTurn(() => restoring.discard(vault)),
    enterRestored: (vault, keys) => inTurn(() => restoring.enterRestored(vault, keys)),
    close: () => {
      provider.cancel()
      return inTurn(async () => standing.session()?.close())
    },
  }
}

function createMoves(deps: SessionDeps, standing: Standing): Pick<Session, 'start' | 'signOut' | 'erase'> {
  const start = async (): Promise<void> => {
    const username = deps.lastAccount
    if (username === undefined) return
    const label = await deps.accounts.label(username)
    if (!label.ok) return // sign-in says what is wrong
    const opened = label.value.needsPassphrase ? undefined : await deps.accounts.open(username, undefined)
    if (opened?.ok === true) await standing.enter(opened.value)
    else await standing.lock(label.value)
  }

  const signOut = async (): Promise<void> => {
    const session = standing.session()
    session?.token.close() // a refresh that is answered from now on writes nothing back
    const refreshToken = session?.vault.refreshToken()
    // From the disk first: if the relay is away, at least nobody finds the token here.
    if (refreshToken !== undefined) await session?.vault.setRefreshToken(undefined)
    await standing.leave()
    if (refreshToken !== undefined) await session?.api.signOut(refreshToken)
  }

  const erase = async (): Promise<Result<void, VaultTrouble>> => {
    const username = standing.account()?.username
    await signOut()
    return username === undefined ? ok(undefined) : deps.accounts.erase(username)
  }

  return { start, signOut, erase }
}
