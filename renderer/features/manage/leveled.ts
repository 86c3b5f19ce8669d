/** A conversation of whatever kind, as far as it matters for what in it this person is told of. */
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { conversationOf, type Subject, titleOf } from '../conversation/subject.ts'

export interface Leveled {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly title: string
  readonly level: NotifyLevel
}

/** Undefined where nobody else writes, or nobody any more: notes to oneself, what is archived, what one is no member of. */
export function leveledOf(subject: Subject): Leveled | undefined {
  const about = aboutOf(subject)
  if (about === undefined) return undefined
  const { workspace, level = 'all' } = about
  return { id: conversationOf(subject), workspace, title: titleOf(subject), level }
}

type About = Pick<Leveled, 'workspace'> & { readonly level?: NotifyLevel | undefined }

function aboutOf(subject: Subject): About | undefined {
  switch (subject.kind) {
    case 'channel':
      return subject.channel.archived === true ? undefined : subject.channel
    case 'document':
      return subject.document
    case 'sealed': {
      const { conversation } = subject
      return conversation.kind === 'notes' || !conversation.isMember ? undefined : conversation
    }
  }
}
