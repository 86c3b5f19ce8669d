/**
 * Messages that are about to be deleted, wherever they are, or, refused by the server, to be given up; so may be a refused change that is none, by its op. Nothing is written of it before the moment to undo it is over: it ends early when the
 * person goes to another conversation, the page is hidden or goes, or the account is locked or signed out from the page (`Toasts.finish`).
 */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { sendFailureText } from '../composer/words.ts'
import { words } from './words.ts'

/** For everybody; or, together with its files, what nobody else has seen: `unsend` what has not left this device, `discard` what was refused. */
export type RemovalWay = 'redact' | 'unsend' | 'discard'

export interface Removal {
  readonly pending: Readable<ReadonlyMap<OpId | undefined, RemovalWay>>
  /** Says so with the way back. Why it could not be deleted is said too; then the message stands there again. */
  readonly begin: (message: OpId | undefined, way: RemovalWay, toasts: Pick<Toasts, 'say'>) => void
  /** Deletes now what is pending. */
  readonly finish: () => void
}

export function createRemoval(open: Pick<OpenConversation, 'redact' | 'discard' | 'withhold'>): Removal {
  const pending = createCell<ReadonlyMap<OpId | undefined, RemovalWay>>(new Map())
  const ends = new Map<OpId | undefined, () => void>()
  const keep = (message: OpId | undefined): void => {
    ends.delete(message)
    pending.write(new Map([...pending.read()].filter(([each]) => each !== message)))
    if ([...pending.read().values()].every((each) => each === 'redact')) open.withhold(false)
  }
  return {
    pending,
    begin: (message, way, { say }) => {
      if (pending.read().has(message)) return
      const remove = async (): Promise<void> => {
        ends.delete(message)
        try {
          const isRefused = way === 'discard' || message === undefined
          const removed = await (isRefused ? open.discard(message) : open.redact(message))
          if (!removed.ok) say({ text: sendFailureText(removed.failure) })
        } finally {
          keep(message) // whatever came of it, it is not being deleted any more
        }
      }
      pending.write(new Map([...pending.read(), [message, way]]))
      if (way !== 'redact') open.withhold(true)
      const text = way === 'discard' ? words.givingUp : words.deleting
      const end = say({ text, undo: () => keep(message), done: remove })
      ends.set(message, end)
    },
    finish: () => {
      for (const end of ends.values()) end()
    },
  }
}

export const removalText = (way: RemovalWay): string =>
  way === 'discard' ? words.discarding : words.removing

/** What is drawn in its place meanwhile: the room that it will leave. */
export const asRemoved = ({
  attachments: _,
  preview: __,
  pinned: ___,
  earlier: ____,
  ...message
}: ShownMessage): ShownMessage => ({ ...message, text: '', redacted: true, edited: false, reactions: [] })
