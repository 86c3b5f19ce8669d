import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'

/** Conversations that are likely to be opened next, best first: where the person was last, then what is unread, then as they are listed. */
export function likelyNext(
  { channels, directs }: Pick<Workspace, 'channels' | 'directs'>,
  recent: ReadonlyArray<string>,
): ReadonlyArray<ConversationId> {
  const listed = [...channels, ...directs.filter(({ archived }) => archived !== true)]
  const been = recent.flatMap((id) => listed.filter((each) => each.id === id))
  const unread = listed.filter((each) => each.unread)
  return Array.from(new Set([...been, ...unread, ...listed]), ({ id }) => id)
}
