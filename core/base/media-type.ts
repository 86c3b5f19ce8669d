/** Which sound or video bytes are, by how they begin. What a file says of itself in name or type is never enough to play it. */

export type MediaType =
  | 'video/mp4'
  | 'video/webm'
  | 'audio/mp4'
  | 'audio/ogg'
  | 'audio/mpeg'
  | 'audio/wav'
  | 'audio/flac'

const ascii = (bytes: Uint8Array, from: number, upTo: number): string =>
  String.fromCharCode(...bytes.subarray(from, upTo))

/** Undefined for all that this app does not play. WebM and Ogg may hold sound alone: what shows that is playing it. */
export function mediaTypeOf(start: Uint8Array): MediaType | undefined {
  if (ascii(start, 4, 8) === 'ftyp')
    return /^(M4A|M4B|F4A) /.test(ascii(start, 8, 12)) ? 'audio/mp4' : 'video/mp4'
  if (ascii(start, 0, 4) === '\u001AE\u00DF\u00A3') return 'video/webm'
  if (ascii(start, 0, 4) === 'OggS') return 'audio/ogg'
  if (ascii(start, 0, 4) === 'fLaC') return 'audio/flac'
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 8, 12) === 'WAVE') return 'audio/wav'
  const isFrame = start[0] === 0xff && ((start[1] ?? 0) & 0xe6) === 0xe2
  return ascii(start, 0, 3) === 'ID3' || isFrame ? 'audio/mpeg' : undefined
}
