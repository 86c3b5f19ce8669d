import { createThreadIndex, type Thread } from '../../../core/conversation/views/threads.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'

/** Answers and threads look up messages by id; only what changed since the last update is looked at. */
export function createMessageIndex(): {
  readonly update: (messages: ReadonlyArray<ShownMessage>) => void
  readonly find: (id: OpId) => ShownMessage | undefined
  readonly thread: (root: OpId) => Thread | undefined
} {
  const byId = new Map<OpId, ShownMessage>()
  const threads = createThreadIndex()
  let known: ReadonlyArray<ShownMessage> = []
  return {
    update: (messages) => {
      if (messages === known) return
      const shorter = Math.min(known.length, messages.length)
      let head = 0
      while (head < shorter && known[head] === messages[head]) head++
      let tail = 0
      while (tail < shorter - head && known.at(-1 - tail) === messages.at(-1 - tail)) tail++
      const gone = known.slice(head, known.length - tail)
      const come = messages.slice(head, messages.length - tail)
      for (const { id } of gone) byId.delete(id)
      for (const message of come) byId.set(message.id, message)
      threads.update([...gone.map((before) => ({ before })), ...come.map((after) => ({ after }))])
      known = messages
    },
    find: (id) => byId.get(id),
    thread: threads.of,
  }
}
