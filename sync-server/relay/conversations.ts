import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Author } from './append.ts'
import { createLru } from './lru.ts'

/** In whose hands a conversation is. Never changes, so it is kept. */
export interface Conversations {
  /** Undefined where `author` may not read it, or there is no such conversation. */
  readonly workspaceFor: (author: Author, conversation: ConversationId) => Promise<WorkspaceId | undefined>
}

const keptConversations = 20_000

export function createConversations(store: Pick<LogStore, 'log'>): Conversations {
  const kept = createLru<ConversationId, WorkspaceId>(keptConversations)
  return {
    workspaceFor: async (author, conversation) => {
      const workspace = kept.get(conversation) ?? (await store.log(conversation))?.workspace
      if (workspace === undefined) return undefined
      kept.set(conversation, workspace)
      return author.mayWrite(workspace) ? workspace : undefined
    },
  }
}
