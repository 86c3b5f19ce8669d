import { readImageHead } from '../../../core/base/image-head.ts'
import { headBytes, isBounded } from './bounded-picture.ts'

const longestSide = 320
/** Each smaller and coarser than the one before. */
const tries = [
  { side: longestSide, quality: 0.75 },
  { side: 240, quality: 0.6 },
  { side: 160, quality: 0.55 },
  { side: 96, quality: 0.5 },
  { side: 64, quality: 0.4 },
] as const

/** A small picture of a picture, within `room` bytes; undefined for what is no picture, or one that no canvas takes. */
export async function makeThumbnail(file: Blob, room: number): Promise<Uint8Array | undefined> {
  const head = readImageHead(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  if (head === undefined || !isBounded(head)) return undefined
  try {
    const picture = await createImageBitmap(new Blob([file], { type: head.type }))
    try {
      return await drawSmall(picture, room)
    } finally {
      picture.close()
    }
  } catch {
    return undefined // damaged, or larger than this machine can draw: the file itself can still be sent
  }
}

/** Undefined if it cannot be made small enough for `room` bytes. */
export async function drawSmall(picture: ImageBitmap, room: number): Promise<Uint8Array | undefined> {
  for (const { side, quality } of tries) {
    const bytes = await draw(picture, side, quality)
    if (bytes.length <= room) return bytes
  }
  return undefined
}

async function draw(picture: ImageBitmap, side: number, quality: number): Promise<Uint8Array> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  )
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
  return new Uint8Array(await blob.arrayBuffer())
}
