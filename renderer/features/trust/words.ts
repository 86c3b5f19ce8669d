import { counted } from '../../ui/words.ts'
import type { CompareFailure, TrustFailure, Verification } from '../../../core/bridge/trust.ts'

export const words = {
  someone: 'Someone',
  you: 'You',
  openReaders: 'Who can read this',
  onlyYou: 'Only you can read this',
  onlyTwo: (name: string) => `Only you and ${name} can read this`,
  onlyGroup: (count: number) => `Only the ${count.toLocaleString('en')} people here can read this`,
  open: (workspace: string) => `Members of ${workspace} and the server can read this`,
  verifiedToo: ', verified',
  sealedText:
    'Messages here are sealed on this device and opened on the devices listed below. The server carries them and cannot read them.',
  readers: 'People',
  checkedUpTo: (moment: string) =>
    `Complete up to ${moment}: nothing was left out, changed or put in by the server.`,
  notChecked: 'No other device has told yet how far it got, so a missing end would not show.',
  readsAll: 'Reads everything from the beginning',
  readsSince: (moment: string) => `Reads what was written since ${moment}`,
  admin: 'admin',
  devices: (count: number) => counted(count, { one: 'device', other: 'devices' }),
  deviceSince: (name: string, moment: string) => `${name}, since ${moment}`,
  noDevices: 'No device yet',
  compare: 'Compare safety number',
  compareWith: (name: string) => `Compare safety number with ${name}`,
  unverify: 'Take the mark back',
  unverifyOf: (name: string) => `Take the mark back from ${name}`,
  protection: 'What Tidings protects, and what not',
  safetyTitle: (name: string) => `Safety number with ${name}`,
  safetyIntro: (name: string) =>
    `Compare these digits with what ${name} sees: side by side, or in a call where you know the voice. Not over messages, which is what you are checking.`,
  safetyLabel: 'Safety number, 12 groups of 5 digits',
  qrLabel: 'The safety number as a square code',
  copyNumber: 'Copy',
  copied: 'Copied',
  loading: 'Working the number out',
  match: 'They match',
  noMatch: 'They don’t match',
  scan: 'Compare with a picture or text',
  scanText: (name: string) =>
    `If you have the square code of ${name} as a picture, or the digits as text, Tidings compares them for you.`,
  chooseImage: 'Choose a picture…',
  pasteLabel: 'Paste the picture or the digits here',
  compareText: 'Compare',
  scanSame: (name: string) => `It is the same number. Press “They match” to mark ${name} as verified.`,
  noMatchTitle: 'The numbers differ',
  noMatchText: (name: string) => [
    `Somebody may stand between you and ${name}, or one of you looks at an older number.`,
    `Close this on both sides, open it again, and compare once more while both of you are online.`,
    `If they differ again, write nothing here that others must not read. Reach ${name} in another way, and tell who runs your server.`,
  ],
  again: 'Compare again',
  done: 'Done',
  verifiedTitle: (name: string) => `${name} is verified`,
  verifiedText: (name: string) =>
    `You know now that only ${name} has this key. If it ever changes, nothing is sent until you have looked at it.`,
  changedBanner: (name: string) =>
    `The safety number with ${name} has changed. Most often a new phone or computer, or a new start after a loss.`,
  compareAgain: 'Compare again',
  dismiss: 'Not now',
  blockedTitle: (name: string) => `Nothing is sent: the key of ${name} has changed`,
  blockedText: (name: string) => [
    `You verified ${name} on another key. The new one may be theirs, after a new start, or somebody else’s.`,
    `Ask ${name} in a call or in person. What you had begun to write is kept.`,
  ],
  blockedCompare: 'Compare',
  blockedAccept: 'Send anyway, I accept the new key',
  blockedMore: (count: number) =>
    `${counted(count, { one: 'more person here has', other: 'more people here have' })} a changed key too.`,
  history: 'What happened to people and devices',
  notLinkedTitle: 'This device is not linked yet',
  notLinkedText:
    'Sealed conversations can be read on the devices that hold your keys. This one holds none so far. Nothing is lost.',
  notLinkedAction: 'Link this device',
  arrivingTitle: 'The keys of this conversation are arriving',
  arrivingText: 'The newest messages come first. You can stay here or go elsewhere, it goes on by itself.',
  arrivingProgress: (done: number, total: number) =>
    `${done.toLocaleString('en')} of ${counted(total, { one: 'message', other: 'messages' })}`,
  beforeTitle: 'What was written before you came is closed to you',
  beforeText: (moment: string) =>
    `You were added ${moment}. Older messages were sealed for those who were here then. Ask one of them if you need something of it.`,
  keyBlockedTitle: (name: string) => `The key of ${name} has to be settled first`,
  keyBlockedText: (name: string) =>
    `${name} was verified and has another key now. Until you have compared or accepted it, this device takes nothing in that was sealed with it.`,
  damagedTitle: (count: number) =>
    `${counted(count, { one: 'message here is', other: 'messages here are' })} damaged`,
  damagedText:
    'They do not match the seal of who wrote them, so they are left out. Everything else is shown. Whoever wrote them can send them again.',
  withheldTitle: 'The server holds messages back',
  withheldText: (moment: string) =>
    `Others have told of messages written after ${moment} which the server does not hand out. Tidings goes on asking. Tell who runs your server if this stays.`,
} as const

export function verificationText(verification: Verification): string {
  switch (verification.kind) {
    case 'self':
      return 'You'
    case 'unverified':
      return 'Not verified'
    case 'verified':
      return 'Verified'
    case 'changed':
      return 'New key, not verified'
    case 'distrusted':
      return 'Verified on another key'
  }
}

export function trustFailureText(failure: TrustFailure): string {
  switch (failure.kind) {
    case 'locked':
      return 'This profile is locked. Reload and unlock it with your password.'
    case 'no-keys':
      return 'The keys of this person are not on this device yet. They come once the server can be reached.'
    case 'moved':
      return 'The number has changed while you looked at it. Close this and open it again.'
    case 'not-kept':
      return `It could not be kept on this device. Try again. (${failure.detail})`
  }
}

export function compareFailureText(failure: CompareFailure, name: string): string {
  switch (failure.kind) {
    case 'no-code':
      return 'There is no safety number in it: 60 digits, or the square code that Tidings shows. Try a sharper picture.'
    case 'other-person':
      return `This is a safety number of somebody else. Ask ${name} to open the one with you.`
    case 'locked':
    case 'no-keys':
    case 'moved':
    case 'not-kept':
      return trustFailureText(failure)
  }
}
