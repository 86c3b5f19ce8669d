import type {
  ChangePasswordFailure,
  InvitationFailure,
  PassphraseFailure,
  UpdateFailure,
} from '../../../core/bridge/contract.ts'
import type { Offer } from '../../../core/protocol/identity-api.ts'
import type { OpenAccountFailure } from '../../engine/app-model.ts'
import { commandFailureText, outboxFailureText, storeFailureText } from '../connection/words.ts'
import { invitationRefusedText, passwordWeakText, throttledText } from '../sign-in/words.ts'

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
  profile: 'Your account',
  name: 'Name',
  username: 'Username',
  usernameHint: 'You sign in with it. 3 to 32 letters, digits, dots, dashes or underscores.',
  status: 'Status',
  statusHint: 'What others may know of how you are. Optional.',
  statusWrong: 'Write at most 140 characters.',
  email: 'E-mail address',
  emailHint: 'Seen by you alone. Optional.',
  emailWrong: 'This does not look like an e-mail address.',
  save: 'Save',
  changePassword: 'Change password',
  changePasswordText: 'All your other devices are signed out and have to sign in with the new password.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters.',
  signOutOthers: 'Sign out all other devices',
  othersSignedOut: (devices: string) => `${devices} signed out.`,
  useInvitation: 'Use an invitation',
  invitationMissing: 'Paste the link that you were sent.',
  showInvitation: 'Show what it gives',
  acceptInvitation: 'Accept',
} as const

export function offerText({ workspace, role }: Offer): string {
  if (workspace === null) return 'It is for an account on this server, which you have already.'
  const as = { owner: 'an owner', admin: 'an admin', member: 'a member', guest: 'a guest' }[role]
  return `You are invited to ${workspace.name}, as ${as}.`
}

export const invitationFailureText = (failure: InvitationFailure): string =>
  failure.kind === 'invitation-refused' ? invitationRefusedText : commandFailureText(failure)

export function updateFailureText(failure: UpdateFailure): string {
  switch (failure.kind) {
    case 'username-taken':
      return 'Somebody has this username already. Choose another one.'
    case 'vault':
      return `It was changed on the server, but could not be written down on this device. Sign in with the new username next time. (${failure.detail})`
    default:
      return commandFailureText(failure)
  }
}

export function changePasswordFailureText(failure: ChangePasswordFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return 'That is not your current password. Try again.'
    case 'password-weak':
      return passwordWeakText
    case 'no-password':
      return 'This account has no password: you sign in to it in your browser.'
    case 'vault':
      return `The password was changed, but this device still opens with the old one: it could not be written down here. (${failure.detail})`
    default:
      return commandFailureText(failure)
  }
}

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
