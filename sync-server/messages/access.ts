/** Who may do what with the messages of a conversation. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type Action, may } from '../access/permissions.ts'
import { isSealedLog } from '../store/log-store.ts'
import type { Store } from '../store/store.ts'

/** How somebody stands to an open conversation that they may read. */
export interface Standing {
  readonly workspace: WorkspaceId
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

export function createMessageAccess({
  logs,
  directory,
  messages,
}: Pick<Store, 'logs' | 'directory' | 'messages'>): MessageAccess {
  return {
    standing: async (user, conversation) => {
      const log = await logs.log(conversation)
      if (log === undefined) return fail({ kind: 'not-found' })
      if (isSealedLog(log)) {
        const isIn = (await directory.sealedOf(user)).includes(conversation)
        return fail({ kind: isIn ? 'sealed' : 'not-found' })
      }
      const role = await directory.role(log.workspace, user)
      if (role === undefined) return fail({ kind: 'not-found' })
      return ok({
        workspace: log.workspace,
        may: (action, isAuthor = false) => may(action, { workspace: role, isAuthor }),
      })
    },
    readable: async (user, workspace) =>
      (await directory.role(workspace, user)) === undefined ? undefined : messages.openIn(workspace),
  }
}
