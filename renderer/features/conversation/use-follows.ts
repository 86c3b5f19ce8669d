import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { ConversationModel } from './conversation-model.ts'

/** Pixels from the end within which the newest message counts as in view. */
const endSlack = 8

export interface Follows {
  /** Whether the list is to stay at its end, as far as is known by now. */
  readonly now: () => boolean
  readonly set: (follows: boolean) => void
  /** Takes note of where the list stands, in CSS pixels from its beginning and to its end. Costs no layout. */
  readonly look: (offset: number, toGo: number) => { readonly before: boolean; readonly after: boolean }
}

/**
 * The list follows its end from when the person is there until they scroll up. A scroll is heard of a frame later; what
 * changes the list meanwhile must not pull them back, so `now` looks for itself, and so does every change of the rows.
 */
export function useFollows(log: RefObject<HTMLElement | null>, model: ConversationModel): Follows {
  const follows = useRef(model.readingPlace() === undefined)
  const lastOffset = useRef(0)
  const now = (): boolean => {
    if (log.current !== null && roseFrom(lastOffset.current, log.current)) follows.current = false
    return follows.current
  }
  const beforeRowsChange = useEffectEvent(() => void now())
  useEffect(() => model.rows.listen(() => beforeRowsChange()), [model])
  return {
    now,
    set: (next) => {
      follows.current = next
    },
    look: (offset, toGo) => {
      const before = follows.current
      if (toGo <= endSlack) follows.current = true
      else if (offset < lastOffset.current) follows.current = false
      lastOffset.current = offset
      return { before, after: follows.current }
    },
  }
}

/** Whether the list stands higher than at `offset`, and not because it became shorter. */
const roseFrom = (offset: number, { scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean =>
  scrollTop < offset - 1 && scrollHeight - clientHeight - scrollTop > endSlack
