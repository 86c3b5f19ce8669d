/**
 * Who began the threads of which only replies are loaded, as the search index knows it: without that nobody can say that an old
 * thread concerns the person who began it. Rule VW6.
 */
import { type Millis, millis } from '../../base/clock.ts'
import type { Thread } from '../../conversation/views/threads.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import type { Found } from '../../search/query.ts'

/** What the index knows of a root; nobody knows whom it mentions. */
export interface FarRoot extends Pick<Found, 'id' | 'author' | 'text'> {
  readonly expiresAt?: Millis | undefined
}

export type FindRoots = (
  conversation: ConversationId,
  roots: ReadonlySet<OpId>,
  /** The first moment that is too late. */
  until: Millis,
) => Promise<ReadonlyArray<FarRoot> | undefined>

export interface FarRoots {
  readonly of: (conversation: ConversationId, root: OpId) => FarRoot | undefined
  /** Looks those up that nobody has looked up yet; `found` hears of those that were. */
  readonly ask: (
    conversation: ConversationId,
    threads: ReadonlyArray<Thread>,
    found: (roots: ReadonlyArray<OpId>) => void,
  ) => void
}

export function createFarRoots(find: FindRoots): FarRoots {
  const known = new Map<string, FarRoot>()
  const asked = new Set<string>()
  const keyOf = (conversation: ConversationId, root: OpId): string => `${conversation}/${root}`
  return {
    of: (conversation, root) => known.get(keyOf(conversation, root)),
    ask: (conversation, threads, found) => {
      const open = threads.filter(({ root }) => !asked.has(keyOf(conversation, root)))
      if (open.length === 0) return
      for (const { root } of open) asked.add(keyOf(conversation, root))
      const until = Math.max(...open.map(({ replies }) => replies[0]?.at.time ?? 0)) + 1
      void lookUp(conversation, new Set(open.map(({ root }) => root)), millis(until), found)
    },
  }

  async function lookUp(
    conversation: ConversationId,
    roots: ReadonlySet<OpId>,
    until: Millis,
    found: (roots: ReadonlyArray<OpId>) => void,
  ): Promise<void> {
    const answer = await find(conversation, roots, until)
    // The index has not read everything: it is asked again when something comes into one of these threads.
    if (answer === undefined) for (const root of roots) asked.delete(keyOf(conversation, root))
    for (const root of answer ?? []) known.set(keyOf(conversation, root.id), root)
    if (answer !== undefined && answer.length > 0) found(answer.map(({ id }) => id))
  }
}
