/** The way to a conversation: first whether somebody may read it, then all of its log. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'
import type { StoredOp } from '../store/message-store.ts'
import type { Store } from '../store/store.ts'
import type { MessageAccess, Standing } from './access.ts'
import type { MessageFailure } from './messages.ts'
import type { Projection } from './projection.ts'
import type { ReadLog } from './read-log.ts'
import { readTopic } from './read-messages.ts'

export interface ReaderDeps {
  readonly store: Pick<Store, 'logs' | 'messages' | 'marks' | 'identity'>
  readonly access: MessageAccess
  readonly projection: Pick<Projection, 'read' | 'index'>
  readonly clock: Pick<Clock, 'now' | 'after'>
}

/** A conversation that somebody may read, and how they stand to it. */
export interface OpenLog extends ReadLog {
  readonly user: UserId
  readonly standing: Standing
}

/** A message and the op that it stands on. */
export interface FoundTopic {
  readonly message: Message
  readonly op: StoredOp
  /** All ops about messages of this id in its segment. */
  readonly ops: ReadonlyArray<StoredOp>
}

export interface ConversationReader {
  readonly open: (user: UserId, conversation: ConversationId) => Promise<Result<OpenLog, MessageFailure>>
  /** If several people took one id, the message that `prefer` may change: their own. */
  readonly find: (log: ReadLog, message: OpId, prefer?: UserId) => Promise<Result<FoundTopic, MessageFailure>>
}

/** A log that nobody has asked for yet takes seconds for each hundred thousand messages: they may come again. */
const patienceMs = 5_000

export function createConversationReader({
  store,
  access,
  projection,
  clock,
}: ReaderDeps): ConversationReader {
  return {
    open: async (user, conversation) => {
      const standing = await access.standing(user, conversation)
      if (!standing.ok) return standing
      const read = await inTime(clock, projection.read(conversation))
      if (read === undefined) return fail({ kind: 'unavailable' })
      return read.ok ? ok({ ...read.value, user, standing: standing.value }) : read
    },
    find: async (log, id, prefer) => {
      const ops = await store.messages.topics(log.conversation, id)
      const carriers = ops.filter(({ view }) => view !== undefined)
      const op = carriers.find(({ by }) => by === prefer) ?? carriers[0]
      const message = op && (await readTopic(store.messages, log, op))
      if (op === undefined || message === undefined) return fail({ kind: 'no-such-message', message: id })
      return ok({ message, op, ops: ops.filter(({ segment }) => segment === op.segment) })
    },
  }
}

/** Undefined if it takes too long; it goes on all the same. */
export function inTime<Value>(clock: ReaderDeps['clock'], work: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(millis(patienceMs), () => resolve(undefined))
    work.then(resolve, reject).finally(stop)
  })
}
