import { english } from '../../../languages/speech.ts'

const { counted, number, plural } = english

export const words = {
  open: 'Export…',
  title: (name: string) => `Export ${name}`,
  intro: 'Everything of this conversation that is on this device, in one file. Works without a network.',
  sealedWarning:
    'This conversation is sealed, the file is not: whoever gets it can read everything. Keep it where nobody else looks.',
  format: 'As',
  formats: { html: 'Web page, to read', json: 'JSON, for programs' },
  pictures: 'Pictures',
  pictureChoices: { in: 'In the file', out: 'Leave out' },
  picturesHint: 'Up to 5 MB each and 200 MB in all. Other files are named in a list.',
  missing: (parts: number) =>
    counted(parts, {
      one: '# part of the older history (2,000 messages at most) is not on this device yet, and would be missing.',
      other:
        '# parts of the older history (2,000 messages each at most) are not on this device yet, and would be missing.',
    }),
  fetchFirst: 'Fetch them first',
  fetching: 'Fetching older messages…',
  fetchFailed: 'The server could not be reached. You can export what is here, or try again later.',
  start: 'Export',
  stop: 'Stop',
  reading: 'Reading what is on this device…',
  progress: (done: number, total: number) => `Part ${done} of ${total}…`,
  done: (count: number, place: string) =>
    `${plural(count, { one: `Done: ${number(count)} message is in`, other: `Done: ${number(count)} messages are in` })} ${place}`,
  unreadable: 'Part of the history could not be read from this device. Nothing was written. Try again later.',
  locked: 'This account is locked. Unlock it and try again.',
  close: 'Close',
  unnamed: 'Conversation',
  someone: 'Somebody',
  // What stands in the file.
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) =>
    `Exported from Tidings, ${when}. Times are those of the device that made this file.`,
  madeSealed: 'This conversation is end-to-end encrypted. This file is not.',
  incomplete: 'Older messages that were not on the device are not in this file.',
  edited: 'edited',
  pinned: (name: string) => `pinned by ${name}`,
  masked: 'text replaced by a moderator',
  deleted: 'This message was deleted.',
  earlier: (when: string) => `Before, since ${when}:`,
  answerTo: (name: string) => `in answer to ${name}`,
  notInside: 'not in this file',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: 'Nothing was written.',
  diskFull: 'The disk is full. Nothing was kept of the file. Make room, or choose another place.',
  disk: (detail: string) => `The file could not be written there. Choose another place. (${detail})`,
} as const
