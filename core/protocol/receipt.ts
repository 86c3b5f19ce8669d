/**
 * What the relay signs when it acknowledges an entry: that it has a log with this head at this place. A head stands for all
 * that lies before it, so the newest receipt of a conversation covers the older ones.
 *
 *   receipt = Ed25519 over "tidings/v1/receipt" • 0x00 • relayEpoch 16 • conversation 16 • seq u64 big-endian • head 32
 *
 * Whoever holds a receipt can show that a relay which now has another head at that seq has gone back on its word.
 */
import { encodeUtf8 } from 'lib0/string'
import { concatBytes } from '../base/bytes.ts'
import type { LogPosition } from './frame.ts'
import { type ConversationId, idToBytes } from './ids.ts'

export const receiptBytes = 64
export const receiptKeyBytes = 32

const tag = encodeUtf8('tidings/v1/receipt\0')

/** The bytes that are signed. `relayEpoch` as in welcome, 16 bytes. */
export function receiptText(
  relayEpoch: Uint8Array,
  conversation: ConversationId,
  { seq, head }: LogPosition,
): Uint8Array<ArrayBuffer> {
  const place = new DataView(new ArrayBuffer(8))
  place.setBigUint64(0, BigInt(seq))
  return concatBytes(tag, relayEpoch, idToBytes(conversation), new Uint8Array(place.buffer), head)
}
