import type { JSX, KeyboardEvent, PointerEvent } from 'react'
import { isMirrored, readingKey } from '../../ui/direction.ts'
import styles from './resize-handle.module.css'
import { words } from './words.ts'

const minWidth = 200
const maxWidth = 400
export const usualWidth = 264

/** Within the limits; the usual width for what is no number. */
export const clampWidth = (width: number): number =>
  Number.isFinite(width) ? Math.round(Math.min(maxWidth, Math.max(minWidth, width))) : usualWidth

interface ResizeHandleProps {
  readonly width: number
  /** What stands before the sidebar in the same pane, in CSS pixels. */
  readonly before: number
  readonly setWidth: (width: number) => void
}

/** The edge between sidebar and conversation, a separator that is a control (ARIA 1.2): dragged, or moved by arrow keys; double-click brings the usual width. */
export function ResizeHandle({ width, before, setWidth }: ResizeHandleProps): JSX.Element {
  const grab = (event: PointerEvent<HTMLElement>): void => {
    if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId)
  }
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const pane = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!pane) return
    const reach = isMirrored() ? pane.right - event.clientX : event.clientX - pane.left
    setWidth(clampWidth(reach - before))
  }
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const key = readingKey(event.key)
    const step = key === 'ArrowLeft' ? -16 : key === 'ArrowRight' ? 16 : undefined
    if (step === undefined) return
    event.preventDefault()
    setWidth(clampWidth(width + step))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a focusable separator is a control
    <hr
      aria-orientation="vertical"
      aria-label={words.resize}
      aria-valuenow={width}
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      className={styles.handle}
      onPointerDown={grab}
      onPointerMove={drag}
      onDoubleClick={() => setWidth(usualWidth)}
      onKeyDown={press}
    />
  )
}
