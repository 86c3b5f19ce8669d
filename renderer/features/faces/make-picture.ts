import { readImageHead } from '../../../core/base/image-head.ts'
import { maxPictureSide, readPicture } from '../../../core/protocol/pictures-api.ts'
import { headBytes, isBounded } from '../attachments/bounded-picture.ts'
import { type Crop, squareOf } from './crop.ts'

const qualities = [0.9, 0.8, 0.65, 0.5, 0.3]

/** Undefined for what is no picture, is damaged, or would take too much memory. To be closed by who asked. */
export async function openPicture(file: Blob): Promise<ImageBitmap | undefined> {
  const head = readImageHead(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  if (head === undefined || !isBounded(head)) return undefined
  try {
    return await createImageBitmap(new Blob([file], { type: head.type }))
  } catch {
    return undefined
  }
}

/** Draws the square onto `canvas`, all of it. */
export function drawSquare(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  picture: ImageBitmap,
  crop: Crop,
): void {
  const { left, top, side } = squareOf(picture, crop)
  const context = canvas.getContext('2d')
  if (
    !(context instanceof CanvasRenderingContext2D) &&
    !(context instanceof OffscreenCanvasRenderingContext2D)
  )
    return
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
}

/**
 * The square as a picture of its own, drawn anew: of the file nothing but its colours goes on (PF6). Undefined if this
 * browser encodes none that is small enough.
 */
export async function makePicture(
  picture: ImageBitmap,
  crop: Crop,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const canvas = new OffscreenCanvas(maxPictureSide, maxPictureSide)
  drawSquare(canvas, picture, crop)
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    if (readPicture(bytes) !== undefined) return bytes
  }
  return undefined
}
