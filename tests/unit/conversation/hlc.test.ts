import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import {
  clampHlc,
  compareHlc,
  createHlcClock,
  maxHlcCounter,
  maxHlcLead,
} from '../../../core/conversation/hlc.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

describe('createHlcClock', () => {
  test('[HL1] follows wall time, and counts while it stands still', () => {
    const clock = createVirtualClock(1_000)
    const hlc = createHlcClock({ clock })
    expect([hlc.next(), hlc.next()]).toEqual([
      { time: 1_000, counter: 0 },
      { time: 1_000, counter: 1 },
    ])
    clock.advance(5)
    expect(hlc.next()).toEqual({ time: 1_005, counter: 0 })
  })

  test('[HL1] never runs backwards, whatever the wall clock and the others say', () => {
    const step = fc.oneof(
      fc.constant('next' as const),
      fc.record({ wall: fc.integer({ min: 0, max: 2_000_000 }) }),
      fc.record({
        time: fc.integer({ min: 0, max: 4_000_000 }),
        counter: fc.integer({ min: 0, max: maxHlcCounter }),
      }),
    )
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const clock = createVirtualClock(1_000_000)
        const hlc = createHlcClock({ clock })
        let last = hlc.next()
        for (const each of steps) {
          if (each === 'next') {
            // asks below
          } else if ('wall' in each) {
            clock.setWallTime(each.wall)
          } else {
            const seen = { time: millis(each.time), counter: each.counter }
            hlc.observe(seen)
            if (each.time <= clock.now() + maxHlcLead) {
              expect(compareHlc(hlc.next(), seen)).toBeGreaterThan(0)
            }
          }
          const next = hlc.next()
          expect(compareHlc(next, last)).toBeGreaterThan(0)
          expect(next.time).toBeGreaterThanOrEqual(clock.now())
          last = next
        }
      }),
    )
  })

  test('[HL2] a counter that is used up carries into the next millisecond', () => {
    const hlc = createHlcClock({ clock: createVirtualClock(1_000) })
    hlc.observe({ time: millis(1_000), counter: maxHlcCounter })
    expect(hlc.next()).toEqual({ time: 1_001, counter: 0 })
  })

  test('[HL4] a moment far ahead moves the clock by five minutes, no further', () => {
    const hlc = createHlcClock({ clock: createVirtualClock(1_000) })
    hlc.observe({ time: millis(2 ** 47), counter: 7 })
    expect(hlc.next()).toEqual({ time: 1_000 + maxHlcLead, counter: 8 })
  })

  test('[HL4] a counter used up far ahead pushes nobody beyond belief', () => {
    const hlc = createHlcClock({ clock: createVirtualClock(1_000) })
    hlc.observe({ time: millis(2 ** 47), counter: maxHlcCounter })
    for (let written = 0; written < 10_000; written++)
      expect(clampHlc(hlc.next(), millis(1_000)).clamped).toBe(false)
  })
})

describe('clampHlc', () => {
  test('[HL3] believes up to five minutes ahead and marks what lies beyond', () => {
    const now = millis(1_000)
    const latest = { time: millis(now + maxHlcLead), counter: 3 }
    expect(clampHlc(latest, now)).toEqual({ at: latest, clamped: false })
    expect(clampHlc({ time: millis(latest.time + 1), counter: 3 }, now)).toEqual({
      at: latest,
      clamped: true,
    })
    expect(clampHlc({ time: millis(latest.time + 1), counter: maxHlcCounter }, now).at.counter).toBe(32_767)
  })
})

test('[HL5] time comes before counter', () => {
  const early = { time: millis(1), counter: 9 }
  const late = { time: millis(2), counter: 0 }
  expect(compareHlc(early, late)).toBeLessThan(0)
  expect(compareHlc(late, { ...late, counter: 1 })).toBeLessThan(0)
  expect(compareHlc(late, { ...late })).toBe(0)
})
