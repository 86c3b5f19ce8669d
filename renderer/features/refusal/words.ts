import type { RefuseCode } from '../../../core/protocol/codes.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { deliveryText, words as conversationWords } from '../conversation/words.ts'

export const words = wordsOf('refusal')

/** Why the relay did not take what is no message: that cannot be edited and sent again. */
export function refusalText(code: RefuseCode): string {
  const text = deliveryText({ kind: 'refused', code })
  const { unacceptable, displaced } = conversationWords.refusals
  return text === unacceptable || text === displaced ? words.unacceptable : text
}
