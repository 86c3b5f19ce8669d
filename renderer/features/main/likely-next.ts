import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'

/** Those that are likeliest to be opened next, best first: where the person was last, then what is unread, then as they are listed. */
export function likelyNext(
  { channels, documents, directs }: Pick<Workspace, 'channels' | 'documents' | 'directs'>,
  recent: ReadonlyArray<string>,
): ReadonlyArray<ConversationId> {
  const listed = [
    ...channels,
    ...documents.map(({ conversation, unread }) => ({ id: conversation, unread })),
    ...directs,
  ]
  const rank = new Map(recent.map((id, index) => [id, index]))
  const placeOf = ({ id, unread }: (typeof listed)[number]): number =>
    rank.get(id) ?? rank.size + (unread ? 0 : 1)
  return listed.toSorted((left, right) => placeOf(left) - placeOf(right)).map(({ id }) => id)
}
