/**
 * What the relay signs when it acknowledges entries: that it has a log with this head at this place. A head stands for all
 * that lies before it, so the newest receipt of a conversation covers the older ones. One signature covers the entries of a
 * commit: it is over the root of a Merkle tree, and each receipt has the path from its own leaf to the root (RT*).
 *
 *   text    = "tidings/v1/receipt" • 0x00 • relayEpoch 16 • conversation 16 • seq u64 big-endian • head 32
 *   tree    = as in RFC 9162 §2.1.1: a leaf is SHA-256(0x00 • text), a node SHA-256(0x01 • left 32 • right 32)
 *   signed  = "tidings/v1/receipts" • 0x00 • root 32
 *   receipt = Ed25519 over signed 64 • n × (side u8 • sibling 32); side 0: the sibling stands on the right, 1: on the left
 *
 * Whoever holds a receipt can show that a relay which now has another head at that seq has gone back on its word. The size
 * of the tree is not signed: a text has a length and a beginning of its own, so no node can be taken for a leaf.
 */
import { encodeUtf8 } from 'lib0/string'
import { concatBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import type { Sha256 } from '../base/sha256.ts'
import type { LogPosition } from './frame.ts'
import { type ConversationId, idBytes, idToBytes } from './ids.ts'
import { headBytes } from './log.ts'

export const receiptKeyBytes = 32
/** In steps: 64 receipts share the cost of a signature, and none is longer than 262 bytes. @internal */
export const maxReceiptPath = 6
export const maxReceiptLeaves = 2 ** maxReceiptPath

const signatureBytes = 64
const hashBytes = 32
const stepBytes = 1 + hashBytes
export const maxReceiptBytes = signatureBytes + maxReceiptPath * stepBytes

const textTag = encodeUtf8('tidings/v1/receipt\0')
const signedTag = encodeUtf8('tidings/v1/receipts\0')
const leafTag = 0
const nodeTag = 1

/** The leaf of one entry. `relayEpoch` as in welcome, 16 bytes. */
export function receiptText(
  relayEpoch: Uint8Array,
  conversation: ConversationId,
  { seq, head }: LogPosition,
): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(textTag.length + 2 * idBytes + 8 + headBytes)
  text.set(textTag)
  text.set(relayEpoch, textTag.length)
  text.set(idToBytes(conversation), textTag.length + idBytes)
  new DataView(text.buffer).setBigUint64(textTag.length + 2 * idBytes, BigInt(seq))
  text.set(head, text.length - headBytes)
  return text
}

/** The receipts for `texts`, in their order: 1 to `maxReceiptLeaves`. `sign` is called once. */
export function signTogether(
  texts: ReadonlyArray<Uint8Array>,
  sha256: Sha256,
  sign: (signed: Uint8Array) => Uint8Array,
): ReadonlyArray<Uint8Array> {
  if (texts.length === 0 || texts.length > maxReceiptLeaves) throw new Defect(`${texts.length} leaves`)
  const levels = [texts.map((text) => leafOf(text, sha256))]
  for (let level = levels[0]; level !== undefined && level.length > 1; level = levels.at(-1)) {
    levels.push(parentsOf(level, sha256))
  }
  const signature = sign(concatBytes(signedTag, ...(levels.at(-1) ?? [])))
  return texts.map((_, leaf) => receiptOf(leaf, levels, signature))
}

/** One without a sibling goes up as it is. */
function parentsOf(level: ReadonlyArray<Uint8Array>, sha256: Sha256): Array<Uint8Array> {
  const parents: Array<Uint8Array> = []
  for (let place = 0; place < level.length; place += 2) {
    const [left, right] = [level[place], level[place + 1]]
    if (left !== undefined) parents.push(right === undefined ? left : nodeOf(left, right, sha256))
  }
  return parents
}

function receiptOf(
  leaf: number,
  levels: ReadonlyArray<ReadonlyArray<Uint8Array>>,
  signature: Uint8Array,
): Uint8Array {
  const receipt = new Uint8Array(signatureBytes + (levels.length - 1) * stepBytes)
  receipt.set(signature)
  let end = signatureBytes
  for (const [height, level] of levels.entries()) {
    const place = leaf >> height
    const sibling = level[place ^ 1]
    if (sibling === undefined) continue
    receipt[end] = place & 1
    receipt.set(sibling, end + 1)
    end += stepBytes
  }
  return receipt.subarray(0, end)
}

function leafOf(text: Uint8Array, sha256: Sha256): Uint8Array {
  const leaf = new Uint8Array(1 + text.length)
  leaf[0] = leafTag
  leaf.set(text, 1)
  return sha256(leaf)
}

function nodeOf(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const node = new Uint8Array(1 + 2 * hashBytes)
  node[0] = nodeTag
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return sha256(node)
}

/** Whether bytes have the length of a receipt: what the path says is looked at when the receipt is verified. */
export const isReceiptLength = (length: number): boolean =>
  length >= signatureBytes && length <= maxReceiptBytes && (length - signatureBytes) % stepBytes === 0

/** The signature of a receipt and the bytes that it must be over if the receipt is for `text`; undefined if it is no receipt. */
export function signedFor(
  text: Uint8Array,
  receipt: Uint8Array,
  sha256: Sha256,
): { readonly signed: Uint8Array; readonly signature: Uint8Array } | undefined {
  if (!isReceiptLength(receipt.length)) return undefined
  let node = leafOf(text, sha256)
  for (let at = signatureBytes; at < receipt.length; at += stepBytes) {
    const side = receipt[at]
    const sibling = receipt.subarray(at + 1, at + stepBytes)
    if (side !== 0 && side !== 1) return undefined
    node = side === 0 ? nodeOf(node, sibling, sha256) : nodeOf(sibling, node, sha256)
  }
  return { signed: concatBytes(signedTag, node), signature: receipt.subarray(0, signatureBytes) }
}
