import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  someone: 'Someone',
  you: 'You',
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
  unopened:
    'Some messages sent here cannot be opened on this device: it has no keys for them. Ask for them to be sent again, or read them on a device of yours that has them.',
  unopenedLater:
    'Some messages sent here cannot be opened on this device: they are newer than the copy of your keys that you came back with. Ask for them to be sent again, or read them on a device of yours that still has them.',
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
