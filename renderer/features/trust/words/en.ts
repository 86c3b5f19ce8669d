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
  protection: 'What Tidings protects, and what not',
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
  /** Instead, where messages lie here all the same. */
  notLinkedKeptText:
    'What is on this device can be read. What is new, and what you write, goes through once this device is linked. Nothing is lost.',
  notLinkedAction: 'Link this device',
  notEnteredTitle: 'This device is not in the list of your devices yet',
  notEnteredText: (detail: string) =>
    `Your keys came with the backup, so what is in it can be read. What you write is kept here and sent as soon as this device is in the list. Tidings tries again by itself. (${detail})`,
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
  failures: {
    locked: 'This profile is locked. Reload and unlock it with your password.',
    'no-keys':
      'The keys of this person are not on this device yet. They come once the server can be reached.',
    moved: 'The number has changed while you looked at it. Close this and open it again.',
    notKept: (detail: string) => `It could not be kept on this device. Try again. (${detail})`,
  },
  events: {
    deviceAdded: (name: string, device: string) => `${name} linked a new device: ${device}`,
    deviceRemoved: (name: string, device: string) => `${name} removed a device: ${device}`,
    recovered: (name: string, device: string) =>
      `${name} came back on a new device, with a backup or a recovery code: ${device}`,
    reset: (name: string) => `${name} started anew with a new key: the safety number has changed`,
    added: (by: string, name: string) => `${by} added ${name}`,
    removed: (by: string, name: string) => `${by} removed ${name}`,
    left: (name: string) => `${name} left`,
    madeAdmin: (by: string, name: string) => `${by} made ${name} an admin`,
  },
  /** The same where this person does it, or it is done to them. */
  ownEvents: {
    deviceAdded: (device: string) => `You linked a new device: ${device}`,
    deviceRemoved: (device: string) => `You removed a device: ${device}`,
    recovered: (device: string) =>
      `You came back on a new device, with a backup or a recovery code: ${device}`,
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
