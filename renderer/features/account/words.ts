import type {
  ChangePasswordFailure,
  InvitationFailure,
  PassphraseFailure,
  UpdateFailure,
} from '../../../core/bridge/contract.ts'
import type { Offer } from '../../../core/protocol/identity-api.ts'
import type { OpenAccountFailure } from '../../engine/app-model.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { commandFailureText, outboxFailureText, storeFailureText } from '../connection/words.ts'
import { throttledText, tooShortText, words as signInWords } from '../sign-in/words.ts'

export const words = wordsOf('account')

export const offerText = ({ workspace, role }: Offer): string =>
  workspace === null ? words.offer.account : words.offer[role](workspace.name)

export const invitationFailureText = (failure: InvitationFailure): string =>
  failure.kind === 'invitation-refused' ? signInWords.invitationRefused : commandFailureText(failure)

export function updateFailureText(failure: UpdateFailure): string {
  switch (failure.kind) {
    case 'username-taken':
      return words.usernameTaken
    case 'vault':
      return words.updateNotKept(failure.detail)
    default:
      return commandFailureText(failure)
  }
}

export function changePasswordFailureText(failure: ChangePasswordFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return words.wrongPassword
    case 'password-weak':
      return signInWords.passwordWeak
    case 'no-password':
      return words.noPassword
    case 'too-short':
      return tooShortText(failure)
    case 'vault':
      return words.passwordNotKept(failure.detail)
    default:
      return commandFailureText(failure)
  }
}

export function openAccountFailureText(failure: OpenAccountFailure): string {
  switch (failure.kind) {
    case 'locked':
      return words.locked
    case 'outbox':
      return outboxFailureText(failure.failure)
    case 'store':
      return storeFailureText(failure.failure)
  }
}

export function passphraseFailureText(failure: PassphraseFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return words.wrongPassphrase
    case 'throttled':
      return throttledText(failure)
    case 'too-short':
      return tooShortText(failure)
    case 'locked':
      return words.passphraseLocked
    case 'vault':
      return words.passphraseNotKept(failure.detail)
  }
}
