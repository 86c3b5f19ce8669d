import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  product: 'Tidings',
  createTitle: 'Create your account',
  signInTitle: 'Sign in',
  welcomeBack: (name: string) => `Welcome back, ${name}`,
  restore: 'Restore from a backup',
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
  lost: 'Forgot the password?',
  lostText:
    'Nobody can reset it here, the server neither: without it, or your recovery code, what is on this device stays closed. If you changed it on another device, the one from before still opens this one.',
  lostCode: (recovery: string) =>
    `If you have your recovery code in writing, choose “${recovery}”: it lets you set a new password.`,
  lostErase: (erase: string, restore: string) =>
    `Else choose “${erase}” and sign in anew. Channels come back from the server. Sealed messages come back by linking from another device of yours, or out of a backup (“${restore}”); without either they are lost, and so is what was not sent yet.`,
  lostAccount:
    'To sign in anew you need the password of your account. If that is the one that is lost, ask whoever runs the server for a new one.',
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
  signUpClosed: 'New accounts cannot be made on this server. Ask whoever runs it for one.',
  invitation: 'Invitation',
  invitationHint: 'Paste the link that you were sent.',
  invitationMissing: 'Accounts here are for who was invited. Paste the link that you were sent.',
  withProvider: (name: string) => `Sign in with ${name}`,
  toBrowser: 'Go on in the browser',
  inBrowser: (name: string) =>
    `Your browser is open. Sign in with ${name} there, then come back here. Nothing happens here until you do.`,
  cancelBrowser: 'Cancel',
  passphrase: 'Passphrase for this device',
  passphraseHint:
    'At least 12 characters. It locks what is kept here. If you have used this device before, the one from then.',
  passphraseWrong: 'Use at least 12 characters.',
  tooShort: (characters: number) =>
    counted(characters, {
      one: 'Your organisation wants at least # character. Choose a longer one.',
      other: 'Your organisation wants at least # characters. Choose a longer one.',
    }),
  passwordWeak:
    'This password is among the first that are tried, or little more than a name or a row of keys. Choose another one: a few words that do not belong together do well.',
  invitationRefused:
    'This invitation is not good, or not any more. Check that you pasted all of it, or ask for a new one.',
  throttled: (seconds: number) =>
    counted(seconds, {
      one: 'Too many wrong passwords. Wait # second and try again.',
      other: 'Too many wrong passwords. Wait # seconds and try again.',
    }),
  failures: {
    'kept-here': 'This profile keeps an account of that name already: sign in, or choose another name.',
    namesake:
      'This profile keeps another account of that name, of another server. Use another profile for this one.',
    twin: 'This server gave out the id of an account that you have elsewhere: nothing was set up. Ask whoever runs it.',
    'changed-elsewhere':
      'The password was changed elsewhere, or this device has a passphrase of its own. What lies here opens with the old one or with that: unlock, then sign in with the new one. If it is lost, use your recovery code.',
    'account-disabled': 'This account was disabled. Ask whoever runs the server.',
    'wrong-credentials': 'Username and password do not belong together. Check both and try again.',
    'username-taken': 'Somebody has this username already. Choose another one.',
    vault: (detail: string) => `Your keys could not be kept on this device. (${detail})`,
  },
  /** `name` is the provider's. */
  providerFailures: {
    'no-browser': 'No browser could be opened on this system. Set a default browser and try again.',
    cancelled: 'You called it off. Nothing has changed.',
    'took-too-long': 'Nobody came back from the browser. Try again.',
    denied: (name: string) => `${name} did not let you in, or you did not agree there. Nothing has changed.`,
    refused: 'What came back from the browser does not belong to this sign-in. Try again.',
    unreachable: (name: string) => `The server could not reach ${name}. Try again later.`,
    misconfigured: (name: string) =>
      `The server’s settings for ${name} are not right. Tell whoever runs the server.`,
    'passphrase-needed':
      'What this device keeps of your account opens with a passphrase. Write it above, then go on in the browser.',
    'wrong-passphrase': 'That is not the passphrase that this device was locked with. Try again.',
  },
  unlockWrong: 'That is not the password of this profile. Try again.',
  keysUnreadable: (detail: string) => `The keys on this device could not be read. (${detail})`,
  recoveryFailures: {
    mistyped:
      'This code has a mistake in it: a character is wrong, missing or too many. Compare it with what you wrote down.',
    'wrong-code':
      'This is a recovery code, but not the one of this profile. If you have made a newer one, use that.',
    'password-needed': 'Choose a new password as well: nothing else would lock this device.',
  },
  /** What the browser shows at last. */
  farewell: {
    open: 'Open Tidings',
    signedIn: { title: 'You can go back to Tidings', text: 'This tab can be closed.' },
    failed: {
      title: 'You were not signed in',
      text: 'Go back to Tidings: it says what happened. This tab can be closed.',
    },
    nothing: { title: 'Nothing here', text: 'This address is for Tidings alone.' },
  },
} as const
