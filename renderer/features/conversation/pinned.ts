import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { SearchCoverage } from '../../../core/engine/search-contract.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { Found } from '../../../core/search/query.ts'
import { keyOf } from './rows.ts'

/** A pinned message, as far as both the screen and the index know it. */
export interface Pinned extends Pick<ShownMessage, 'id' | 'author' | 'at' | 'text'> {
  /** By `keyOf`. */
  readonly key: string
}

/** Nothing while the index holds nothing: a question would wake it, and until then the first screen has the processor. */
export const pinsAsked = (conversation: ConversationId, { held }: Pick<SearchCoverage, 'held'>): string =>
  held > 0 ? `in:${conversation} has:pin` : ''

/**
 * The pinned ones of `messages`, those pinned last first; then those that were `found` and are not among the messages. Of a message
 * that is there nobody knows better: the index may be behind.
 */
export function pinnedOf(
  messages: ReadonlyArray<ShownMessage>,
  found: ReadonlyArray<Found>,
): ReadonlyArray<Pinned> {
  const here = messages
    .filter(({ pinned }) => pinned !== undefined)
    .toSorted((left, right) => (right.pinned?.at.time ?? 0) - (left.pinned?.at.time ?? 0))
  if (found.length === 0) return here.map(toPinned)
  const known = new Set(messages.map(keyOf))
  return [...here, ...found.filter((each) => !known.has(keyOf(each)))].map(toPinned)
}

const toPinned = ({ id, author, at, text }: Omit<Pinned, 'key'>): Pinned => ({
  key: keyOf({ id, author }),
  id,
  author,
  at,
  text,
})
