import type { LeaveFailure } from '../../../core/bridge/contract.ts'
import type { EraseFailure } from '../../../core/bridge/seats-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { pageListed } from '../../languages/speech.ts'
import { commandFailureText } from '../connection/words.ts'
import { providerFailureText } from '../sign-in/words.ts'

export const words = wordsOf('leaving')

export const eraseFailureText = ({ detail }: EraseFailure): string => words.eraseFailed(detail)

interface LeaveFacts {
  /** The workspaces that nobody else owns. */
  readonly needed: ReadonlyArray<string>
  /** Where the person signs in once more, if the account has no password. */
  readonly provider: string
}

export function leaveFailureText(failure: LeaveFailure, { needed, provider }: LeaveFacts): string {
  switch (failure.kind) {
    case 'wrong-password':
      return words.wrongPassword
    case 'last-owner':
      return words.lastOwner(pageListed(needed))
    case 'locked':
    case 'expired':
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'name-taken':
    case 'forbidden':
    case 'not-found':
      return commandFailureText(failure)
    default:
      return providerFailureText(failure, provider)
  }
}
