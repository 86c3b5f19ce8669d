/** The pictures that are shown, by how their bytes begin. What is in a picture's place must be one: never SVG, never HTML. */
type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

const ascii = (bytes: Uint8Array, from: number, upTo: number): string =>
  String.fromCharCode(...bytes.subarray(from, upTo))

/** Undefined for all else, whatever it calls itself. */
export function imageTypeOf(start: Uint8Array): ImageType | undefined {
  if (ascii(start, 0, 8) === '\u0089PNG\r\n\u001A\n') return 'image/png'
  if (start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff) return 'image/jpeg'
  if (/^GIF8[79]a$/.test(ascii(start, 0, 6))) return 'image/gif'
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 8, 12) === 'WEBP') return 'image/webp'
  return undefined
}
