/** How far people have read, and what that leaves. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { maxMarkReaders } from '../../core/protocol/limits.ts'
import type { Relay } from '../relay/relay.ts'
import type { UnreadCount } from '../store/message-store.ts'
import type { ConversationReader, ReaderDeps } from './conversation-reader.ts'
import type { MessageFailure, Messages } from './messages.ts'

export interface ReadingDeps extends Pick<ReaderDeps, 'store' | 'access'> {
  readonly relay: Pick<Relay, 'markRead'>
}

type Reading = Pick<Messages, 'markRead' | 'unread' | 'unreadIn' | 'receipts'>

export function createReading({ store, access, relay }: ReadingDeps, reader: ConversationReader): Reading {
  const { logs, messages, marks, identity } = store
  const count = async (user: UserId, conversation: ConversationId): Promise<UnreadCount> => {
    const log = await logs.readableLog(conversation, user, identity.gatewayDevice)
    return messages.unread(conversation, user, log?.marked ?? 0)
  }
  const countOf = async (
    user: UserId,
    conversation: ConversationId,
  ): Promise<Result<UnreadCount, MessageFailure>> => {
    const log = await reader.open(user, conversation)
    return log.ok ? ok(await count(user, conversation)) : log
  }
  return {
    unread: countOf,
    markRead: async (user, conversation, upTo) => {
      const log = await reader.open(user, conversation)
      if (!log.ok) return log
      const found = upTo === undefined ? undefined : await reader.find(log.value, upTo)
      if (found?.ok === false) return found
      await relay.markRead(user, conversation, found?.value.op.seq ?? log.value.seq)
      return ok(await count(user, conversation))
    },
    unreadIn: async (user, workspace) => {
      const conversations = await access.readable(user, workspace)
      if (conversations === undefined) return fail({ kind: 'not-found' })
      const counts = new Map<ConversationId, UnreadCount>()
      for (const conversation of conversations) {
        const found = await countOf(user, conversation)
        if (!found.ok && found.failure.kind !== 'not-found') return found
        if (found.ok && found.value.unread > 0) counts.set(conversation, found.value)
      }
      return ok(counts)
    },
    receipts: async (user, conversation) => {
      const log = await reader.open(user, conversation)
      if (!log.ok) return log
      const receipts = []
      for (const mark of await marks.marksOf(conversation, maxMarkReaders)) {
        const newest = await messages.newestUpTo(conversation, mark.seq)
        receipts.push({ user: mark.user, upTo: newest?.topic })
      }
      return ok(receipts)
    },
  }
}
