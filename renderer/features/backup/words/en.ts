import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  intro:
    'One file with all of this account on this device: messages, drafts, settings, keys and, if you want, attached files, sealed with a passphrase.',
  make: 'Back up…',
  makeTitle: 'Back up this account',
  check: 'Check a backup…',
  checkTitle: 'Check a backup',
  checkText: 'Reads the whole file and says what is in it. Nothing is changed.',
  restoreTitle: 'Restore from a backup',
  restoreText:
    'Brings the account of the backup to this device, as a new device of it. Works without a network; sign in afterwards to go on.',
  last: (when: string) => `Last backup on this device: ${when}`,
  never: 'You have made no backup on this device yet.',
  passphrase: 'Passphrase of the backup',
  passphraseHint:
    'At least 12 characters. Without it nobody can open the backup, you neither: write it down.',
  passphraseAgain: 'The passphrase once more',
  passphraseWrong: 'Use at least 12 characters.',
  passphraseDiffers: 'This is another one than above.',
  passphraseMissing: 'Write the passphrase with which the backup was made.',
  restoreHint: 'The one with which it was made. It locks this device from now on.',
  waiting: (count: number) =>
    counted(count, {
      one: '# message waits to be sent from this device. Let it be sent first: a restored device does not send it.',
      other:
        '# messages wait to be sent from this device. Let them be sent first: a restored device does not send them.',
    }),
  again: 'Make it again',
  every: { once: 'Never', day: 'Every day', week: 'Every week' },
  againHint:
    'Tidings makes it again by itself while it is open: in the same folder, with the same passphrase. The newest three are kept.',
  madeAgain: {
    day: (folder: string) => `Made again every day, in ${folder}.`,
    week: (folder: string) => `Made again every week, in ${folder}.`,
  },
  next: (when: string) => `Next: ${when}`,
  late: (when: string) =>
    `The backup that was due ${when} is not there. Tidings tries every hour: see that its folder can be reached and has room.`,
  endAgain: 'Stop making it again',
  againEnded: 'No backup is made by itself any more. Those that are there stay.',
  repeatFailed: (reason: string) => `The backup that was due could not be made. ${reason}`,
  file: 'The file',
  chooseFile: 'Choose…',
  noFile: 'None chosen yet',
  fileMissing: 'Choose the file of the backup.',
  withFiles: 'With attached files',
  withFilesHere: (count: number, size: string) =>
    counted(count, {
      one: `With attached files: # file, ${size}`,
      other: `With attached files: # files, ${size}`,
    }),
  filesElsewhere: 'Files that are not on this device are not in it; the server has them.',
  filesProgress: (done: string, total: string) => `Attached files: ${done} of ${total}…`,
  files: (count: number, size: string) =>
    counted(count, {
      one: `Holds # attached file, ${size}.`,
      other: `Holds # attached files, ${size}.`,
    }),
  noFiles: 'Holds no attached files.',
  filesOfServer: 'Files that were not on the device that made it are not in it; the server has them.',
  filesMissed: (count: number) =>
    counted(count, {
      one: 'There was no room on this device for # attached file. All else is restored; the file comes from the server.',
      other:
        'There was no room on this device for # attached files. All else is restored; the files come from the server.',
    }),
  startMake: 'Back up',
  startCheck: 'Check',
  startRestore: 'Restore',
  working: 'Reading the backup…',
  writing: 'Writing the backup…',
  progress: (done: number, total: number) => `Conversation ${done} of ${total}…`,
  done: (place: string) =>
    `The backup is in ${place}. Check it once, and keep it elsewhere than on this computer.`,
  stop: 'Stop',
  close: 'Close',
  whole: 'The backup is whole and opens.',
  of: (name: string, username: string, host: string) => `Account: ${name} (@${username} on ${host})`,
  made: (when: string) => `Made: ${when}`,
  conversations: (count: number) =>
    counted(count, { one: 'Holds # conversation.', other: 'Holds # conversations.' }),
  documents: (count: number) => counted(count, { one: 'Holds # document.', other: 'Holds # documents.' }),
  keys: (count: number) =>
    counted(count, { one: 'Keys of # sealed conversation.', other: 'Keys of # sealed conversations.' }),
  identity: 'With it you can come back even if all your devices are lost.',
  noIdentity:
    'The device that made it may not let new devices in: to come back you need another device or a recovery code.',
  otherAccount: 'This is a backup of another account than the one that is open here.',
  older: (when: string) => `You have made a newer backup on this device: ${when}.`,
  /** What the name of the file begins with. */
  fileName: 'Tidings backup',
  keysUnreadable: (detail: string) =>
    `The keys of this account could not be read. Restart Tidings and try again. (${detail})`,
  unreadable: 'Part of what is on this device could not be read. No backup was made. Try again later.',
  failures: {
    'no-backup':
      'This file is no backup of Tidings. Choose another one: the name of a backup ends in .tidings.',
    newer: 'A later version of Tidings made this backup. Use that version.',
    'wrong-passphrase': 'That is not the passphrase of this backup. Try again.',
    damaged:
      'This backup is damaged: it was changed after it was made. Nothing was taken from it. Use another copy.',
    truncated:
      'This backup is not complete: its end is missing, as when copying it stops half-way. Nothing was taken from it. Copy it once more, or use another copy.',
    reordered:
      'This backup is damaged: its parts are missing or out of order. Nothing was taken from it. Use another copy.',
    cancelled: 'It was called off. Nothing was changed.',
    empty:
      'This file is empty: copying it did not finish, or nothing was ever written to it. Choose another copy.',
    gone: 'The file can no longer be read: it was moved or changed, or its drive was taken out. Choose it again.',
    store: 'This device could not take it in. Is the disk full? Nothing was restored.',
    'already-here':
      'This account, or another one with its username, is on this device already. Sign in to it, or delete it from this device first.',
    'not-signed-out': 'An account is open here. Add an account first, and restore there.',
  },
} as const
