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
  // Reading a ref while rendering is safe here: it is written after the commit, and a discarded render changes nothing.
  const step = stepTowards(shown.current, next)
  useLayoutEffect(() => {
    shown.current = step.rows
    if (!step.done) again()
  })
  return step
}
