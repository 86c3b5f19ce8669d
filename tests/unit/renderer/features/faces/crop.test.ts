import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxZoom, moved, squareOf, wholeCrop } from '../../../../../renderer/features/faces/crop.ts'

test('at first the largest square in the middle is taken', () => {
  expect(squareOf({ width: 300, height: 200 }, wholeCrop)).toEqual({ left: 50, top: 0, side: 200 })
})

test('it stops at the edges, and comes back at once', () => {
  const size = { width: 300, height: 200 }
  const far = moved(size, wholeCrop, 5, 5)
  expect(squareOf(size, far)).toEqual({ left: 100, top: 0, side: 200 })
  expect(squareOf(size, moved(size, far, -0.25, 0)).left).toBeCloseTo(50)
})

test('whatever is asked for lies inside the picture', () => {
  const share = fc.double({ min: -3, max: 3, noNaN: true })
  const side = fc.integer({ min: 1, max: 10_000 })
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.record({ x: share, y: share, zoom: fc.double({ min: 0, max: 9, noNaN: true }) }),
      share,
      share,
      (size, crop, right, down) => {
        const square = squareOf(size, moved(size, crop, right, down))
        expect(square.left).toBeGreaterThanOrEqual(0)
        expect(square.top).toBeGreaterThanOrEqual(0)
        expect(square.left + square.side).toBeLessThanOrEqual(size.width + 1e-6)
        expect(square.top + square.side).toBeLessThanOrEqual(size.height + 1e-6)
        expect(square.side).toBeGreaterThanOrEqual(Math.min(size.width, size.height) / maxZoom - 1e-6)
      },
    ),
  )
})
