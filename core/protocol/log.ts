/**
 * The hash chain of a conversation's log: head_n = SHA-256("log" ‖ head_{n-1} ‖ seq as u64 big-endian ‖ entryId), and
 * head_0 is 32 zero bytes. Whoever knows a head can tell whether the log it came from was changed before it.
 */
import { sha256 as portableSha256 } from '@noble/hashes/sha2.js'
import type { Sha256 } from '../base/sha256.ts'

export const headBytes = 32
/** The head of a log without entries. */
export const emptyHead: Uint8Array = new Uint8Array(headBytes)

const tag = new Uint8Array([0x6c, 0x6f, 0x67]) // "log"

/** Head after the entry with this `seq` (1 is the first) and id was appended to a log whose head was `previous`. */
export function nextHead(
  previous: Uint8Array,
  seq: number,
  entryId: Uint8Array,
  sha256: Sha256 = portableSha256,
): Uint8Array {
  const input = new Uint8Array(tag.length + headBytes + 8 + headBytes)
  input.set(tag)
  input.set(previous, tag.length)
  new DataView(input.buffer).setBigUint64(tag.length + headBytes, BigInt(seq))
  input.set(entryId, tag.length + headBytes + 8)
  return sha256(input)
}
