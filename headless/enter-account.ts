import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { Account, PageBridge, SignInFailure } from '../core/bridge/contract.ts'
import type { Engine } from '../core/engine/engine.ts'
import { reconnectPolicy, retryDelay } from '../core/sync/retry.ts'

export interface Credentials {
  readonly username: string
  /** The account's password, which opens the vault too: there is no keystore here. */
  readonly passphrase: string
  /** Makes the account if there is none of that name. */
  readonly signUp?: { readonly displayName: string; readonly invitation?: string | undefined } | undefined
}

export type EnterFailure =
  | SignInFailure
  /** It does not open the vault in the folder, which is as it was. */
  | { readonly kind: 'wrong-passphrase' }
  /** The folder is another account's. */
  | { readonly kind: 'other-account'; readonly username: string }

/** Opens the account that is in the folder, offline too; signs in, or up, where there is none yet. */
export async function enterAccount(
  bridge: PageBridge,
  { username, passphrase, signUp }: Credentials,
): Promise<Result<Account, EnterFailure>> {
  const state = await bridge.call('session.read', {})
  const kept = state.kind === 'open' ? state.account.username : state.kind === 'locked' && state.username
  if (typeof kept === 'string' && kept !== username) return fail({ kind: 'other-account', username: kept })
  if (state.kind === 'open') return ok(state.account)
  if (state.kind === 'locked') {
    const opened = await bridge.call('session.unlock', { password: passphrase })
    if (opened.ok) return opened
    const { failure } = opened
    return fail(failure.kind === 'wrong-password' ? { kind: 'wrong-passphrase' } : failure)
  }
  const password = passphrase
  if (signUp !== undefined) {
    const { displayName, invitation } = signUp
    const made = await bridge.call('session.register', { username, displayName, password, invitation })
    // Made by a start that ended before it could keep the answer; or a vault is there that the folder's list has lost.
    if (made.ok || !['username-taken', 'vault'].includes(made.failure.kind)) return made
  }
  return bridge.call('session.signIn', { username, password })
}

const passing: ReadonlySet<SignInFailure['kind']> = new Set([
  'unreachable',
  'server-error',
  'too-many-requests',
])

export interface SignInAgainDeps {
  readonly bridge: PageBridge
  readonly engine: Pick<Engine, 'connection' | 'wake'>
  readonly credentials: Credentials
  readonly clock: Clock
  readonly random: Random
}

/**
 * Signs in whenever the relay asks for it, until the returned function is called: again after a growing, random wait where it
 * cannot be reached or will not, and with a wrong password once.
 */
export function signInWhenAsked({ bridge, engine, credentials, clock, random }: SignInAgainDeps): () => void {
  const { username, passphrase: password } = credentials
  let isStopped = false
  let isTrying = false
  let attempt = 0
  let stopPause = (): void => undefined
  const look = (): void => {
    if (isStopped || isTrying || engine.connection.read().kind !== 'signed-out') return
    isTrying = true
    void bridge.call('session.signIn', { username, password }).then((signedIn) => {
      isTrying = false
      if (isStopped) return undefined
      if (signedIn.ok) {
        attempt = 0
        engine.wake()
      } else if (passing.has(signedIn.failure.kind)) {
        stopPause = clock.after(retryDelay(attempt++, reconnectPolicy, random), look)
      }
      return undefined
    })
  }
  const unlisten = engine.connection.listen(look)
  look()
  return () => {
    isStopped = true
    stopPause()
    unlisten()
  }
}
