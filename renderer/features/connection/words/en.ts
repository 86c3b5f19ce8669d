import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  signInAgain: 'Sign in again',
  signedOut:
    'The server asks you to sign in again. You can read and write meanwhile; what you write is kept here.',
  signInAgainTitle: 'Sign in again',
  signInAgainText: 'Your password opens the way to the server again. Nothing on this device is touched.',
  password: 'Password',
  understood: 'OK',
  getUpdate: 'Get the newest version',
  history: (share: string) => `Fetching history: ${share}`,
  states: {
    online: 'In sync',
    sending: (queued: number) => counted(queued, { one: 'Sending # message', other: 'Sending # messages' }),
    connecting: 'Connecting.',
    connectingSince: (moment: string) => `Connecting. In sync as of ${moment}.`,
    connectingWith: (queued: number) =>
      counted(queued, { one: 'Connecting. # message waits.', other: 'Connecting. # messages wait.' }),
    offline: 'Offline. You can keep writing.',
    offlineSince: (moment: string) => `Offline. You can keep writing. In sync as of ${moment}.`,
    offlineWith: (queued: number) =>
      counted(queued, {
        one: 'Offline. You can keep writing; # message waits.',
        other: 'Offline. You can keep writing; # messages wait.',
      }),
    signedOut: 'Signed out.',
    signedOutSince: (moment: string) => `Signed out. In sync as of ${moment}.`,
    signedOutWith: (queued: number) =>
      counted(queued, { one: 'Signed out. # message waits.', other: 'Signed out. # messages wait.' }),
    stopped: 'Not connected',
    stoppedWith: (queued: number) =>
      counted(queued, { one: 'Not connected. # message waits.', other: 'Not connected. # messages wait.' }),
  },
  /** Where there is little room. */
  short: {
    sending: (queued: number) => `Sending ${number(queued)}`,
    connecting: 'Connecting',
    connectingWith: (queued: number) =>
      counted(queued, { one: 'Connecting · # waits', other: 'Connecting · # wait' }),
    offline: 'Offline',
    offlineWith: (queued: number) => counted(queued, { one: 'Offline · # waits', other: 'Offline · # wait' }),
    signedOut: 'Signed out',
    signedOutWith: (queued: number) =>
      counted(queued, { one: 'Signed out · # waits', other: 'Signed out · # wait' }),
    stopped: 'Not connected',
    stoppedWith: (queued: number) =>
      counted(queued, { one: 'Not connected · # waits', other: 'Not connected · # wait' }),
  },
  stopped: {
    'device-revoked':
      'This device was removed from your account, so it no longer gets or sends messages. Sign out and in again to use it.',
    'version-unsupported':
      'This version of Tidings is too old for the server. Update it to send and receive; what you wrote is kept.',
    replaced: 'Tidings is connected from another window of this profile. Reload this one to use it here.',
  },
  failures: {
    unreachable: 'The server could not be reached. Check the network and try again.',
    tooManyRequests: (seconds: number) =>
      counted(seconds, {
        one: 'Too many tries. Wait # second and try again.',
        other: 'Too many tries. Wait # seconds and try again.',
      }),
    serverError: (detail: string) => `The server had a problem of its own. Try again later. (${detail})`,
    locked: 'This profile is locked. Unlock it with your password first.',
    expired: 'Your sign-in has run out. Sign in again, then repeat this.',
    nameTaken: 'This name is taken. Choose another one.',
    forbidden: 'Your role in this workspace does not allow that.',
    notFound: 'It is no longer there.',
  },
  outbox: {
    locked: 'This profile is locked, so nothing can be kept safe. Unlock it and send again.',
    full: 'The disk is full, so your message could not be kept safe. Free some space and send again.',
    counter: 'Another window wrote meanwhile. Reload this one and send again.',
    failed: (detail: string) => `Your message could not be written to the disk. Try again. (${detail})`,
  },
  notices: {
    'device-outdated':
      'This device was restored from an older copy. What you wrote on it was sent again in a new place; nothing is missing and nothing is there twice.',
    sentAgain: (messages: number) =>
      counted(messages, {
        one: 'The server had lost messages, perhaps because it was restored from a backup. # message of yours was sent again.',
        other:
          'The server had lost messages, perhaps because it was restored from a backup. # messages of yours were sent again.',
      }),
    'log-changed':
      'The history on the server is not the one it had before, perhaps because it was restored from a backup. What this device has is kept and compared with it.',
    forged:
      'The server passed on something that its sender had no right to write. It was left out; there is nothing you need to do.',
    'receipt-false':
      'The server could not prove that it keeps what you sent: its signature is not right. Tell whoever runs it.',
    'word-broken':
      'The server no longer has messages that it had confirmed with its signature. What this device has is kept. Tell whoever runs it.',
    withheld:
      'The server did not send all the messages that it has. They are asked for again; there is nothing you need to do.',
  },
  /** What the person should know of this device's own storage. */
  storeTroubles: {
    full: 'The disk of this device is full. What you write is still kept safe and sent, but new messages cannot be kept here. Free some space; Tidings then goes on by itself.',
    failed: (detail: string) =>
      `The storage of this device does not answer as it should. What you write is still kept safe and sent. If this stays, restart Tidings. (${detail})`,
    repaired: (parts: number) =>
      counted(parts, {
        one: '# part of what was stored on this device could not be read and was taken out. The messages come back from the server; what you sent and what waits to be sent is safe.',
        other:
          '# parts of what was stored on this device could not be read and were taken out. The messages come back from the server; what you sent and what waits to be sent is safe.',
      }),
    lost: 'The messages stored on this device were gone. They come back from the server, and what you wrote that was not sent yet is still here. Only drafts may be lost.',
  },
  storeFailures: {
    full: 'The disk is full. New messages cannot be kept on this device until there is space.',
    damaged: (where: string) =>
      `A part of what this device keeps is damaged and is fetched again from the server. (${where})`,
    closed: 'The storage of this device was closed. Reload this window.',
    failed: (detail: string) =>
      `The storage of this device does not answer as it should. Reload this window. (${detail})`,
  },
} as const
