import { type RefObject, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { edgeHeight } from './list-edge-height.ts'
import type { Row } from './rows.ts'

const labelHeight = 40

export interface TopDayState {
  readonly label: RefObject<HTMLDivElement | null>
  /** The day of the message at the top edge; undefined above the first one. */
  readonly day: number | undefined
  /** Call it after each move of the list. */
  readonly look: (handle: VirtualizerHandle) => void
}

/** The label over the list's top edge. Moves without rendering; renders when the day changes. */
export function useTopDay(rows: ReadonlyArray<Row>): TopDayState {
  const label = useRef<HTMLDivElement>(null)
  const [day, setDay] = useState<number>()
  const look = (handle: VirtualizerHandle): void => {
    const offset = handle.scrollOffset
    const index = handle.findItemIndex(offset)
    setDay(offset < edgeHeight ? undefined : rows[index]?.day)
    if (label.current === null) return
    const push = pushAt(handle, rows, index, offset)
    label.current.style.transform = push === 0 ? '' : `translateY(${push}px)`
  }
  return { label, day, look }
}

/** How far the mark of the next day has pushed the label out of the top edge: 0 or less. */
function pushAt(handle: VirtualizerHandle, rows: ReadonlyArray<Row>, index: number, offset: number): number {
  for (let next = index + 1; rows[next] !== undefined; next++) {
    const top = edgeHeight + handle.getItemOffset(next) - offset
    if (top >= labelHeight) return 0
    if (rows[next]?.startsDay === true) return top - labelHeight
  }
  return 0
}
