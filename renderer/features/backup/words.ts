import type { RestoreBackupFailure } from '../../../core/bridge/backup-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { saveFailureText, words as exportWords } from '../export/words.ts'
import { tooShortText } from '../sign-in/words.ts'
import type { BackUpFailure } from './make-backup.ts'
import type { ReadFailure } from './read-backup.ts'

export const words = wordsOf('backup')

export function backUpFailureText(failure: BackUpFailure): string {
  switch (failure.kind) {
    case 'locked':
      return exportWords.locked
    case 'keys':
      return words.keysUnreadable(failure.detail)
    case 'unreadable':
    case 'files':
      return words.unreadable
    case 'too-short':
      return tooShortText(failure)
    default:
      return saveFailureText(failure)
  }
}

export function readFailureText(failure: ReadFailure | RestoreBackupFailure): string {
  switch (failure.kind) {
    case 'vault':
      return words.failures.store
    case 'too-short':
      return tooShortText(failure)
    default:
      return words.failures[failure.kind]
  }
}
