/**
 * Hybrid logical clock: (milliseconds since 1970 in 48 bits, counter in 16 bits). It follows wall time, never runs
 * backwards on one device, and orders an answer after what it answers even when clocks disagree
 * (Kulkarni et al., "Logical Physical Clocks", 2014). The device that breaks ties is the op's own: order on screen is
 * `compareHlc`, then op id.
 */
import type { Millis } from '../base/clock.ts'

export interface Hlc {
  readonly time: Millis
  /** 0 to 65,535 */
  readonly counter: number
}

export const maxHlcTime = 2 ** 48 - 1
export const maxHlcCounter = 2 ** 16 - 1

/** Negative if `left` comes first, positive if `right` does, 0 if they are the same moment. */
export const compareHlc = (left: Hlc, right: Hlc): number =>
  left.time - right.time || left.counter - right.counter
