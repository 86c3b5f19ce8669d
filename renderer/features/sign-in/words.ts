import type { SignInFailure, UnlockFailure } from '../../../core/bridge/contract.ts'
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
    case 'vault':
      return `The keys on this device could not be read. (${failure.detail})`
  }
}
