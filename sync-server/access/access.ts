/** Asks the table of permissions for one person at one place. To those outside, a place does not exist. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Role } from '../../core/protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { ConversationStanding, ConversationStore } from '../store/conversation-store.ts'
import type { DirectoryStore, NotFound } from '../store/directory-store.ts'
import { type Action, may } from '../../core/protocol/permissions.ts'

export interface Forbidden {
  readonly kind: 'forbidden'
}
/** What is said there, and done, only its members' devices can read and do. */
export interface Sealed {
  readonly kind: 'sealed'
}

export interface ReaderStanding extends ConversationStanding {
  readonly role: Role
}

export interface Access {
  readonly inWorkspace: (
    user: UserId,
    workspace: WorkspaceId,
    action: Action,
  ) => Promise<Result<Role, NotFound | Forbidden>>
  /** Of an open conversation that the user may read. */
  readonly inConversation: (
    user: UserId,
    conversation: ConversationId,
    action: Action,
    isAuthor?: boolean,
  ) => Promise<Result<ReaderStanding, NotFound | Forbidden | Sealed>>
}

export interface AccessDeps {
  readonly directory: Pick<DirectoryStore, 'role'>
  readonly conversations: Pick<ConversationStore, 'standing'>
}

export const createAccess = ({ directory, conversations }: AccessDeps): Access => ({
  inWorkspace: async (user, workspace, action) => {
    const role = await directory.role(workspace, user)
    if (role === undefined) return fail({ kind: 'not-found' })
    return may(action, { workspace: role }) ? ok(role) : fail({ kind: 'forbidden' })
  },
  inConversation: async (user, conversation, action, isAuthor = false) => {
    const standing = await conversations.standing(conversation, user)
    if (standing?.role === undefined || !standing.reads) return fail({ kind: 'not-found' })
    if (standing.sealed) return fail({ kind: 'sealed' })
    const { role, member } = standing
    const allowed = may(action, { workspace: role, conversation: member?.role, isAuthor })
    return allowed ? ok({ ...standing, role }) : fail({ kind: 'forbidden' })
  },
})
