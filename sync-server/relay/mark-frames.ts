/** Read marks on their way to one socket. */
import type { ConversationId } from '../../core/protocol/ids.ts'
import { maxMarkReaders } from '../../core/protocol/limits.ts'
import type { LogSummary } from '../store/log-store.ts'
import type { Author } from './append.ts'
import type { Subscriber } from './hub.ts'
import { creditIn, offer } from './reader-queue.ts'
import { createLine, queueTask, type SessionContext } from './session-context.ts'

/** Logs whose marks are read before others get a turn. */
const logsPerTurn = 100

/** The marks of others, for a client that has just been told of these logs (MK2). */
export async function sendMarks(
  logs: ReadonlyArray<Pick<LogSummary, 'conversation' | 'audience' | 'seq'>>,
  { user, mayWrite }: Author,
  context: SessionContext,
): Promise<void> {
  for (const [index, { conversation, audience, seq }] of logs.entries()) {
    if (context.isClosed()) return
    if (index % logsPerTurn === logsPerTurn - 1) await context.connection.flushed()
    if (seq > 0 && mayWrite(audience)) await sendMarksOf(conversation, context, (marked) => marked !== user)
  }
}

async function sendMarksOf(
  conversation: ConversationId,
  { deps, put }: SessionContext,
  isWanted: (user: Author['user']) => boolean,
): Promise<void> {
  const found = await deps.store.marks.marksOf(conversation, maxMarkReaders)
  const marks = found.filter(({ user }) => isWanted(user))
  if (marks.length > 0) await put({ kind: 'marks', conversation, marks })
}

/** Passes marks on; those that find no credit are read again once there is some. */
export function createMarkTeller(context: SessionContext, author: Author): Subscriber['marked'] {
  let missed: Set<ConversationId> | undefined
  const line = createLine()
  return (conversation, frame) => {
    if (missed !== undefined) return void missed.add(conversation)
    if (offer(context.queue, frame)) return
    missed = new Set([conversation])
    queueTask(line, context, async () => {
      await creditIn(context.queue)
      const again = missed ?? []
      missed = undefined
      for (const each of again) {
        const audience = await context.deps.conversations.audienceFor(author, each)
        if (audience !== undefined) await sendMarksOf(each, context, () => true)
      }
    })
  }
}
