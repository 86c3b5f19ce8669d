/** Pixels of the longer side beyond which a picture is made smaller: a photo of a code has more than a reader needs. */
const largestSide = 1_600

/** What the square code in a picture says; undefined if there is none, or the file is no picture. */
export async function readSquareCode(file: Blob): Promise<string | undefined> {
  const [bitmap, { decodeQR }] = await Promise.all([
    createImageBitmap(file).catch(() => undefined),
    import('qr/decode.js'),
  ])
  if (bitmap === undefined) return undefined
  const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = new OffscreenCanvas(width, height).getContext('2d')
  canvas?.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const pixels = canvas?.getImageData(0, 0, width, height)
  if (pixels === undefined) return undefined
  try {
    return decodeQR({ width, height, data: pixels.data })
  } catch {
    return undefined // how the library says that it found none
  }
}
