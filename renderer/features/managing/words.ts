/** What only late parts say of managing channels and people, and of what one is told; the rest is in `../manage/words.ts` (LA10). */
import type { Channel } from '../../../core/engine/engine.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('managing')

/** What the relay does not have of a channel or a document as it shows, or did not take; undefined if it has it all. */
export function stateText(
  { waits, refused }: Pick<Channel, 'waits' | 'refused'>,
  title: string,
): string | undefined {
  if (refused) return words.refused.create(title)
  return waits && words.onceReached
}
