/**
 * What a picture says of itself in its first bytes: which of the four kinds that are shown, and how large it will be once
 * it is decoded. Read by hand, because the one who decodes must know before: a picture of a few kilobytes may unfold to
 * gigabytes. Total: nothing throws, and all that is not plainly such a picture is none.
 */

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

export interface ImageHead {
  readonly type: ImageType
  /** In pixels, at least 1. */
  readonly width: number
  readonly height: number
  /** It says that it has several frames. */
  readonly moves: boolean
}

const ascii = (bytes: Uint8Array, from: number, upTo: number): string =>
  String.fromCharCode(...bytes.subarray(from, upTo))

/** By how its bytes begin; undefined for all else, whatever it calls itself: SVG and HTML among it. */
export function imageTypeOf(start: Uint8Array): ImageType | undefined {
  if (ascii(start, 0, 8) === '\u0089PNG\r\n\u001A\n') return 'image/png'
  if (start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff) return 'image/jpeg'
  if (/^GIF8[79]a$/.test(ascii(start, 0, 6))) return 'image/gif'
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 8, 12) === 'WEBP') return 'image/webp'
  return undefined
}

/** `start` must reach as far as the size stands: the first 64 KiB nearly always do. */
export function readImageHead(start: Uint8Array): ImageHead | undefined {
  const type = imageTypeOf(start)
  if (type === undefined) return undefined
  const view = new DataView(start.buffer, start.byteOffset, start.length)
  const size = readers[type](view)
  return size !== undefined && size.width > 0 && size.height > 0
    ? { type, ...size, moves: moves(type, view) }
    : undefined
}

type Size = Pick<ImageHead, 'width' | 'height'>

const readers: Readonly<Record<ImageType, (view: DataView) => Size | undefined>> = {
  'image/png': (view) =>
    view.byteLength < 24 || tag(view, 12) !== 'IHDR'
      ? undefined
      : { width: view.getUint32(16), height: view.getUint32(20) },
  'image/gif': (view) =>
    view.byteLength < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) },
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/** Every GIF is taken for one that moves: how many frames it has is known at its end alone. */
function moves(type: ImageType, view: DataView): boolean {
  switch (type) {
    case 'image/gif':
      return true
    case 'image/jpeg':
      return false
    case 'image/webp':
      return tag(view, 12) === 'VP8X' && (view.getUint8(20) & 0x02) !== 0
    case 'image/png':
      return hasFrames(view)
  }
}

/** A PNG that moves says so in a chunk of its own, before the pixels. */
function hasFrames(view: DataView): boolean {
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const name = tag(view, at + 4)
    if (name === 'acTL') return true
    if (name === 'IDAT') return false
  }
  return false
}

const tag = (view: DataView, at: number): string =>
  at + 4 > view.byteLength
    ? ''
    : String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)))

/** The frame header stands behind any number of other segments, each with its length. */
function readJpeg(view: DataView): Size | undefined {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at++ // filling
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    const length = view.getUint16(at + 2)
    if (length < 2) return undefined
    at += 2 + length
  }
  return undefined
}

function readWebp(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined
  switch (tag(view, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3f_ff, height: view.getUint16(28, true) & 0x3f_ff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: 1 + (bits & 0x3f_ff), height: 1 + ((bits >>> 14) & 0x3f_ff) }
    }
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
    default:
      return undefined
  }
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_00_00
