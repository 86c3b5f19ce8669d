import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Audience, LogStore } from '../store/log-store.ts'
import type { Author } from './append.ts'
import { createLru } from './lru.ts'

/** In whose hands a conversation is. Seldom changes, so it is kept; who belongs to an audience is for the author to say. */
export interface Conversations {
  /** Undefined where `author` may not read it, or there is no such conversation. */
  readonly audienceFor: (author: Author, conversation: ConversationId) => Promise<Audience | undefined>
  /** To be called when it is no more. */
  readonly forget: (conversation: ConversationId) => void
}

const keptConversations = 20_000

export function createConversations(store: Pick<LogStore, 'log'>): Conversations {
  const kept = createLru<ConversationId, Audience>(keptConversations)
  return {
    audienceFor: async (author, conversation) => {
      const audience = kept.get(conversation) ?? (await store.log(conversation))?.audience
      if (audience === undefined) return undefined
      kept.set(conversation, audience)
      return author.mayWrite(audience) ? audience : undefined
    },
    forget: kept.delete,
  }
}
