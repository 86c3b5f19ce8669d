import { fail, ok } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import { misfit, type Outbox, type PendingEntry } from './outbox.ts'

/** An outbox that lives as long as the process: for headless clients and tests. Durable it is not. */
export function createMemoryOutbox(): Outbox {
  let pending: ReadonlyArray<PendingEntry> = []
  const counters = new Map<ConversationId, number>()
  return {
    open: async () => ok({ pending, counters: [...counters] }),
    append: async (entries) => {
      const next = new Map(counters)
      for (const { conversation, counter } of entries) {
        const expected = next.get(conversation) ?? 0
        if (counter !== expected) return fail({ kind: 'counter', expected })
        next.set(conversation, expected + 1)
      }
      for (const [conversation, counter] of next) counters.set(conversation, counter)
      pending = [...pending, ...entries]
      return ok(undefined)
    },
    remove: async (entries) => {
      const gone = new Set(entries.map(({ conversation, counter }) => `${conversation}/${counter}`))
      pending = pending.filter(({ conversation, counter }) => !gone.has(`${conversation}/${counter}`))
      return ok(undefined)
    },
    replace: async (conversation, replacement) => {
      const expected = misfit(conversation, replacement)
      if (expected !== undefined) return fail({ kind: 'counter', expected })
      pending = [...pending.filter((entry) => entry.conversation !== conversation), ...replacement.entries]
      counters.set(conversation, replacement.nextCounter)
      return ok(undefined)
    },
  }
}
