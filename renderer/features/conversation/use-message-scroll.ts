import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { ConversationModel } from './conversation-model.ts'
import { keyOf, type Row } from './rows.ts'

/** Height of what stands before the first message, in CSS pixels; the same whatever it says. */
export const edgeHeight = 88
/** Pixels from the end within which the newest message counts as in view. */
const endSlack = 8
/** Windows of messages above the top edge below which older ones are asked for. */
const headroom = 4

interface MessageScrollDeps {
  readonly list: RefObject<VirtualizerHandle | null>
  readonly topDay: RefObject<HTMLDivElement | null>
  readonly model: ConversationModel
  readonly rows: ReadonlyArray<Row>
  readonly self: UserId
}

export interface MessageScroll {
  readonly onScroll: (offset: number) => void
  readonly onResize: () => void
  /** The newest message is out of view. */
  readonly away: boolean
  /** How many messages by others came in since it went out of view. */
  readonly missed: number
  readonly jumpToLatest: () => void
  /** The day of the message at the top edge; undefined above the first one. */
  readonly day: number | undefined
}

/**
 * Keeps the list where the person reads: at the end while the newest message is in view, else on the same message.
 * Asks for older messages before the top is reached.
 */
export function useMessageScroll({ list, topDay, model, rows, self }: MessageScrollDeps): MessageScroll {
  const follows = useRef(model.readingPlace() === undefined)
  const lastOffset = useRef(0)
  const lastKey = useRef<string>(undefined)
  const [away, setAway] = useState(false)
  const [missed, setMissed] = useState(0)
  const [day, setDay] = useState<number>()

  const toEnd = useCallback((): void => {
    follows.current = true
    list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: 'end' })
  }, [list])

  const atEnd = useCallback((): void => {
    setAway(false)
    setMissed(0)
    model.setReadingPlace(undefined)
    if (document.hasFocus() && document.visibilityState === 'visible') model.open.markSeen()
  }, [model])

  const loadIfNear = (): void => {
    const handle = list.current
    if (handle === null || model.open.view.read().before !== 'more') return
    if (handle.scrollOffset < headroom * Math.max(handle.viewportSize, 400)) void model.open.loadOlder()
  }

  // First rows: to the place where reading stopped, or to the end. Later rows: stay at the end, or count them.
  const take = (): void => {
    const newest = rows.at(-1)
    if (newest === undefined) return
    const before = lastKey.current
    lastKey.current = keyOf(newest.message)
    if (before === undefined) return open()
    if (before === lastKey.current) return follows.current ? toEnd() : undefined
    const added = rows.slice(rows.findLastIndex((row) => keyOf(row.message) === before) + 1)
    const wrote = added.some(({ message }) => message.author === self && message.delivery?.kind === 'queued')
    if (follows.current || wrote) {
      toEnd()
      atEnd()
    } else setMissed((count) => count + added.filter(({ message }) => message.author !== self).length)
  }
  const open = (): void => {
    const place = model.readingPlace()
    const index = place === undefined ? -1 : rows.findIndex((row) => keyOf(row.message) === place.key)
    if (place === undefined || index === -1) {
      toEnd()
      atEnd()
    } else list.current?.scrollToIndex(index, { align: 'start', offset: place.offset })
  }
  const settle = useEffectEvent((): void => {
    take()
    loadIfNear()
  })
  useLayoutEffect(() => settle(), [rows])

  useEffect(() => {
    const seen = (): void => {
      if (follows.current) atEnd()
    }
    window.addEventListener('focus', seen)
    return () => window.removeEventListener('focus', seen)
  }, [atEnd])

  const onScroll = (offset: number): void => {
    const handle = list.current
    if (handle === null) return
    const toGo = edgeHeight + handle.scrollSize - handle.viewportSize - offset
    const rose = offset < lastOffset.current
    lastOffset.current = offset
    const index = handle.findItemIndex(offset)
    const row = rows[index]
    setDay(offset < edgeHeight ? undefined : row?.day)
    pushTopDay(topDay.current, handle, rows, index, offset)
    if (toGo <= endSlack) {
      if (!follows.current || away || missed > 0) atEnd()
      follows.current = true
    } else if (rose) follows.current = false
    if (!follows.current) {
      setAway(toGo > handle.viewportSize / 2)
      if (row) {
        const top = edgeHeight + handle.getItemOffset(index)
        model.setReadingPlace({ key: keyOf(row.message), offset: offset - top })
      }
    }
    loadIfNear()
  }

  return {
    onScroll,
    onResize: () => {
      if (follows.current) toEnd()
    },
    away,
    missed,
    jumpToLatest: toEnd,
    day,
  }
}

/** The mark of the next day pushes the label of the day before out of the top edge. */
function pushTopDay(
  label: HTMLElement | null,
  handle: VirtualizerHandle,
  rows: ReadonlyArray<Row>,
  index: number,
  offset: number,
): void {
  if (label === null) return
  const height = 40
  let push = 0
  for (let next = index + 1; rows[next] !== undefined; next++) {
    const top = edgeHeight + handle.getItemOffset(next) - offset
    if (top >= height) break
    if (rows[next]?.startsDay === true) push = top - height
  }
  label.style.transform = push === 0 ? '' : `translateY(${push}px)`
}
