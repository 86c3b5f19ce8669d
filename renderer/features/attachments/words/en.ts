import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  attach: 'Attach files',
  attached: 'Files to send',
  files: 'Files',
  remove: (name: string) => `Remove ${name}`,
  reading: (name: string) => `Reading ${name}`,
  open: (name: string) => `Open ${name}`,
  save: (name: string) => `Save ${name}`,
  saveHere: 'Save',
  cancelUpload: (name: string) => `Stop uploading ${name}`,
  cancelDownload: (name: string) => `Stop fetching ${name}`,
  retry: 'Try again',
  uploading: (share: string) => `Uploading, ${share}`,
  waiting: 'Uploads once the server can be reached',
  fetching: (share: string) => `Fetching, ${share}`,
  program: 'Program: open it only if you trust who sent it',
  noRoom: (limit: number) => `A message takes no more than ${number(limit)} files.`,
  leftOut: (left: number, all: number, limit: number) =>
    counted(left, {
      one: `# of ${number(all)} files was left out: a message takes ${number(limit)}.`,
      other: `# of ${number(all)} files were left out: a message takes ${number(limit)}.`,
    }),
  unreadable: 'This could not be read. A folder cannot be attached, nor a file that is gone.',
  previousPicture: 'Earlier picture',
  nextPicture: 'Later picture',
  pictureOf: (at: number, all: number) => `${number(at)} of ${number(all)}`,
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fetchingPicture: 'Fetching the picture…',
  hugePicture: (megapixels: number) =>
    `This picture has more than ${number(megapixels)} megapixels: to show it would take more memory than there should be for it. You can save it.`,
  noPicture: 'This is not a picture, though it says so. You can save it.',
  units: ['B', 'kB', 'MB', 'GB'],
  size: (value: string, unit: string) => `${value} ${unit}`,
  failures: {
    locked: 'This profile is locked. Unlock it and try again.',
    expired: 'Your sign-in has run out. Sign in again, then try this once more.',
    tooLarge: (mebibytes: number) =>
      `Too large: a file may have up to ${number(mebibytes)} MiB. Send it in parts, or share a link.`,
    quota: 'There is no room left for your files on the server. Delete some, or ask who runs it for more.',
    diskFull: 'The disk is full, so the file could not be kept safe. Free some space and try again.',
    disk: (detail: string) => `The file could not be read or written on this disk. Try again. (${detail})`,
    notThere:
      'This file is not on the server: it was taken back, or it is still being uploaded. Try again later.',
    unscanned: 'The server checks this file for malware first. Try again in a few seconds.',
    infected: 'The server found malware in this file and took it away. Tell the person who sent it.',
    cancelled: 'This was stopped. Attach the file again if you want to send it.',
  },
  refusals: {
    truncated:
      'Part of this file is missing on the server, so it was not opened. Ask for it to be sent again.',
    extended: 'The server sent more than this file holds, so it was not opened. Ask for it to be sent again.',
    swapped:
      'The server sent something else than this file, so it was not opened. Ask for it to be sent again.',
    malformed: 'This file was not made as agreed, so it was not opened. Ask the sender to send it again.',
  },
} as const
