import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Area, beside, placeWindow } from '../../../../main/window/window-place.ts'

const left = { x: 0, y: 25, width: 1920, height: 1055 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }
const kept = { x: 2000, y: 100, width: 1500, height: 900, isMaximized: false }

test('[DT7] the first window has a usual size, in the middle; on a small screen a smaller one', () => {
  expect(placeWindow(undefined, [left])).toEqual({ width: 1280, height: 800 })
  expect(placeWindow(undefined, [{ ...left, width: 1024, height: 600 }])).toEqual({
    width: 1024,
    height: 600,
  })
  expect(placeWindow(undefined, [{ ...left, width: 300, height: 200 }])).toEqual({ width: 480, height: 400 })
  expect(placeWindow(undefined, [])).toEqual({ width: 1280, height: 800 })
})

test('[DT7] it opens where it was, on whichever screen; where that screen is gone, in the middle of one that is there', () => {
  expect(placeWindow(kept, [left, right])).toEqual({ x: 2000, y: 100, width: 1500, height: 900 })
  expect(placeWindow(kept, [left])).toEqual({ width: 1500, height: 900 })
  expect(placeWindow({ ...kept, x: 10, y: -300 }, [left])).toEqual({ width: 1500, height: 900 })
  expect(placeWindow({ ...kept, x: 10, width: 5000, height: 5000 }, [left])).toMatchObject({
    width: 1920,
    height: 1055,
  })
  expect(placeWindow({ ...kept, x: 10, y: 5 }, [left])).toMatchObject({ y: 25 })
})

test('[DT7] wherever it was and whatever screens there are, it can be taken hold of', () => {
  const place = fc.integer({ min: -100_000, max: 100_000 })
  const length = fc.integer({ min: 1, max: 100_000 })
  const screen = fc.record({
    x: place,
    y: place,
    width: fc.integer({ min: 640, max: 8_000 }),
    height: fc.integer({ min: 480, max: 8_000 }),
  })
  const was = fc.record({ x: place, y: place, width: length, height: length, isMaximized: fc.boolean() })
  const near = fc.tuple(fc.array(screen, { minLength: 1, maxLength: 4 }), was, fc.nat(3), fc.boolean())
  fc.assert(
    fc.property(near, ([areas, window, which, isNear]) => {
      const home = areas[which % areas.length]
      if (home === undefined) return
      const asked = isNear
        ? { ...window, x: home.x + (window.x % home.width), y: home.y + (window.y % home.height) }
        : window
      const { x, y, width, height } = placeWindow(asked, areas)
      expect(Math.min(width - 480, height - 400)).toBeGreaterThanOrEqual(0)
      if (x === undefined || y === undefined) return
      expect(areas.some((area) => isInReach({ x, y, width, height }, area))).toBe(true)
    }),
  )
})

/** 120 by 40 pixels of its upper edge are on that screen. */
function isInReach(window: Area, area: Area): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return across >= 120 && window.y >= area.y && window.y + 40 <= area.y + area.height + 40
}

test('[DT8] one more window stands beside the one before, and is not maximized', () => {
  expect(beside({ ...kept, isMaximized: true })).toEqual({ ...kept, x: 2028, y: 128 })
})
