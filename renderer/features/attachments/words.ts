import type { FileFailure, FileRefusal } from '../../../core/bridge/files-contract.ts'
import { counted } from '../../ui/words.ts'

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
  dropHere: 'Drop files to attach them',
  tooMany: (limit: number) => `A message takes ${limit} files. The others were left out.`,
  unreadable: 'This could not be read. A folder cannot be attached, nor a file that is gone.',
  noPicture: 'This is not a picture, though it says so. You can save it.',
} as const

const units = ['B', 'kB', 'MB', 'GB'] as const

/** "12.3 MB" */
export function sizeText(bytes: number): string {
  const step = Math.min(units.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1_000 ** step
  return `${value.toLocaleString('en', { maximumFractionDigits: step > 0 && value < 100 ? 1 : 0 })} ${units[step] ?? ''}`
}

export const shareText = (done: number, total: number): string =>
  `${Math.floor((100 * done) / Math.max(1, total))} %`

export function fileFailureText(failure: FileFailure): string {
  switch (failure.kind) {
    case 'locked':
      return 'This profile is locked. Unlock it and try again.'
    case 'expired':
      return 'Your sign-in has run out. Sign in again, then try this once more.'
    case 'unreachable':
      return 'The server could not be reached. Check the network and try again.'
    case 'too-many-requests':
      return `Too many tries. Wait ${counted(failure.retryAfterSeconds, { one: 'second', other: 'seconds' })} and try again.`
    case 'server-error':
      return `The server had a problem of its own. Try again later. (${failure.detail})`
    case 'too-large':
      return `Too large: a file may have up to ${Math.floor(failure.limit / 1_048_576).toLocaleString('en')} MiB. Send it in parts, or share a link.`
    case 'quota':
      return 'There is no room left for your files on the server. Delete some, or ask who runs it for more.'
    case 'disk-full':
      return 'The disk is full, so the file could not be kept safe. Free some space and try again.'
    case 'disk':
      return `The file could not be read or written on this disk. Try again. (${failure.detail})`
    case 'not-there':
      return 'This file is not on the server: it was taken back, or it is still being uploaded. Try again later.'
    case 'refused':
      return refusalText(failure.why)
    case 'cancelled':
      return 'This was stopped. Attach the file again if you want to send it.'
  }
}

function refusalText(why: FileRefusal): string {
  switch (why) {
    case 'truncated':
      return 'Part of this file is missing on the server, so it was not opened. Ask for it to be sent again.'
    case 'extended':
      return 'The server sent more than this file holds, so it was not opened. Ask for it to be sent again.'
    case 'swapped':
      return 'The server sent something else than this file, so it was not opened. Ask for it to be sent again.'
    case 'malformed':
      return 'This file was not made as agreed, so it was not opened. Ask the sender to send it again.'
  }
}
