/**
 * Hybrid logical clock: (milliseconds since 1970 in 48 bits, counter in 16 bits). It follows wall time, never runs
 * backwards on one device, and orders an answer after what it answers even when clocks disagree
 * (Kulkarni et al., "Logical Physical Clocks", 2014). The device that breaks ties is the op's own: order on screen is
 * `compareHlc`, then op id.
 */
import { millis, type Clock, type Millis } from '../base/clock.ts'

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

/** How far ahead of this device's clock another's may run before its times are no longer believed. */
export const maxHlcLead = 5 * 60_000

/**
 * Counters that a moment beyond belief may keep. The others are left to those who answer it: whoever had to carry into the
 * next millisecond would write beyond belief too.
 */
const maxClampedCounter = 2 ** 15 - 1

/** The moment at which an op stands on the screen: `at`, or the latest believable moment if it lies beyond that. */
export function clampHlc(at: Hlc, now: Millis): { readonly at: Hlc; readonly clamped: boolean } {
  const latest = now + maxHlcLead
  if (at.time <= latest) return { at, clamped: false }
  const counter = Math.min(at.counter, maxClampedCounter)
  return { at: { time: millis(latest), counter }, clamped: true }
}

export interface HlcClock {
  /** Later than all moments given out or observed before, and not before wall time. */
  readonly next: () => Hlc
  /** Takes note of another device's moment (clamped), so that what is written next comes after it. */
  readonly observe: (at: Hlc) => void
}

export function createHlcClock({ clock }: { readonly clock: Clock }): HlcClock {
  let last: Hlc = { time: millis(0), counter: 0 }
  return {
    next: () => {
      const now = clock.now()
      if (now > last.time) last = { time: now, counter: 0 }
      else if (last.counter < maxHlcCounter) last = { time: last.time, counter: last.counter + 1 }
      else last = { time: millis(last.time + 1), counter: 0 }
      return last
    },
    observe: (at) => {
      const believed = clampHlc(at, clock.now()).at
      if (compareHlc(believed, last) > 0) last = believed
    },
  }
}
