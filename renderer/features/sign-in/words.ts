import type {
  RecoveryFailure,
  SignInFailure,
  Throttled,
  UnlockFailure,
} from '../../../core/bridge/contract.ts'
import { counted } from '../../ui/words.ts'
import { serverFailureText } from '../connection/words.ts'

export const words = {
  product: 'Tidings',
  createTitle: 'Create your account',
  signInTitle: 'Sign in',
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  username: 'Username',
  name: 'Name',
  password: 'Password',
  usernameHint: '3 to 32 letters, digits, dots, dashes or underscores.',
  nameHint: 'As others see you.',
  passwordHint: 'At least 12 characters. It also locks this device.',
  create: 'Create account',
  signIn: 'Sign in',
  unlock: 'Unlock',
  unlockHint: 'Opens what is on this device. Works without a network.',
  keystoreHint:
    'The keystore of this system keeps this profile locked. Unlock it (your keyring, your keychain) if it asks.',
  toRecovery: 'Use your recovery code',
  backToUnlock: 'Back',
  recoveryCode: 'Recovery code',
  recoveryCodeHint: 'The groups of letters and digits that you wrote down. Works without a network.',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters. It locks this device from now on.',
  codeMissing: 'Write your recovery code.',
  toSignIn: 'I have an account',
  toCreate: 'Create an account',
  server: (server: string) => `Server: ${server}`,
  usernameWrong: 'Use 3 to 32 letters, digits, dots, dashes or underscores; begin with a letter or digit.',
  nameWrong: 'Write 1 to 80 characters.',
  passwordWrong: 'Use at least 12 characters.',
  passwordMissing: 'Write your password.',
} as const

export function signInFailureText(failure: SignInFailure): string {
  switch (failure.kind) {
    case 'wrong-credentials':
      return 'Username and password do not belong together. Check both and try again.'
    case 'username-taken':
      return 'Somebody has this username already. Choose another one.'
    case 'throttled':
      return throttledText(failure)
    case 'vault':
      return `Your keys could not be kept on this device. (${failure.detail})`
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
      return serverFailureText(failure)
  }
}

export function unlockFailureText(failure: UnlockFailure): string {
  switch (failure.kind) {
    case 'wrong-password':
      return 'That is not the password of this profile. Try again.'
    case 'throttled':
      return throttledText(failure)
    case 'vault':
      return `The keys on this device could not be read. (${failure.detail})`
  }
}

export const throttledText = ({ retryAfterSeconds }: Throttled): string =>
  `Too many wrong passwords. Wait ${counted(retryAfterSeconds, { one: 'second', other: 'seconds' })} and try again.`

export function recoveryFailureText(failure: RecoveryFailure): string {
  switch (failure.kind) {
    case 'mistyped':
      return 'This code has a mistake in it: a character is wrong, missing or too many. Compare it with what you wrote down.'
    case 'wrong-code':
      return 'This is a recovery code, but not the one of this profile. If you have made a newer one, use that.'
    case 'password-needed':
      return 'Choose a new password as well: nothing else would lock this device.'
    case 'vault':
      return `The keys on this device could not be read. (${failure.detail})`
  }
}
