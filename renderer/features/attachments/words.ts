import type { FileFailure } from '../../../core/bridge/files-contract.ts'
import { maxAttachments } from '../../../core/conversation/limits.ts'
import { pageNumber, pagePercent } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { serverFailureText } from '../connection/words.ts'

export const words = wordsOf('attachments')

/** "12.3 MB" */
export function sizeText(bytes: number): string {
  const step = Math.min(words.units.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1_000 ** step
  const digits = step > 0 && value < 100 ? 1 : 0
  return words.size(pageNumber(value, { maximumFractionDigits: digits }), words.units[step] ?? '')
}

export const shareText = (done: number, total: number): string => pagePercent(done / Math.max(1, total))

/** Why files that came did not become part of the message. */
export type NotTaken =
  | { readonly kind: 'by-policy' }
  /** `left` of the `all` that came. */
  | { readonly kind: 'too-many'; readonly left: number; readonly all: number }

export function notTakenText(why: NotTaken): string {
  if (why.kind === 'by-policy') return fileFailureText(why)
  return why.all === 1 ? words.noRoom(maxAttachments) : words.leftOut(why.left, why.all, maxAttachments)
}

export function fileFailureText(failure: FileFailure): string {
  switch (failure.kind) {
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'by-policy':
      return serverFailureText(failure)
    case 'locked':
      return words.failures.locked
    case 'expired':
      return words.failures.expired
    case 'too-large':
      return words.failures.tooLarge(Math.floor(failure.limit / 1_048_576))
    case 'quota':
      return words.failures.quota
    case 'disk-full':
      return words.failures.diskFull
    case 'disk':
      return words.failures.disk(failure.detail)
    case 'not-there':
      return words.failures.notThere
    case 'unscanned':
      return words.failures.unscanned
    case 'infected':
      return words.failures.infected
    case 'refused':
      return words.refusals[failure.why]
    case 'cancelled':
      return words.failures.cancelled
  }
}
