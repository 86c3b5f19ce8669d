import { maxPeaks } from '../../../core/conversation/limits.ts'

/** Strokes of the picture of a sound, from levels of 0 to 1 in equal steps: as many as there are, 64 at most. */
export function toPeaks(levels: ReadonlyArray<number>): Uint8Array<ArrayBuffer> {
  const count = Math.min(maxPeaks, Math.max(1, levels.length))
  return Uint8Array.from({ length: count }, (_, index) => {
    const part = levels.slice(
      Math.floor((index * levels.length) / count),
      Math.floor(((index + 1) * levels.length) / count),
    )
    return Math.round(255 * Math.min(1, Math.max(0, ...part)))
  })
}
