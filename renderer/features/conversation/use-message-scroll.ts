import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ReadMark } from '../../../core/conversation/about.ts'
import { countUnread } from '../../../core/conversation/views/unread.ts'
import type { OpId, UserId } from '../../../core/protocol/ids.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { ConversationModel } from './conversation-model.ts'
import { edgeHeight } from './list-edge-height.ts'
import { keyOf, type Row } from './rows.ts'
import { useFollows } from './use-follows.ts'
import { useHold } from './use-hold.ts'

/** Heights of the window above the top edge below which older messages are asked for. */
const headroom = 4
/** Pixels of what was read already above what is new. */
const spaceAboveNew = 120

interface ScrollDeps {
  /** What scrolls. */
  readonly log: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  readonly model: ConversationModel
  readonly rows: ReadonlyArray<Row>
  /** Rows were added before the first one just now. */
  readonly prepends: boolean
  readonly self: UserId
}

export interface MessageScroll {
  /** Call it after each move of the list. */
  readonly look: (handle: VirtualizerHandle) => void
  /** Call it when the list has heard that it moved, before `look`. */
  readonly moved: () => void
  /** Call it when something in the list changed its height. */
  readonly resized: () => void
  /** The newest message is out of view. */
  readonly away: boolean
  /** How many messages have come in unread since it went out of view. */
  readonly missed: number
  readonly jumpToLatest: () => void
  /** Away from the end, to a row in the middle of the window. */
  readonly goToRow: (index: number) => void
}

/**
 * The height of all that scrolls, as the list has measured or estimated it. Not by its `scrollSize`: that is no less than the
 * window, though the edge stands before it.
 */
function heightOf(handle: VirtualizerHandle, count: number): number {
  const rows = count === 0 ? 0 : handle.getItemOffset(count - 1) + handle.getItemSize(count - 1)
  return Math.max(handle.viewportSize, edgeHeight + rows)
}

/**
 * Keeps the list where the person reads: at the end while the newest message is in view, else on the same message.
 * Asks for older messages before the top is reached.
 */
export function useMessageScroll({ log, list, model, rows, prepends, self }: ScrollDeps): MessageScroll {
  const follows = useFollows(log, model)
  const hold = useHold(log, rows, prepends)
  const lastKey = useRef<string>(undefined)
  const seen = useRef<ReadMark>(undefined)
  const [away, setAway] = useState(false)
  const [missed, setMissed] = useState(0)

  const toEnd = (): void => {
    follows.set(true)
    scrollToEnd(log.current)
  }
  const atEnd = (): void => {
    setAway(false)
    setMissed(0)
    seen.current = rows.at(-1)?.message
    model.setReadingPlace(undefined)
    if (isSeen(log.current)) see(list.current, rows, model)
  }

  const look = (handle: VirtualizerHandle): void => {
    const offset = handle.scrollOffset
    const height = heightOf(handle, rows.length)
    const toGo = height - handle.viewportSize - offset
    const { before, after } = follows.look({ offset, height, toGo })
    if (!after) {
      setAway(toGo > handle.viewportSize / 2)
      keepReadingPlace(handle, rows, model)
    } else if (!before || away || missed > 0) atEnd()
    // The list hears late of where it stands: what came a moment ago would be taken for near, and the next segment asked for.
    if (isNear(offset, handle.viewportSize) && log.current !== null) loadIfNear(log.current, rows, model)
  }

  const settle = useEffectEvent((): void => {
    const arrival = arrivalOf(rows, lastKey.current, self)
    lastKey.current = arrival.newest
    if (arrival.first) seen.current = rows.at(-1)?.message
    if (arrival.first && goToNew(list.current, rows, model))
      return lookLater(follows, () => list.current && look(list.current))
    if (arrival.first && !follows.now()) {
      if (goToReadingPlace(list.current, rows, model)) return
      follows.set(true)
    }
    if (follows.now() || arrival.wrote) {
      toEnd()
      if (arrival.newest !== undefined) atEnd()
    } else setMissed(countAfter(rows, seen.current, self))
    // Where it stands now, which the list hears of later: opening at the end must not fetch what lies before.
    if (log.current !== null) loadIfNear(log.current, rows, model)
  })
  useLayoutEffect(() => settle(), [rows])

  useReturn(model, () => follows.now() && atEnd())

  return {
    look,
    moved: hold.drop,
    resized: () => (follows.now() ? toEnd() : hold.keep()),
    away,
    missed,
    jumpToLatest: () => {
      toEnd()
      atEnd()
    },
    goToRow: (index) => leaveForRow(index, follows, list.current),
  }
}

/** Not by the list's own scrollToIndex: that goes on scrolling for a while, also against the person. */
const scrollToEnd = (log: HTMLElement | null): void =>
  log?.scrollTo({ top: log.scrollHeight, behavior: 'instant' })

/** Where all of it fits, nothing scrolls: whether the end is in view is seen when the rows have their heights. */
function lookLater(follows: ReturnType<typeof useFollows>, look: () => void): void {
  follows.set(false)
  requestAnimationFrame(() => requestAnimationFrame(look))
}

function leaveForRow(
  index: number,
  follows: ReturnType<typeof useFollows>,
  list: VirtualizerHandle | null,
): void {
  follows.set(false)
  list?.scrollToIndex(index, { align: 'center' })
}

/** Nobody sees what a panel covers, or another window. */
const isSeen = (log: HTMLElement | null): boolean =>
  log?.checkVisibility({ visibilityProperty: true }) === true &&
  document.hasFocus() &&
  document.visibilityState === 'visible'

/** When the window gets the focus again, or is wide enough for a panel that covered what is said, or the panel goes. */
function useReturn({ panel }: ConversationModel, act: () => void): void {
  const isOpen = useReadable(panel) !== undefined
  const wasOpen = useRef(isOpen)
  const returned = useEffectEvent(act)
  useEffect(() => {
    const listener = (): void => returned()
    const ways = ['focus', 'resize']
    for (const way of ways) window.addEventListener(way, listener)
    return () => {
      for (const way of ways) window.removeEventListener(way, listener)
    }
  }, [])
  useEffect(() => {
    if (wasOpen.current && !isOpen) returned()
    wasOpen.current = isOpen
  }, [isOpen])
}

interface Arrival {
  readonly newest: string | undefined
  /** There were no rows before. */
  readonly first: boolean
  /** The person wrote one of them just now. */
  readonly wrote: boolean
}

/** What was added after the row with the key `before`. */
function arrivalOf(rows: ReadonlyArray<Row>, before: string | undefined, self: UserId): Arrival {
  const last = rows.at(-1)
  const newest = last && keyOf(last.message)
  const none = { newest, first: false, wrote: false }
  if (newest === before) return none
  if (before === undefined) return { ...none, first: true }
  const added = rows.slice(rows.findLastIndex((row) => keyOf(row.message) === before) + 1)
  return {
    newest,
    first: false,
    wrote: added.some(({ message }) => message.author === self && message.delivery?.kind === 'queued'),
  }
}

/** What counts as unread after `seen`. */
function countAfter(rows: ReadonlyArray<Row>, seen: ReadMark | undefined, self: UserId): number {
  const marks = { threads: new Map(), ...(seen && { channel: seen }) }
  const messages = rows.map(({ message }) => message)
  return countUnread(messages, { self, marks })
}

/** From its end. What came in further up than reaches into the window is told: nobody would notice. */
function see(handle: VirtualizerHandle | null, rows: ReadonlyArray<Row>, model: ConversationModel): void {
  const { late } = model.open.view.read()
  if (handle !== null && late.length > 0) tellLate(handle, rows, model, late)
  model.markSeen()
}

function tellLate(
  handle: VirtualizerHandle,
  rows: ReadonlyArray<Row>,
  model: ConversationModel,
  late: ReadonlyArray<OpId>,
): void {
  const top = heightOf(handle, rows.length) - handle.viewportSize - edgeHeight
  const beyond = rows.filter(
    ({ message }, at) =>
      late.includes(message.id) && handle.getItemOffset(at) + handle.getItemSize(at) <= top,
  )
  const first = beyond[0]?.message
  if (first !== undefined) model.cameLate(first, beyond.length)
}

const isNear = (offset: number, windowHeight: number): boolean =>
  offset < headroom * Math.max(windowHeight, 400)

function loadIfNear(log: HTMLElement, drawn: ReadonlyArray<Row>, { open, rows }: ConversationModel): void {
  // Those that came a moment ago wait for a frame to be drawn: until then it is near to what was the top.
  if (open.view.read().before !== 'more' || rows.read() !== drawn) return
  if (isNear(log.scrollTop, log.clientHeight)) void open.loadOlder()
}

/** To the first message that was unread when the person came, with a little of what stands before it; false if there is none. */
function goToNew(
  handle: VirtualizerHandle | null,
  rows: ReadonlyArray<Row>,
  model: ConversationModel,
): boolean {
  const key = model.newFrom.read()
  const index = key === undefined ? -1 : rows.findIndex((row) => keyOf(row.message) === key)
  if (index === -1 || model.readingPlace() !== undefined) return false
  handle?.scrollToIndex(index, { align: 'start', offset: -spaceAboveNew })
  return true
}

/** False if there is none or its message is not loaded. */
function goToReadingPlace(
  handle: VirtualizerHandle | null,
  rows: ReadonlyArray<Row>,
  model: ConversationModel,
): boolean {
  const place = model.readingPlace()
  const index = place === undefined ? -1 : rows.findIndex((row) => keyOf(row.message) === place.key)
  if (place === undefined || index === -1) return false
  handle?.scrollToIndex(index, { align: 'start', offset: place.offset })
  return true
}

function keepReadingPlace(
  handle: VirtualizerHandle,
  rows: ReadonlyArray<Row>,
  model: ConversationModel,
): void {
  const index = handle.findItemIndex(handle.scrollOffset)
  const row = rows[index]
  if (row === undefined) return
  const offset = handle.scrollOffset - edgeHeight - handle.getItemOffset(index)
  model.setReadingPlace({ key: keyOf(row.message), offset })
}
