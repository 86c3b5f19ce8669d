import type {
  ProviderSignInFailure,
  RecoveryFailure,
  SignInFailure,
  Throttled,
  UnlockFailure,
} from '../../../core/bridge/contract.ts'
import type { TooShort } from '../../../core/bridge/policy-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { serverFailureText } from '../connection/words.ts'

export const words = wordsOf('signIn')

export function signInFailureText(failure: SignInFailure): string {
  switch (failure.kind) {
    case 'password-weak':
      return words.passwordWeak
    case 'sign-up-closed':
      return words.signUpClosed
    case 'invitation-needed':
      return words.invitationMissing
    case 'invitation-refused':
      return words.invitationRefused
    case 'throttled':
      return throttledText(failure)
    case 'vault':
      return words.failures.vault(failure.detail)
    case 'account-disabled':
    case 'changed-elsewhere':
    case 'kept-here':
    case 'namesake':
    case 'twin':
    case 'wrong-credentials':
    case 'username-taken':
      return words.failures[failure.kind]
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'by-policy':
      return serverFailureText(failure)
    case 'too-short':
      return tooShortText(failure)
  }
}

/** `name` is the provider's. */
export function providerFailureText(failure: ProviderSignInFailure, name: string): string {
  switch (failure.kind) {
    case 'denied':
      return words.providerFailures.denied(name)
    case 'provider-unreachable':
      return words.providerFailures.unreachable(name)
    case 'provider-misconfigured':
      return words.providerFailures.misconfigured(name)
    case 'no-browser':
    case 'cancelled':
    case 'took-too-long':
    case 'refused':
    case 'passphrase-needed':
    case 'wrong-passphrase':
      return words.providerFailures[failure.kind]
    default:
      return signInFailureText(failure)
  }
}

export function unlockFailureText(failure: UnlockFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return words.unlockWrong
    case 'throttled':
      return throttledText(failure)
    case 'vault':
      return words.keysUnreadable(failure.detail)
  }
}

export const tooShortText = ({ least }: TooShort): string => words.tooShort(least)

export const throttledText = ({ retryAfterSeconds }: Throttled): string => words.throttled(retryAfterSeconds)

export function recoveryFailureText(failure: RecoveryFailure): string {
  switch (failure.kind) {
    case 'vault':
      return words.keysUnreadable(failure.detail)
    case 'mistyped':
    case 'wrong-code':
    case 'password-needed':
      return words.recoveryFailures[failure.kind]
    case 'too-short':
      return tooShortText(failure)
  }
}
