/** Who may do what with the messages of a conversation: what the table of permissions says, whatever the door. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type Action, may } from '../../core/protocol/permissions.ts'
import type { Store } from '../store/store.ts'

/** How somebody stands to an open conversation that they may read. */
export interface Standing {
  readonly workspace: WorkspaceId
  /** In what is archived nothing may be written, whoever one is. */
  readonly may: (action: Action, isAuthor?: boolean) => boolean
}

export type NoAccess =
  /** No such conversation, or none that this person may know of. */
  | { readonly kind: 'not-found' }
  /** The relay cannot read it: that takes the client library. */
  | { readonly kind: 'sealed' }

export interface MessageAccess {
  readonly standing: (user: UserId, conversation: ConversationId) => Promise<Result<Standing, NoAccess>>
  /** The open conversations of a workspace that they may read; undefined for who is no member. */
  readonly readable: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<ReadonlyArray<ConversationId> | undefined>
}

export const createMessageAccess = ({
  conversations,
  directory,
}: Pick<Store, 'conversations' | 'directory'>): MessageAccess => ({
  standing: async (user, conversation) => {
    const standing = await conversations.standing(conversation, user)
    if (standing?.role === undefined || !standing.reads) return fail({ kind: 'not-found' })
    if (standing.sealed) return fail({ kind: 'sealed' })
    const { workspace, role, member, archived } = standing
    return ok({
      workspace,
      may: (action, isAuthor = false) =>
        !archived && may(action, { workspace: role, conversation: member?.role, isAuthor }),
    })
  },
  readable: async (user, workspace) => {
    if ((await directory.role(workspace, user)) === undefined) return undefined
    return (await conversations.readable(workspace, user)).map(({ id }) => id)
  },
})
