import { readImageHead } from '../../../core/base/image-head.ts'

/** A picture with more is not decoded: four bytes each in memory, whatever the file weighs. */
export const maxPixels = 64_000_000

/** False for a picture that would unfold to more than a page should hold, and for one that does not say how large it is. */
export async function isBounded(file: Blob): Promise<boolean> {
  const head = readImageHead(new Uint8Array(await file.slice(0, 262_144).arrayBuffer()))
  return head !== undefined && head.width * head.height <= maxPixels
}
