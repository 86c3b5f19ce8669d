import { fail, ok, type Result } from '../../core/base/result.ts'
import { millis } from '../../core/base/clock.ts'
import type { OpId } from '../../core/protocol/ids.ts'
import { opId, userId } from '../../core/protocol/ids.ts'
import type { MessagePlace, MessageRange, StoredOp } from '../store/message-store.ts'
import type { Store } from '../store/store.ts'
import type { ConversationReader, OpenLog } from './conversation-reader.ts'
import type { MessageFailure, MessagePage, Messages, PageRequest } from './messages.ts'
import { readTopics } from './read-messages.ts'

type Reads = Pick<Messages, 'get' | 'list' | 'thread' | 'pinned'>

/** As many as a conversation shows as pinned. */
const maxPinned = 100

export function createMessageReads({ messages }: Pick<Store, 'messages'>, reader: ConversationReader): Reads {
  const page = async (
    log: OpenLog,
    of: MessageRange['of'],
    request: PageRequest,
  ): Promise<Result<MessagePage, MessageFailure>> => {
    const beyond = await cursorOf(reader, log, request)
    if (!beyond.ok) return beyond
    const { limit, withDeleted = false } = request
    const range = { of, beyond: beyond.value, withGone: withDeleted, limit: limit + 1 }
    const found = await messages.messages(log.conversation, range)
    const kept = beyond.value?.side === 'after' ? found.slice(0, limit) : found.slice(-limit)
    return ok({ messages: await readTopics(messages, log, kept), more: found.length > limit })
  }
  return {
    get: async (user, conversation, message) => {
      const log = await reader.open(user, conversation)
      if (!log.ok) return log
      const found = await reader.find(log.value, message)
      return found.ok ? ok(found.value.message) : found
    },
    list: async (user, conversation, request) => {
      const log = await reader.open(user, conversation)
      return log.ok ? page(log.value, 'channel', request) : log
    },
    thread: async (user, conversation, root, request) => {
      const log = await reader.open(user, conversation)
      if (!log.ok) return log
      const found = await reader.find(log.value, root)
      return found.ok ? page(log.value, { thread: root }, request) : found
    },
    pinned: async (user, conversation) => {
      const log = await reader.open(user, conversation)
      return log.ok ? page(log.value, 'pinned', { limit: maxPinned }) : log
    },
  }
}

const placeOf = ({ shownAt, topic, by, segment }: StoredOp): MessagePlace => ({
  at: shownAt,
  id: topic,
  author: by,
  segment,
})

/** Before all messages of that moment. */
const atMoment = (time: number): MessagePlace => ({
  at: { time: millis(time), counter: 0 },
  id: opId('0'.repeat(32)),
  author: userId('0'.repeat(32)),
  segment: 0,
})

async function cursorOf(
  reader: ConversationReader,
  log: OpenLog,
  { before, after, until }: PageRequest,
): Promise<Result<MessageRange['beyond'], MessageFailure>> {
  const message: OpId | undefined = before ?? after
  if (message === undefined) {
    return ok(until === undefined ? undefined : { side: 'before', place: atMoment(until) })
  }
  const found = await reader.find(log, message)
  if (!found.ok) return fail(found.failure)
  return ok({ side: before === undefined ? 'after' : 'before', place: placeOf(found.value.op) })
}
