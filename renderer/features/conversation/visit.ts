import { createCell, type Readable } from '../../../core/base/readable.ts'
import { compareMarks } from '../../../core/conversation/about.ts'
import type { OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { keyOf } from './rows.ts'

export interface Visit {
  readonly newFrom: Readable<string | undefined>
  readonly begin: (isUnread: boolean) => void
  readonly end: () => void
  readonly markSeen: () => void
  readonly markUnread: (from: OpId) => void
  /** To be called when the view has changed, before what is drawn of it does. */
  readonly look: () => void
}

/** From when the person comes to a list of messages until they go: where the new ones begin, told once, and what they want unread. */
export function createVisit(open: OpenConversation, messages: () => ReadonlyArray<ShownMessage>): Visit {
  const newFrom = createCell<string | undefined>(undefined)
  let isAwaited = false
  let isHeld = false
  const look = (): void => {
    const { opening, readTo } = open.view.read()
    if (!isAwaited || opening || messages().length === 0) return
    isAwaited = false
    if (readTo === undefined) return // this device does not know: no line is better than a false one
    standBefore((message) => compareMarks(message, readTo) > 0)
  }
  const standBefore = (isNew: (message: ShownMessage) => boolean): void => {
    const first = messages().find((message) => isByOther(message) && isNew(message))
    newFrom.write(first && keyOf(first))
  }
  return {
    newFrom,
    begin: (isUnread) => {
      isHeld = false
      isAwaited = isUnread
      newFrom.write(undefined)
      look()
    },
    end: () => {
      isHeld = false
      isAwaited = false
      newFrom.write(undefined)
    },
    markSeen: () => {
      if (!isHeld) open.markSeen()
    },
    markUnread: (from) => {
      isHeld = true
      isAwaited = false
      const message = messages().find(({ id }) => id === from)
      if (message !== undefined) standBefore((each) => compareMarks(each, message) >= 0)
      open.markUnread(from)
    },
    look,
  }
}

/** One's own messages have a delivery. */
const isByOther = ({ delivery, redacted }: ShownMessage): boolean => delivery === undefined && !redacted
