import { type RefObject, useEffect } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'

/**
 * Brings the entry of the conversation into `list`'s view when the person goes there, or once it `isListed`; not again until they go elsewhere.
 * Rule UB8 in ../unread-bar/SPEC.md.
 */
export function useCurrentInView(
  list: RefObject<HTMLElement | null>,
  current: ConversationId | undefined,
  isListed: boolean,
): void {
  useEffect(() => {
    const entry = isListed && list.current?.querySelector(`[data-conversation="${current}"]`)
    // What one has pointed at does not move from under the pointer.
    if (entry && !(list.current?.matches(':hover') === true && isWithin(entry, list.current)))
      entry.scrollIntoView({ block: 'nearest' })
  }, [list, current, isListed])
}

function isWithin(inner: Element, outer: Element): boolean {
  const [entry, edges] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()]
  return entry.top >= edges.top && entry.bottom <= edges.bottom
}
