import type { DeclinedCode } from '../../../../core/bridge/server-error.ts'
import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  signInAgain: 'Sign in again',
  /** Of a workspace that somebody else took the person out of, or that they left on another device. */
  takenOut: (name: string) =>
    `You are no longer in ${name}. To come back, join again if it is open to all, or ask for an invitation.`,
  signedOut:
    'The server asks you to sign in again. You can read and write meanwhile; what you write is kept here.',
  signInAgainTitle: 'Sign in again',
  signInAgainText: 'Your password opens the way to the server again. Nothing on this device is touched.',
  password: 'Password',
  understood: 'OK',
  reload: 'Reload',
  getUpdate: 'Get the newest version',
  history: (share: string) => `Fetching history: ${share}`,
  showStuck: 'Show',
  showStuckOf: 'Show what was not sent',
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
    stuck: (queued: number) => `${number(queued)} not sent`,
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
    byPolicy:
      'The organisation that manages this device does not allow that. See “Managed by your organisation” in the settings, or ask whoever looks after your devices.',
    expired: 'Your sign-in has run out. Sign in again, then repeat this.',
    nameTaken: 'This name is taken. Choose another one.',
    forbidden: 'Your role in this workspace does not allow that.',
    notFound: 'It is no longer there.',
  },
  /** Why the server would not do it, where who asked knows nothing better to say. */
  declined: {
    'bad-request': 'The server did not understand what was asked of it. Update Tidings and try again.',
    unauthorized: 'Your sign-in has run out. Sign in again, then repeat this.',
    'wrong-credentials': 'Username and password do not belong together. Check both and try again.',
    'refresh-refused': 'Your sign-in has ended. Sign in again, then repeat this.',
    forbidden: 'Your role does not allow that. Ask an admin.',
    'not-found': 'It is no longer there.',
    'username-taken': 'Somebody has this username already. Choose another one.',
    'name-taken': 'This name is taken. Choose another one.',
    'last-owner': 'A workspace needs an owner. Make somebody else one first.',
    'last-admin': 'A private channel needs an admin. Make somebody else one first.',
    'already-resolved': 'Somebody else has dealt with this report already.',
    sealed: 'This conversation is sealed: only the devices of its members can do that.',
    'password-weak': 'This password is too easy to guess. Choose another one.',
    'no-password': 'This account has no password: you sign in to it in your browser.',
    'account-disabled': 'This account was disabled. Ask whoever runs the server.',
    'sign-up-closed': 'New accounts cannot be made on this server. Ask whoever runs it for one.',
    'invitation-needed': 'Accounts here are for who was invited. Ask somebody for an invitation.',
    'invitation-refused': 'This invitation is not good, or not any more. Ask for a new one.',
    'identity-taken': 'Another account here belongs to this person of the provider. Sign in to that one.',
    'last-way-in': 'Nothing else would open your account. Set a password first.',
    'oidc-refused': 'This sign-in is over, or did not begin here. Begin anew.',
    'provider-unreachable': 'The server could not reach the provider of your account. Try again later.',
    'provider-misconfigured':
      'The server is not set up rightly for this provider. Tell whoever runs the server.',
    'list-moved': 'The list of your devices has changed meanwhile. Try again.',
    'backup-moved': 'Another of your devices has made a newer backup. Try again.',
    'keys-refused': 'The server did not accept the keys of this device. Update Tidings and try again.',
    'not-linked': 'This device is not linked to your account. Link it in the settings first.',
    'id-taken': 'The server has something else under this id. Make it anew.',
    'file-taken': 'The server holds another file in the place of this one. Attach it again.',
    'file-offset': 'The server holds another part of this file than was sent. Attach it again.',
    'file-too-large': 'This file is larger than the server takes. Send it in parts, or share a link.',
    'file-quota':
      'There is no room left for your files on the server. Delete some, or ask who runs it for more.',
    'people-quota':
      'This workspace has as many people as it may have. Ask an owner or admin of it to make room, then try again.',
    'file-damaged': 'The file did not arrive as it was sent. Attach it again.',
    'file-infected': 'The server found malware in this file and removed it. Do not open copies of it.',
    'file-unscanned': 'The server has not looked for malware in this file yet. Try again in a minute.',
    'no-such-file': 'The server does not have this file. Attach it again.',
    'range-outside': 'The file on the server is shorter than expected. Ask for it to be sent again.',
    'no-such-message': 'This message is no longer there.',
    'key-reused': 'This was sent before, and said something else. Send it as a new message.',
    'message-refused': 'The rules of this workspace do not let that be said. Write it another way.',
    'too-large': 'This is more than the server takes at once. Shorten it, or send it in parts.',
    unavailable: 'The server cannot do that just now. Nothing was changed; try again in a minute.',
    'too-many-webhooks': 'This workspace has as many webhooks as it may have. Remove one first.',
  } satisfies Readonly<Record<DeclinedCode, string>>,
  outbox: {
    locked: 'This profile is locked, so nothing can be kept safe. Unlock it and send again.',
    full: 'The disk is full, so your message could not be kept safe. Free some space and send again.',
    counter: 'Another window wrote meanwhile. Reload this one and send again.',
    failed: (detail: string) => `Your message could not be written to the disk. Try again. (${detail})`,
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
