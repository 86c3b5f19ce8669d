/**
 * A text as it is sealed: its length (u32 big-endian), itself, and zeros up to a length that says little (core/sealed/padding.ts).
 */
import { paddedLength } from '../sealed/padding.ts'

const lengthBytes = 4

export const paddedSize = (text: Uint8Array): number => paddedLength(lengthBytes + text.length)

export function pad(text: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSize(text))
  new DataView(padded.buffer).setUint32(0, text.length)
  padded.set(text, lengthBytes)
  return padded
}

/** Undefined for anything that `pad` does not make. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  if (padded.length < lengthBytes) return undefined
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (paddedLength(lengthBytes + length) !== padded.length) return undefined
  const end = lengthBytes + length
  for (let place = end; place < padded.length; place++) if (padded[place] !== 0) return undefined
  return padded.subarray(lengthBytes, end)
}
