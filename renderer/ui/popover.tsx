import { type JSX, type ReactNode, useLayoutEffect, useRef } from 'react'
import { isMirrored } from './direction.ts'
import { type Align, placeBeside, type Rect, type Side } from './place.ts'
import styles from './popover.module.css'

interface PopoverProps {
  readonly anchor: Rect
  readonly side?: Side
  readonly align?: Align
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A box in the top layer beside `anchor`, open as long as it is rendered. Escape and a press elsewhere ask to close
 * it; the browser then gives the focus back to where it was. A menu in it, or what has `data-autofocus`, has the focus at
 * once. It stays inside of a window that changes its size.
 */
export function Popover({
  anchor,
  side = 'below',
  align = 'start',
  onClose,
  children,
}: PopoverProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const { left, top, width, height } = anchor
  // Before it leaves the page, so that the focus goes back: a dialog that its menu opens shall give it back there.
  useLayoutEffect(() => {
    const element = box.current
    return () => {
      if (element?.matches(':popover-open') === true) element.hidePopover()
    }
  }, [])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    element.showPopover()
    // Before that nothing in it can have the focus.
    if (!element.contains(document.activeElement)) {
      element.querySelector<HTMLElement>('[role=menuitem], [data-autofocus]')?.focus()
    }
    const put = (): void => {
      const size = element.getBoundingClientRect()
      const viewport = { width: window.innerWidth, height: window.innerHeight }
      const place = placeBeside({ left, top, width, height }, size, viewport, {
        side,
        align,
        gap: 4,
        isMirrored: isMirrored(),
      })
      element.style.left = `${place.left}px`
      element.style.top = `${place.top}px`
    }
    put()
    window.addEventListener('resize', put)
    return () => window.removeEventListener('resize', put)
  }, [left, top, width, height, side, align])

  return (
    <div
      ref={box}
      popover="auto"
      className={styles.popover}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose()
      }}
    >
      {children}
    </div>
  )
}
