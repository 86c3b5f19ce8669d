/** All conversations of this person as notifications see them. */
import type { Channel, Direct, DirectoryView } from '../../../core/engine/engine.ts'
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'

export interface Listed {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly level: NotifyLevel
  readonly isDirect: boolean
  /** `#name`, a title, what a group is called; empty where the people in it are its name. */
  readonly name: string
  /** Unread messages of others, as far as they are counted. */
  readonly count: number
}

/** Notes to oneself are not among them. */
export const listedIn = ({ workspaces }: DirectoryView): ReadonlyArray<Listed> =>
  workspaces.flatMap(({ channels, documents, directs }) => [
    ...channels.map((each) => toListed(each, `#${each.name}`)),
    ...documents.map((each) => toListed({ ...each, id: each.conversation }, each.title)),
    ...directs
      .filter(hasOthers)
      .map((each) => ({ ...toListed(each, each.name), isDirect: each.type === 'dm' })),
  ])

const hasOthers = ({ type, members }: Direct): boolean => type !== 'dm' || members.length > 1

const toListed = (
  {
    id,
    workspace,
    unread,
    unreadCount,
    level,
  }: Pick<Channel, 'id' | 'workspace' | 'unread' | 'unreadCount' | 'level'>,
  name: string,
): Listed => {
  const { messages = 0, replies = 0 } = (unread ? unreadCount : undefined) ?? {}
  return { id, workspace, level: level ?? 'all', isDirect: false, name, count: messages + replies }
}
