import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { Search } from '../../../core/engine/search-contract.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { DocumentPlace } from '../../../core/search/document.ts'
import type { Found } from '../../../core/search/query.ts'
import { keyOf } from './rows.ts'

/** A pinned message, as far as both the screen and the index know it. */
export interface Pinned extends Pick<ShownMessage, 'id' | 'author' | 'at' | 'text'> {
  /** By `keyOf`. */
  readonly key: string
}

/** More than that are not counted. */
const most = 300

/**
 * Tells what is pinned in the conversation as far as the index knows, now and each time that it has read more. Nothing is asked
 * before it holds something: a question would wake it, and until then the first screen has the processor.
 */
export function watchPins(
  search: Search,
  conversation: ConversationId,
  told: (found: ReadonlyArray<Found>) => void,
): () => void {
  let isOver = false
  let isAsking = false
  let seen = -1
  const isBehind = (): boolean => {
    const { held, read } = search.coverage.read()
    return !isOver && held > 0 && read !== seen
  }
  const ask = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    while (isBehind()) {
      seen = search.coverage.read().read
      const found = await allPins(search, conversation)
      if (!isOver && found !== undefined) told(found)
    }
    isAsking = false
  }
  const stop = search.coverage.listen(() => void ask())
  void ask()
  return () => {
    isOver = true
    stop()
  }
}

/** Undefined if the index cannot say. */
async function allPins(
  search: Search,
  conversation: ConversationId,
): Promise<ReadonlyArray<Found> | undefined> {
  const all: Array<Found> = []
  let after: DocumentPlace | undefined
  do {
    const page = await search.find(`in:${conversation} has:pin`, after)
    if (!page.ok) return undefined
    all.push(...page.value.found)
    after = page.value.next
  } while (after !== undefined && all.length < most)
  return all
}

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
