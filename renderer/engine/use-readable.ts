import { useSyncExternalStore } from 'react'
import type { Readable } from '../../core/base/readable.ts'

/** Renders again when `source` changes; safe in concurrent rendering because `read()` is stable between changes. */
export const useReadable = <Value>(source: Readable<Value>): Value =>
  useSyncExternalStore(source.listen, source.read)

/**
 * Renders again when `select` gives another value. It runs after every change of `source`, so it must be quick and
 * give the same reference or primitive for the same state.
 */
export const useSlice = <Value, Slice>(source: Readable<Value>, select: (value: Value) => Slice): Slice =>
  useSyncExternalStore(source.listen, () => select(source.read()))
