import { type JSX, type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { isMirrored } from './direction.ts'
import { placeBeside } from './place.ts'
import styles from './popover.module.css'
import wrap from './tooltip.module.css'

const delay = 450

/** Shows `text` when the mouse rests on its child or the keyboard reaches it. Repeats what the child says of itself. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string
  readonly children: ReactNode
}): JSX.Element {
  const anchor = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [shown, setShown] = useState(false)
  const hide = (): void => {
    clearTimeout(timer.current)
    setShown(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <span
      ref={anchor}
      role="presentation"
      className={wrap.anchor}
      onPointerEnter={(event) => {
        if (event.pointerType !== 'touch') timer.current = setTimeout(() => setShown(true), delay)
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        // In a task of its own: a box that closes gives the focus back, and meanwhile no other may open.
        if (event.target.matches(':focus-visible')) timer.current = setTimeout(() => setShown(true))
      }}
      onBlur={hide}
      onKeyDown={hide}
    >
      {children}
      {shown && <TooltipBox anchor={anchor} text={text} hide={hide} />}
    </span>
  )
}

interface TooltipBoxProps {
  readonly anchor: React.RefObject<HTMLSpanElement | null>
  readonly text: string
  readonly hide: () => void
}

function TooltipBox({ anchor, text, hide }: TooltipBoxProps): JSX.Element {
  const box = useRef<HTMLSpanElement>(null)
  const hidden = useEffectEvent(hide)
  // It may cover what one reads while the focus is elsewhere (WCAG 1.4.13).
  useEffect(() => {
    const listener = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hidden()
    }
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [])
  useLayoutEffect(() => {
    const element = box.current
    // The anchor has no box of its own (display: contents); what it wraps has.
    const target = anchor.current?.firstElementChild
    if (element === null || target === null || target === undefined) return
    element.showPopover()
    const viewport = { width: window.innerWidth, height: window.innerHeight }
    const size = element.getBoundingClientRect()
    const place = placeBeside(target.getBoundingClientRect(), size, viewport, {
      side: 'above',
      align: 'center',
      gap: 6,
      isMirrored: isMirrored(),
    })
    element.style.left = `${place.left}px`
    element.style.top = `${place.top}px`
  }, [anchor])
  return (
    <span ref={box} popover="manual" aria-hidden className={styles.tooltip}>
      {text}
    </span>
  )
}
