import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { DirectoryStore } from '../store/directory-store.ts'
import type { Audience } from '../store/log-store.ts'

/** What a session's person belongs to, as was read last. */
export interface Audiences {
  readonly has: (audience: Audience) => boolean
  readonly all: () => ReadonlyArray<Audience>
  readonly workspaces: () => ReadonlySet<WorkspaceId>
  readonly read: () => Promise<void>
  /** At once, and whatever is being read just now. */
  readonly leave: (conversation: ConversationId) => void
}

export function createAudiences(
  store: Pick<DirectoryStore, 'workspacesOf' | 'sealedOf'>,
  user: UserId,
): Audiences {
  let workspaces: ReadonlySet<WorkspaceId> = new Set()
  let all = new Set<Audience>()
  let left = 0
  const read = async (): Promise<void> => {
    const before = left
    const found = await store.workspacesOf(user)
    const sealed = await store.sealedOf(user)
    if (before !== left) return read() // what was read may name what was left meanwhile
    workspaces = new Set(found)
    all = new Set<Audience>([...found, ...sealed])
  }
  return {
    read,
    has: (audience) => all.has(audience),
    all: () => [...all],
    workspaces: () => workspaces,
    leave: (conversation) => {
      left++
      all.delete(conversation)
    },
  }
}
