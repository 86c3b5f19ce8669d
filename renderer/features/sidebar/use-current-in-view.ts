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
    const shown = list.current
    if (shown === null || !isListed) return undefined
    const bring = (): void => {
      const entry = shown.querySelector(`[data-conversation="${current}"]`)
      // What one has pointed at does not move from under the pointer.
      if (entry && !(shown.matches(':hover') && isWithin(entry, shown)))
        entry.scrollIntoView({ block: 'nearest' })
    }
    bring()
    // In a drawer that is closed nothing can be scrolled, and nothing stays so.
    let height = shown.offsetHeight
    const observer = new ResizeObserver(() => {
      if (height === 0 && shown.offsetHeight > 0) bring()
      height = shown.offsetHeight
    })
    observer.observe(shown)
    return () => observer.disconnect()
  }, [list, current, isListed])
}

function isWithin(inner: Element, outer: Element): boolean {
  const [entry, edges] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()]
  return entry.top >= edges.top && entry.bottom <= edges.bottom
}
