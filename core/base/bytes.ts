import { decodeUtf8 } from 'lib0/string'

const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** Lowercase hex, two characters a byte. */
export function bytesToHex(bytes: Uint8Array): string {
  // Not piece by piece: a string that was put together keeps all its pieces in memory.
  const codes = new Uint8Array(bytes.length * 2)
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    codes[index * 2] = digits[byte >> 4] ?? 0
    codes[index * 2 + 1] = digits[byte & 0x0f] ?? 0
  }
  return decodeUtf8(codes)
}

const digitOfCode = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 16; digit++) digitOfCode[digit.toString(16).charCodeAt(0)] = digit

/** Reads lowercase hex; undefined if `hex` holds anything else or has an odd length. */
export function hexToBytes(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0) return undefined
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    const high = digitOfCode[hex.charCodeAt(index * 2)] ?? -1
    const low = digitOfCode[hex.charCodeAt(index * 2 + 1)] ?? -1
    if (high < 0 || low < 0) return undefined
    bytes[index] = high * 16 + low
  }
  return bytes
}

/** Same length, same bytes. Not constant-time: never for secrets. */
export function bytesEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

export function concatBytes(...parts: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
