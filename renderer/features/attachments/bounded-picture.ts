import type { ImageHead } from '../../../core/base/image-head.ts'

/** A picture with more is not decoded: four bytes each in memory, whatever the file weighs. */
export const maxPixels = 64_000_000
/** So far at most stands how large a picture is: behind what a camera has written. */
export const headBytes = 262_144

/** False for a picture that would unfold to more than a page should hold. */
export const isBounded = ({ width, height }: Pick<ImageHead, 'width' | 'height'>): boolean =>
  width * height <= maxPixels
