/** What a person does to the lock of their account: opening, locking, a new passphrase. Called one after another by `session.ts`. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  Account,
  BridgeArgument,
  PassphraseFailure,
  RecoveryFailure,
  Throttled,
  UnlockFailure,
} from '../../core/bridge/contract.ts'
import type { Accounts, OpenFailure } from '../vault/accounts.ts'
import { recoveryKeyOf } from '../vault/recovery-key.ts'
import { vaultWords } from '../vault/vault-words.ts'
import type { Standing } from './standing.ts'

export interface LocksDeps {
  readonly accounts: Accounts
  /** The 20 bytes of a recovery code as a person typed it; a failure if no code looks like that. */
  readonly readRecoveryCode: (typed: string) => Result<Uint8Array, unknown>
}

export interface Locks {
  readonly unlock: (password: string) => Promise<Result<Account, UnlockFailure>>
  readonly recover: (
    input: BridgeArgument<'session.unlockWithRecovery'>,
  ) => Promise<Result<Account, RecoveryFailure>>
  readonly lock: () => Promise<void>
  readonly setPassphrase: (
    input: BridgeArgument<'vault.setPassphrase'>,
  ) => Promise<Result<void, PassphraseFailure>>
}

export function createLocks({ accounts, readRecoveryCode }: LocksDeps, standing: Standing): Locks {
  return {
    unlock: async (password) => {
      const username = lockedName(standing)
      if (!username.ok) return username.failure
      const opened = await accounts.open(username.value, password)
      return opened.ok ? ok(await standing.enter(opened.value)) : fail(unlockFailure(opened.failure))
    },
    recover: async ({ code, password }) => {
      const username = lockedName(standing)
      if (!username.ok) return username.failure
      const read = readRecoveryCode(code)
      if (!read.ok) return fail({ kind: 'mistyped' })
      const key = recoveryKeyOf(read.value)
      read.value.fill(0)
      const opened = await accounts.recover(username.value, key, password)
      key.fill(0)
      if (opened.ok) return ok(await standing.enter(opened.value))
      const { failure } = opened
      if (failure.kind === 'wrong-code') return fail({ kind: 'wrong-code' })
      if (failure.kind === 'passphrase-needed') return fail({ kind: 'password-needed' })
      return fail({ kind: 'vault', detail: vaultWords(failure) })
    },
    lock: async () => {
      const vault = standing.session()?.vault
      if (vault !== undefined) await standing.lock(vault.label())
    },
    setPassphrase: async ({ current, next }) => {
      const vault = standing.session()?.vault
      if (vault === undefined) return fail({ kind: 'locked' })
      if (vault.needsPassphrase()) {
        if (current === undefined) return fail({ kind: 'wrong-password' })
        const checked = await accounts.check(vault, current)
        if (!checked.ok) return fail(unlockFailure(checked.failure))
      }
      const written = await vault.setPassphrase(next, 'own')
      return written.ok ? written : fail({ kind: 'vault', detail: vaultWords(written.failure) })
    },
  }
}

/** Whose vault to open; else what to answer: another window was first, or nobody is there. */
function lockedName(
  standing: Standing,
): Result<string, Result<Account, { readonly kind: 'vault'; readonly detail: string }>> {
  const session = standing.session()
  if (session !== undefined) return fail(ok(session.account()))
  const username = standing.label()?.account.username
  if (username !== undefined) return ok(username)
  return fail(fail({ kind: 'vault', detail: vaultWords({ kind: 'missing' }) }))
}

function unlockFailure(failure: OpenFailure): UnlockFailure {
  if (failure.kind === 'wrong-passphrase') return { kind: 'wrong-password' }
  if (failure.kind === 'throttled') return throttled(failure)
  return { kind: 'vault', detail: vaultWords(failure) }
}

/** Rounded up: whoever waits that long is let through. */
export const throttled = ({ wait }: { readonly wait: number }): Throttled => ({
  kind: 'throttled',
  retryAfterSeconds: Math.ceil(wait / 1_000),
})
