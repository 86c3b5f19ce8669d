import { useLayoutEffect, useReducer, useRef } from 'react'
import type { Readable } from '../../../core/base/readable.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { type Row, stepTowards } from './rows.ts'

export interface SteppedRows {
  readonly rows: ReadonlyArray<Row>
  /** Rows were added before the first one in this step: the list keeps its distance from the end. */
  readonly prepends: boolean
}

/** `source` in steps that add rows at one end at a time (see `stepTowards`). */
export function useSteppedRows(source: Readable<ReadonlyArray<Row>>): SteppedRows {
  const next = useReadable(source)
  const shown = useRef<ReadonlyArray<Row>>([])
  const [, again] = useReducer((count: number) => count + 1, 0)
  // What is on the screen is what the last commit put there. State would say so one render late, and a render that is
  // thrown away does not touch the ref.
  // oxlint-disable-next-line react/refs -- see above
  const step = stepTowards(shown.current, next)
  const { rows, done } = step
  useLayoutEffect(() => {
    shown.current = rows
    if (!done) again()
  }, [rows, done])
  return step
}
