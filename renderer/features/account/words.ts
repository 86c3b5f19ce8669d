import type { PassphraseFailure } from '../../../core/bridge/contract.ts'
import type { OpenAccountFailure } from '../../engine/app-model.ts'
import { outboxFailureText, storeFailureText } from '../connection/words.ts'
import { throttledText } from '../sign-in/words.ts'

export const words = {
  failedTitle: 'Your conversations could not be opened',
  again: 'Try again',
  crashedTitle: 'Something in Tidings broke',
  crashedText: 'What you sent or queued is safe on this device. Reload to go on.',
  reload: 'Reload',
  changePassphrase: 'Change passphrase',
  setPassphrase: 'Set a passphrase',
  current: 'Current passphrase',
  currentHint: 'What you unlock this device with: at first, the password of your account.',
  currentMissing: 'Write the passphrase that opens this device now.',
  next: 'New passphrase',
  nextHint: 'At least 12 characters. For this device alone; the password of your account stays.',
  nextWrong: 'Use at least 12 characters.',
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

export function passphraseFailureText(failure: PassphraseFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return 'That is not the current passphrase of this device. Try again.'
    case 'throttled':
      return throttledText(failure)
    case 'locked':
      return 'This profile is locked. Unlock it and try again.'
    case 'vault':
      return `The passphrase was not changed, the old one still holds. (${failure.detail})`
  }
}
