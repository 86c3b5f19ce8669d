/** Heads of pictures that say what a test wants them to say. */
import { crc32, deflateSync } from 'node:zlib'

/** A whole PNG of one colour. */
export function pngOf(
  width: number,
  height: number,
  colour: readonly [number, number, number] = [60, 120, 180],
): Uint8Array<ArrayBuffer> {
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: width }, () => Buffer.from(colour))])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', pixels),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** A PNG that says that it is so large, and holds nothing. */
export function hugePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const png = pngOf(1, 1)
  const view = new DataView(png.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return png
}

/** A PNG of one frame that says that it moves. */
export function movingPng(): Uint8Array<ArrayBuffer> {
  const png = pngOf(2, 2)
  const head = 8 + 25
  return new Uint8Array(
    Buffer.concat([png.subarray(0, head), chunk('acTL', Buffer.alloc(8)), png.subarray(head)]),
  )
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
