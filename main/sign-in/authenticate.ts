/** Whether it is the person who sits there: asked before keys are given away or devices taken out. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SignInFailure, Throttled } from '../../core/bridge/contract.ts'
import { vaultWords } from '../vault/vault-words.ts'
import { throttled } from './locks.ts'
import { signIn, type SignInDeps } from './sign-in.ts'

export type AuthenticateFailure =
  | Throttled
  | { readonly kind: 'locked' }
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string }

/** By the password that opens the vault; where the keystore alone does, by the account's, which the relay knows. */
export async function authenticate(
  deps: SignInDeps,
  password: string,
): Promise<Result<void, AuthenticateFailure>> {
  const vault = deps.standing.usable()?.vault
  if (vault === undefined) return fail({ kind: 'locked' })
  if (!vault.needsPassphrase()) {
    const signedIn = await signIn(deps, { username: vault.account().username, password })
    return signedIn.ok ? ok(undefined) : fail(relayFailure(signedIn.failure))
  }
  const checked = await deps.accounts.check(vault, password)
  if (checked.ok) return ok(undefined)
  const { failure } = checked
  if (failure.kind === 'wrong-passphrase') return fail({ kind: 'wrong-password' })
  return fail(
    failure.kind === 'throttled' ? throttled(failure) : { kind: 'failed', detail: vaultWords(failure) },
  )
}

function relayFailure(failure: SignInFailure): AuthenticateFailure {
  switch (failure.kind) {
    case 'wrong-credentials':
      return { kind: 'wrong-password' }
    case 'too-many-requests':
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: failure.retryAfterSeconds }
    case 'unreachable':
      return failure
    case 'server-error':
    case 'vault':
      return { kind: 'failed', detail: failure.detail }
    case 'by-policy':
    case 'too-short':
    case 'username-taken':
    case 'kept-here':
    case 'namesake':
    case 'twin':
    case 'changed-elsewhere':
    case 'account-disabled':
    case 'password-weak':
    case 'sign-up-closed':
    case 'invitation-needed':
    case 'invitation-refused':
      return { kind: 'failed', detail: failure.kind }
  }
}
