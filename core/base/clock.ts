import type { Brand } from './brand.ts'

/** Whole milliseconds; since 1970 where it names a moment. */
export type Millis = Brand<number, 'Millis'>

/** Mints `Millis`; fractions are cut off. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that mints the brand
export const millis = (value: number): Millis => Math.trunc(value) as Millis

/** Time as a module sees it. Real time is handed in by a composition root, virtual time by tests. */
export interface Clock {
  /** Wall-clock time. May jump, in both directions. */
  readonly now: () => Millis
  /** Calls `run` once after `delay`, unless the returned function is called first. */
  readonly after: (delay: Millis, run: () => void) => () => void
}
