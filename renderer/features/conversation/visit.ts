/** Rules UB1 to UB5 in renderer/features/unread-bar/SPEC.md. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import { compareMarks, type ReadMark } from '../../../core/conversation/about.ts'
import type { ConversationView, OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { maxUnreadPosts, type UnreadCount } from '../../../core/sync/unread-posts.ts'
import { keyOf } from './rows.ts'

/** What was unread when the person came begins further back than what was loaded then, and they have not been there yet. */
export interface NewAbove {
  /** When the last message that they have read was written, in milliseconds since 1970. */
  readonly since: number
  /** How many there are; undefined if nobody knows. */
  readonly count: number | undefined
}

export interface Visit {
  /** Key of the first message that was unread when the person came; undefined as long as it is not loaded. */
  readonly newFrom: Readable<string | undefined>
  readonly newAbove: Readable<NewAbove | undefined>
  /** `count`: as the list of conversations has it. */
  readonly begin: (isUnread: boolean, count?: UnreadCount) => void
  readonly end: () => void
  readonly markSeen: () => void
  /** All of it has been read, whatever was in view. */
  readonly markRead: () => void
  /** Of what stands beyond the upper edge this came in just now, `count` in all. */
  readonly cameLate: (first: ShownMessage, count: number) => void
  /** Where the new ones begin has been in view. */
  readonly beenThere: () => void
  readonly markUnread: (from: OpId) => void
  /** To be called when the view has changed, before what is drawn of it does. */
  readonly look: () => void
}

/** From when the person comes to a list of messages until they go: where the new ones begin, and what they want unread. */
export function createVisit(open: OpenConversation, messages: () => ReadonlyArray<ShownMessage>): Visit {
  const { newFrom, newAbove, ...line } = createLine(open, messages)
  let told: UnreadCount | undefined
  let isAwaited = false
  let isHeld = false
  const look = (): void => {
    const { opening, readTo, late } = open.view.read()
    if (isAwaited && !opening && messages().length > 0) {
      isAwaited = false
      const first = messages().find(({ id }) => late.includes(id))
      if (first !== undefined) line.standAbove(first)
      else if (readTo !== undefined) line.begin(readTo, told) // this device may not know: no line is better than a false one
    }
    line.look()
  }
  const forget = (): void => {
    isHeld = false
    isAwaited = false
    line.end()
  }
  return {
    newFrom,
    newAbove,
    begin: (isUnread, count) => {
      forget()
      isAwaited = isUnread
      told = count
      look()
    },
    end: forget,
    markSeen: () => {
      if (!isHeld) open.markSeen()
    },
    markRead: () => {
      forget()
      open.markSeen()
    },
    cameLate: (first, count) => {
      if (!isHeld && newFrom.read() !== keyOf(first)) line.standAbove(first, count)
    },
    beenThere: () => newAbove.write(undefined),
    markUnread: (from) => {
      forget()
      isHeld = true
      const message = messages().find(({ id }) => id === from)
      if (message !== undefined) line.standBefore(message)
      open.markUnread(from)
    },
    look,
  }
}

/** Where the new ones begin, once that is loaded. */
function createLine(open: OpenConversation, messages: () => ReadonlyArray<ShownMessage>) {
  const newFrom = createCell<string | undefined>(undefined)
  const newAbove = createCell<NewAbove | undefined>(undefined)
  /** How far the person had read when they came, until it is known where that is. */
  let readTo: ReadMark | undefined
  let told: UnreadCount | undefined
  let newest: OpId | undefined
  return {
    newFrom,
    newAbove,
    begin: (mark: ReadMark, count: UnreadCount | undefined): void => {
      readTo = mark
      told = count
    },
    look: (): void => {
      if (readTo === undefined) return
      const mark = readTo
      const later = messages().filter((message) => isByOther(message) && compareMarks(message, mark) > 0)
      const above = newAbove.read()
      const last = later.at(-1)?.id
      if (isLoaded(open.view.read(), mark)) {
        readTo = undefined
        newFrom.write(later[0] && keyOf(later[0]))
        newAbove.write(above && later[0] && { ...above, count: later.length })
      } else if (above === undefined) {
        newAbove.write({ since: mark.at.time, count: exact(told, later.length) })
      } else if (above.count !== undefined && newest !== last) {
        newAbove.write({ ...above, count: undefined }) // what has come since is not in it
      }
      newest = last
    },
    /** And it is said, as long as that is not in view. */
    standAbove: (first: ShownMessage, count?: number): void => {
      readTo = undefined
      newFrom.write(keyOf(first))
      newAbove.write({ since: first.at.time, count })
    },
    standBefore: (from: ReadMark): void => {
      const first = messages().find((message) => isByOther(message) && compareMarks(message, from) >= 0)
      newFrom.write(first && keyOf(first))
    },
    end: (): void => {
      readTo = undefined
      newFrom.write(undefined)
      newAbove.write(undefined)
    },
  }
}

/**
 * Whether all is loaded that comes after what was read last: that stands there, or nothing is further back. That there is something
 * earlier is not enough, for what somebody wrote while out of reach comes in late with its own time.
 */
const isLoaded = ({ messages, before }: ConversationView, { id, at }: ReadMark): boolean =>
  before === 'beginning' ||
  messages.every((each) => compareMarks(each, { id, at }) <= 0) || // marked as unread as a whole
  messages.some((each) => each.id === id || (each.at.time === at.time && each.at.counter === at.counter))

/** It counts what this device has heard of, up to a bound: no less than what is loaded and, with more further back, not the same. */
const exact = (told: UnreadCount | undefined, loaded: number): number | undefined =>
  told !== undefined && told.messages + told.replies < maxUnreadPosts && told.messages > loaded
    ? told.messages
    : undefined

/** One's own messages have a delivery. */
const isByOther = ({ delivery, redacted }: ShownMessage): boolean => delivery === undefined && !redacted
