import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { ConversationModel } from './conversation-model.ts'

/** Pixels from the end within which the newest message counts as in view. */
const endSlack = 8

/** Pixels that the list may rise while rows are measured without anybody having scrolled. */
const measuredRise = 400

interface Place {
  /** From the beginning of the list. */
  readonly offset: number
  /** Of all of it. */
  readonly height: number
  /** From the lower edge of the window to the end. */
  readonly toGo: number
}

export interface Follows {
  /** Whether the list is to stay at its end, as far as is known by now. */
  readonly now: () => boolean
  readonly set: (follows: boolean) => void
  /** Takes note of where the list stands, in CSS pixels. Costs no layout. */
  readonly look: (place: Place) => { readonly before: boolean; readonly after: boolean }
}

/**
 * The list follows its end from when the person is there until they scroll up. A scroll is heard of a frame later; what
 * changes the list meanwhile must not pull them back, so `now` looks for itself, and so does every change of the rows.
 */
export function useFollows(log: RefObject<HTMLElement | null>, model: ConversationModel): Follows {
  const follows = useRef(model.readingPlace() === undefined)
  const last = useRef({ offset: 0, height: 0 })
  const now = (): boolean => {
    // From the beginning nothing rises; to look would lay out what is being put up, once more than it has to be.
    if (last.current.offset > 0 && log.current !== null && roseFrom(last.current, placeOf(log.current)))
      follows.current = false
    return follows.current
  }
  const beforeRowsChange = useEffectEvent(() => void now())
  useEffect(() => model.rows.listen(() => beforeRowsChange()), [model])
  return {
    now,
    set: (next) => {
      follows.current = next
    },
    look: (place) => {
      const before = follows.current
      if (place.toGo <= endSlack) follows.current = true
      else if (roseFrom(last.current, place)) follows.current = false
      last.current = place
      return { before, after: follows.current }
    },
  }
}

const placeOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): Place => ({
  offset: scrollTop,
  height: scrollHeight,
  toGo: scrollHeight - clientHeight - scrollTop,
})

/**
 * Whether somebody scrolled up since `last`: the list stands higher, and not because it became shorter. Rows that are
 * measured, or get their font, move it by no more than a window or so, and change its height; who scrolls that little
 * up does so among rows that have their heights.
 * @internal
 */
export function roseFrom(last: Omit<Place, 'toGo'>, { offset, height, toGo }: Place): boolean {
  const rise = last.offset - offset
  if (rise <= 1 || toGo <= endSlack) return false
  return Math.abs(height - last.height) <= 1 || rise > measuredRise
}
