import { english } from '../../../languages/speech.ts'

const { counted, number, plural } = english

export const words = {
  sealedText:
    'Messages here are sealed on this device and opened on the devices listed below. The server carries them and cannot read them.',
  /** Instead, while it is not known who reads it. */
  notRead:
    'Messages here are sealed. The server carries them and cannot read them. On which devices they are opened is listed here once the conversation has come from the server.',
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
  notLinkedTitle: 'This device is not linked yet',
  notLinkedText:
    'Sealed conversations can be read on the devices that hold your keys. This one holds none so far. Nothing is lost.',
  /** Instead, where messages lie here all the same. */
  notLinkedKeptText:
    'What is on this device can be read. What is new, and what you write, goes through once this device is linked. Nothing is lost.',
  notLinkedAction: 'Link this device',
  notEnteredTitle: 'This device is not in the list of your devices yet',
  notEnteredText:
    'Your keys came with the backup, so what is in it can be read. What you write is kept here and sent as soon as this device is in the list.',
  notEnteredWhy: {
    full: () =>
      'The list already holds as many devices as an account may have. On another of your devices, open “Your devices” and remove one, then try again here. If you have none of them any more, look at the other ways.',
    refused: (detail: string) =>
      `The server refuses the list with this device in it. Unless something changes there, it will do so again. (${detail})`,
    contradicted: () =>
      'The server shows a list of your devices that does not follow from the one in the backup, so this device does not believe it. Ask whoever runs the server, and try again afterwards.',
    failed: (detail: string) => `Tidings tries again by itself, and later each time. (${detail})`,
  },
  notEnteredAgain: 'Try again now',
  notEnteredOther: 'Other ways',
  notEnteredTried: 'It was tried just now.',
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
} as const
