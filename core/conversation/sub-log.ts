import type { Random } from '../base/random.ts'

/** The root type of the segment's `Y.Doc` in which device `client` writes, and nobody else. */
export const subLogName = (client: number): string => `d:${client}`

/** A random clientID in 1 to 2^53 - 1, for one device in one conversation. 0 stays free for a document that only reads. */
export function newClientId(random: Random): number {
  const bytes = random.bytes(7)
  let value = (bytes[0] ?? 0) & 0x1f // 5 + 6 * 8 = 53 bits
  for (const byte of bytes.subarray(1)) value = value * 256 + byte
  return value === 0 ? 1 : value
}

export const isClientId = (value: number): boolean => Number.isSafeInteger(value) && value > 0
