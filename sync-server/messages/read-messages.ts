/** Messages as the app shows them, from what is stored of them. */
import type { Message } from '../../core/conversation/message.ts'
import type { MessageStore, StoredOp } from '../store/message-store.ts'
import type { ReadLog } from './read-log.ts'
import { goneMessage, viewOf } from './topic-views.ts'
import { entryOf } from './work-ops.ts'

/** The message that stands on `op`; undefined if none does. */
export async function readTopic(
  store: Pick<MessageStore, 'topic'>,
  { conversation, vault, moderators }: ReadLog,
  op: StoredOp,
): Promise<Message | undefined> {
  const { view, segment, by } = op
  if (view === undefined) return undefined
  if (view.state !== 'said') return goneMessage(op, view)
  const entries = (await store.topic(conversation, op)).flatMap((each) =>
    each.counts && each.body !== undefined ? [entryOf(each, vault.open(each, each.body))] : [],
  )
  return viewOf(entries, segment, new Set(moderators)).find(({ author }) => author === by)
}

export async function readTopics(
  store: Pick<MessageStore, 'topic'>,
  log: ReadLog,
  ops: ReadonlyArray<StoredOp>,
): Promise<ReadonlyArray<Message>> {
  const messages: Array<Message> = []
  for (const op of ops) {
    const message = await readTopic(store, log, op)
    if (message !== undefined) messages.push(message)
  }
  return messages
}
