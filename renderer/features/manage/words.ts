import type { EditFailure } from '../../../core/bridge/contract.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { commandFailureText } from '../connection/words.ts'

export const words = wordsOf('manage')

export function manageFailureText(failure: EditFailure): string {
  switch (failure.kind) {
    case 'last-admin':
    case 'last-owner':
    case 'forbidden':
    case 'unreachable':
      return words.failures[failure.kind]
    case 'edit-not-kept':
      return words.failures[failure.kind](failure.detail)
    case 'name-taken':
    case 'not-found':
    case 'locked':
    case 'expired':
    case 'by-policy':
    case 'too-many-requests':
    case 'server-error':
      return commandFailureText(failure)
  }
}
