/** What of a workspace this person has put out of the lists, in the order in which it would stand there. */
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'

export const archivedIn = ({
  documents,
  directs,
}: Pick<Workspace, 'documents' | 'directs'>): ReadonlyArray<ConversationId> => [
  ...documents.filter(({ archived }) => archived === true).map(({ conversation }) => conversation),
  ...directs
    .filter(({ archived }) => archived === true)
    .toSorted((left, right) => (right.writtenAt ?? 0) - (left.writtenAt ?? 0))
    .map(({ id }) => id),
]
