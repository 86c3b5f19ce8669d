/** A conversation that this person can put out of their lists: a direct message, a group, the chat of a document. */
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { conversationOf, isPutAway, type Subject, titleOf } from '../conversation/subject.ts'

export interface Archivable {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly title: string
  readonly isArchived: boolean
  /** Nothing is told of it, and nothing brings it back. */
  readonly isMuted: boolean
  readonly newest: number | undefined
}

/** Undefined for channels, which are left or archived for everybody, and for notes to oneself, which are always at hand. */
export function archivableOf(subject: Subject): Archivable | undefined {
  const about = aboutOf(subject)
  if (about === undefined) return undefined
  const { workspace, level, newest } = about
  return {
    id: conversationOf(subject),
    workspace,
    title: titleOf(subject),
    isArchived: isPutAway(subject),
    isMuted: level === 'none',
    newest,
  }
}

function aboutOf(subject: Exclude<Subject, { kind: 'channel' }> | Subject) {
  if (subject.kind === 'channel') return undefined
  if (subject.kind === 'document') return subject.document
  return subject.conversation.kind === 'notes' ? undefined : subject.conversation
}
