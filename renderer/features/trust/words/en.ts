import { english } from '../../../languages/speech.ts'

const { counted, number, plural } = english

export const words = {
  someone: 'Someone',
  you: 'You',
  openReaders: 'Who can read this',
  onlyYou: 'Only you can read this',
  onlyTwo: (name: string) => `Only you and ${name} can read this`,
  onlyGroup: (count: number) =>
    counted(count, {
      one: 'Only the # person here can read this',
      other: 'Only the # people here can read this',
    }),
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
  devices: (count: number) => counted(count, { one: '# device', other: '# devices' }),
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
    counted(count, {
      one: '# more person here has a changed key too.',
      other: '# more people here have a changed key too.',
    }),
  history: 'What happened to people and devices',
  notLinkedTitle: 'This device is not linked yet',
  notLinkedText:
    'Sealed conversations can be read on the devices that hold your keys. This one holds none so far. Nothing is lost.',
  notLinkedAction: 'Link this device',
  arrivingTitle: 'The keys of this conversation are arriving',
  arrivingText: 'The newest messages come first. You can stay here or go elsewhere, it goes on by itself.',
  arrivingProgress: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} of ${number(total)} message`,
      other: `${number(done)} of ${number(total)} messages`,
    }),
  beforeTitle: 'What was written before you came is closed to you',
  beforeText: (moment: string) =>
    `You were added ${moment}. Older messages were sealed for those who were here then. Ask one of them if you need something of it.`,
  keyBlockedTitle: (name: string) => `The key of ${name} has to be settled first`,
  keyBlockedText: (name: string) =>
    `${name} was verified and has another key now. Until you have compared or accepted it, this device takes nothing in that was sealed with it.`,
  damagedTitle: (count: number) =>
    counted(count, { one: '# message here is damaged', other: '# messages here are damaged' }),
  damagedText:
    'They do not match the seal of who wrote them, so they are left out. Everything else is shown. Whoever wrote them can send them again.',
  withheldTitle: 'The server holds messages back',
  withheldText: (moment: string) =>
    `Others have told of messages written after ${moment} which the server does not hand out. Tidings goes on asking. Tell who runs your server if this stays.`,
  verification: {
    self: 'You',
    unverified: 'Not verified',
    verified: 'Verified',
    changed: 'New key, not verified',
    distrusted: 'Verified on another key',
  },
  failures: {
    locked: 'This profile is locked. Reload and unlock it with your password.',
    'no-keys':
      'The keys of this person are not on this device yet. They come once the server can be reached.',
    moved: 'The number has changed while you looked at it. Close this and open it again.',
    notKept: (detail: string) => `It could not be kept on this device. Try again. (${detail})`,
    noCode:
      'There is no safety number in it: 60 digits, or the square code that Tidings shows. Try a sharper picture.',
    otherPerson: (name: string) =>
      `This is a safety number of somebody else. Ask ${name} to open the one with you.`,
  },
  claims: {
    intro:
      'This is about sealed conversations: direct messages, groups, private channels with a lock that were made sealed, and notes to yourself. All other channels can be read by the server.',
    protectsTitle: 'What is protected',
    protects: [
      ['Content', 'The server cannot read sealed messages, and cannot forge them.'],
      ['Authors', 'Members cannot write in each other’s name.'],
      [
        'After a removal',
        'A person who was removed, or a device that was revoked, reads nothing that is written afterwards.',
      ],
      [
        'After a break-in',
        'If somebody copied the keys of a device, that copy is worth nothing from the first change of keys that uses a key made after the break-in. Keys change when people or devices come or go, and at least every 7 days in which somebody writes.',
      ],
      [
        'Completeness',
        'Every message names what its writer had seen. A message that the server leaves out, doubles or moves is noticed.',
      ],
    ],
    limitsTitle: 'What is not',
    limits: [
      [
        'What lies on a device',
        'History is kept so that you can read and search it. Whoever unlocks one of the devices reads what that device can show. There is no forward secrecy for stored history.',
      ],
      [
        'Proof',
        'Messages are signed. A member can show others that you wrote one: you cannot deny it afterwards.',
      ],
      [
        'Who and when',
        'The server still sees who is in a conversation, when something is written, and roughly how much.',
      ],
      ['Members', 'Whoever may read a message can copy it, photograph it, or keep it after you deleted it.'],
      [
        'A first meeting',
        'A key is taken for that of the person when it is first seen. Only a comparison of safety numbers shows that nobody stood between you.',
      ],
    ],
  },
  events: {
    deviceAdded: (name: string, device: string) => `${name} linked a new device: ${device}`,
    deviceRemoved: (name: string, device: string) => `${name} removed a device: ${device}`,
    keyChanged: (name: string) => `The safety number with ${name} has changed`,
    recovered: (name: string, device: string) =>
      `${name} came back with a recovery code, on a new device: ${device}`,
    reset: (name: string) => `${name} started anew with a new key`,
    added: (by: string, name: string) => `${by} added ${name}`,
    removed: (by: string, name: string) => `${by} removed ${name}`,
    left: (name: string) => `${name} left`,
    madeAdmin: (by: string, name: string) => `${by} made ${name} an admin`,
  },
  /** The same where this person does it, or it is done to them. */
  ownEvents: {
    deviceAdded: (device: string) => `You linked a new device: ${device}`,
    deviceRemoved: (device: string) => `You removed a device: ${device}`,
    keyChanged: 'Your safety number has changed',
    recovered: (device: string) => `You came back with a recovery code, on a new device: ${device}`,
    reset: 'You started anew with a new key',
    left: 'You left',
    youAdded: (name: string) => `You added ${name}`,
    addedYou: (by: string) => `${by} added you`,
    youRemoved: (name: string) => `You removed ${name}`,
    removedYou: (by: string) => `${by} removed you`,
    youMadeAdmin: (name: string) => `You made ${name} an admin`,
    madeYouAdmin: (by: string) => `${by} made you an admin`,
  },
} as const
