import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
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
    clocksDiffer: (moment: string) =>
      `This device and the server do not agree on the time: on the server it was ${moment}. What you write is dated by this device. If its clock is wrong, what you write stands out of place for everybody: set it right.`,
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
} as const
