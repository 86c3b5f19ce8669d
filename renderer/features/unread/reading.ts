/** Conversations marked as read or unread from outside. Read ones are told so at once, and for good when the time for undoing it is over. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { words } from './words.ts'

export interface Reading {
  /** About to be marked as read. */
  readonly settled: Readable<ReadonlySet<ConversationId>>
  readonly markRead: (conversations: ReadonlyArray<ConversationId>) => void
  readonly markUnread: (conversation: ConversationId) => void
}

export const noReading: Reading = {
  settled: createCell(new Set()),
  markRead: () => undefined,
  markUnread: () => undefined,
}

interface ReadingDeps {
  readonly engine: Pick<Engine, 'markRead' | 'markUnread'>
  readonly toasts: Pick<Toasts, 'say'>
  readonly inView: () => Pick<ConversationModel, 'id' | 'open' | 'markUnread'> | undefined
}

export function createReading({ engine, toasts, inView }: ReadingDeps): Reading {
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
        text: words.marked,
        count: these.length,
        undo: unsettle,
        done: () => {
          for (const each of these) engine.markRead(each)
          unsettle()
        },
      })
    },
    markUnread: (conversation) => {
      const model = inView()
      // What is in view would be seen again at once: the visit has to know.
      const messages = model?.id === conversation ? model.open.view.read().messages : []
      const inChannel = messages.filter(({ thread }) => thread === undefined)
      const last = inChannel.findLast(({ delivery }) => delivery === undefined) ?? inChannel.at(-1)
      if (last === undefined) engine.markUnread(conversation)
      else model?.markUnread(last.id)
    },
  }
}
