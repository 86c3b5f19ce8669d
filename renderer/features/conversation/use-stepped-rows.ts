import { useLayoutEffect, useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Readable } from '../../../core/base/readable.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { type Row, stepTowards } from './rows.ts'

export interface SteppedRows {
  readonly rows: ReadonlyArray<Row>
  /** Rows were added before the first one in this step: the list keeps its distance from the end. */
  readonly prepends: boolean
}

// What is on the screen is what the last commit put there. State would say so one render late, and a render that is thrown
// away does not touch the refs.
/* oxlint-disable react/refs -- see above */

/**
 * `source` in steps that add rows at one end at a time (see `stepTowards`). Older rows wait for the next frame: the list
 * (virtua 0.54) shows an empty window for a moment if they come while it has moved and not yet heard of it, and what it
 * has to hear is told at the beginning of a frame.
 */
export function useSteppedRows(source: Readable<ReadonlyArray<Row>>): SteppedRows {
  const next = useReadable(source)
  const shown = useRef<ReadonlyArray<Row>>([])
  const frameBegan = useRef(false)
  const [, again] = useReducer((count: number) => count + 1, 0)
  const step = stepTowards(shown.current, next)
  const waits = step.prepends && !frameBegan.current
  const rows = waits ? shown.current : step.rows
  const { done } = step
  useLayoutEffect(() => {
    if (waits) {
      const frame = requestAnimationFrame(() => {
        frameBegan.current = true
        flushSync(again)
      })
      return () => cancelAnimationFrame(frame)
    }
    frameBegan.current = false
    shown.current = rows
    if (!done) again()
    return undefined
  }, [waits, rows, done])
  return { rows, prepends: step.prepends && !waits }
}
