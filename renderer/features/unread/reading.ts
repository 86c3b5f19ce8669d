/** Conversations marked as read from outside: told as read at once, and for good when the time for undoing it is over. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { words } from './words.ts'

export interface Reading {
  /** About to be marked as read. */
  readonly settled: Readable<ReadonlySet<ConversationId>>
  readonly markRead: (conversations: ReadonlyArray<ConversationId>) => void
}

export const noReading: Reading = { settled: createCell(new Set()), markRead: () => undefined }

export function createReading(engine: Pick<Engine, 'markSeen'>, toasts: Pick<Toasts, 'say'>): Reading {
  const settled = createCell<ReadonlySet<ConversationId>>(new Set())
  return {
    settled,
    markRead: (conversations) => {
      const these = conversations.filter((each) => !settled.read().has(each))
      if (these.length === 0) return
      settled.write(new Set([...settled.read(), ...these]))
      const unsettle = (): void =>
        settled.write(new Set([...settled.read()].filter((each) => !these.includes(each))))
      toasts.say({
        text: words.marked(these.length),
        undo: unsettle,
        done: () => {
          for (const each of these) engine.markSeen(each)
          unsettle()
        },
      })
    },
  }
}
