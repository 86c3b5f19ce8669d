import type { BlockedChange } from '../../../core/engine/blocked-change.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { RefuseCode } from '../../../core/protocol/codes.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { deliveryText, words as conversationWords } from '../conversation/words.ts'

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
export function refusalText(code: RefuseCode, isClosed: boolean): string {
  const text = deliveryText({ kind: 'refused', code }, isClosed)
  const { unacceptable, displaced } = conversationWords.refusals
  return text === unacceptable || text === displaced ? words.unacceptable : text
}
