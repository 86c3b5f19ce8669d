import type { BlockedChange } from '../../../core/engine/blocked-change.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { RefuseCode } from '../../../core/protocol/codes.ts'
import { wordsOf } from '../../languages/spoken.ts'

const words = wordsOf('refusal')

/** What was refused. `about` is the message that it is, or is about, if that is at hand. */
export function changeText(does: BlockedChange['does'], about: ShownMessage | undefined): string {
  switch (does) {
    case 'react':
    case 'edit':
    case 'pin':
    case 'redact':
    case 'meta':
      return words.changes[does]
    case 'post':
      return about?.thread === undefined ? words.changes.post : words.changes.reply
    case 'mask':
    case 'read':
    case 'setting':
    case 'system':
    case undefined:
      return words.changes.other
  }
}

/** Why the relay did not take what is no message: that cannot be edited and sent again. */
export function changeRefusalText(code: RefuseCode, isClosed: boolean): string {
  const text = messageRefusalText(code, isClosed)
  const { unacceptable, displaced } = words.refusals
  return text === unacceptable || text === displaced ? words.unacceptable : text
}

/** `isClosed`: nobody may write there, or this person may not; why is said below it. */
export function messageRefusalText(code: RefuseCode, isClosed: boolean): string {
  switch (code) {
    case 'malformed':
    case 'invalid':
      return words.refusals.unacceptable
    case 'clock':
    case 'counter':
    case 'claimed':
      return words.refusals.displaced
    case 'forbidden':
      return isClosed ? words.refusals.closed : words.refusals.forbidden
    case 'unknown-conversation':
    case 'stale-epoch':
    case 'not-linked':
    case 'key-changed':
    case 'by-policy':
    case 'not-verified':
    case 'rate-limited':
    case 'unavailable':
      return words.refusals[code]
  }
}
