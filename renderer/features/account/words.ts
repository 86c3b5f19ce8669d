import type { OpenAccountFailure } from '../../engine/app-model.ts'
import { outboxFailureText, storeFailureText } from '../connection/words.ts'

export const words = {
  failedTitle: 'Your conversations could not be opened',
  again: 'Try again',
  crashedTitle: 'Something in Tidings broke',
  crashedText: 'What you sent or queued is safe on this device. Reload to go on.',
  reload: 'Reload',
  password: 'Your password',
  passwordHint: 'Asked for again, so that nobody does this at a device you left open.',
  passwordMissing: 'Write your password.',
} as const

export function openAccountFailureText(failure: OpenAccountFailure): string {
  switch (failure.kind) {
    case 'locked':
      return 'This profile is locked. Reload and unlock it with your password.'
    case 'outbox':
      return outboxFailureText(failure.failure)
    case 'store':
      return storeFailureText(failure.failure)
  }
}
