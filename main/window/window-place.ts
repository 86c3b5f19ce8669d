/** Where a window opens: where it was, as far as there are screens for it today. Rule DT7. */
import * as v from 'valibot'

const coordinate = v.pipe(v.number(), v.safeInteger(), v.minValue(-100_000), v.maxValue(100_000))
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000))
export const keptWindowSchema = v.object({
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
  isMaximized: v.boolean(),
})
export type KeptWindow = v.InferOutput<typeof keptWindowSchema>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallest = { width: 480, height: 400 } as const
const usual = { width: 1280, height: 800 } as const
/** So much of its upper edge has to be seen for a window to be taken hold of. */
const grip = { width: 120, height: 40 } as const
/** How far a further window stands from the one before. */
const step = 28

/** Without `x` and `y` the system puts it into the middle. `areas`: what screens have without bars and docks, the main one first. */
export function placeWindow(
  kept: KeptWindow | undefined,
  areas: ReadonlyArray<Area>,
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  if (kept === undefined) return fit(usual, areas[0])
  const area = areas.find((each) => isHeld(kept, each))
  const size = fit(kept, area ?? areas[0])
  if (area === undefined) return size
  // What hangs out at the left or above would have its controls there; at the right and below it may hang out.
  return { ...size, x: Math.max(kept.x, area.x - size.width + grip.width), y: Math.max(kept.y, area.y) }
}

/** For one more window beside it. */
export const beside = (kept: KeptWindow): KeptWindow => ({
  ...kept,
  x: kept.x + step,
  y: kept.y + step,
  isMaximized: false,
})

function fit(
  size: { readonly width: number; readonly height: number },
  area: Area | undefined,
): { readonly width: number; readonly height: number } {
  const within = (wanted: number, least: number, most = wanted): number =>
    Math.max(least, Math.min(wanted, most))
  return {
    width: within(size.width, smallest.width, area?.width),
    height: within(size.height, smallest.height, area?.height),
  }
}

function isHeld(kept: KeptWindow, area: Area): boolean {
  const width = Math.max(kept.width, smallest.width) // as it will be
  const across = Math.min(kept.x + width, area.x + area.width) - Math.max(kept.x, area.x)
  const isEdgeIn = kept.y + grip.height > area.y && kept.y + grip.height <= area.y + area.height
  return across >= grip.width && isEdgeIn
}
