import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeBeside } from '../../../../renderer/ui/place.ts'

const viewport = { width: 800, height: 600 }
const size = { width: 200, height: 100 }
const at = (left: number, top: number): { left: number; top: number; width: number; height: number } => ({
  left,
  top,
  width: 40,
  height: 20,
})

test('it goes on the side asked for if it fits, else on the other', () => {
  const below = { side: 'below', align: 'start', gap: 4 } as const
  expect(placeBeside(at(100, 100), size, viewport, below)).toEqual({ left: 100, top: 124 })
  expect(placeBeside(at(100, 560), size, viewport, below)).toEqual({ left: 100, top: 456 })
  const above = { side: 'above', align: 'end', gap: 4 } as const
  expect(placeBeside(at(400, 300), size, viewport, above)).toEqual({ left: 240, top: 196 })
  expect(placeBeside(at(400, 10), size, viewport, above)).toEqual({ left: 240, top: 34 })
})

test('it stays 8 px inside the window wherever the anchor is', () => {
  const any = fc.record({ left: fc.integer(), top: fc.integer(), width: fc.nat(900), height: fc.nat(900) })
  const side = fc.constantFrom('below' as const, 'above' as const, 'after' as const)
  const align = fc.constantFrom('start' as const, 'center' as const, 'end' as const)
  fc.assert(
    fc.property(any, side, align, fc.boolean(), (anchor, onSide, aligned, isMirrored) => {
      const place = placeBeside(anchor, size, viewport, { side: onSide, align: aligned, gap: 4, isMirrored })
      expect(place.left).toBeGreaterThanOrEqual(8)
      expect(place.top).toBeGreaterThanOrEqual(8)
      expect(place.left + size.width).toBeLessThanOrEqual(viewport.width - 8)
      expect(place.top + size.height).toBeLessThanOrEqual(viewport.height - 8)
    }),
  )
})

test('[LA8] where one reads from the right it begins at the right end of the anchor, and goes on at its left', () => {
  const start = { side: 'below', align: 'start', gap: 4, isMirrored: true } as const
  expect(placeBeside(at(300, 100), size, viewport, start)).toEqual({ left: 140, top: 124 })
  // A rectangle of the browser has its sides from its prototype.
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- `Object.create` tells no type
  const ofBrowser: ReturnType<typeof at> = Object.create(at(300, 100))
  expect(placeBeside(ofBrowser, size, viewport, start)).toEqual({ left: 140, top: 124 })
  const after = { side: 'after', align: 'start', gap: 4, isMirrored: true } as const
  expect(placeBeside(at(300, 100), size, viewport, after)).toEqual({ left: 96, top: 100 })
})
