import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesEqual, concatBytes } from '../../../core/base/bytes.ts'
import { Defect } from '../../../core/base/defect.ts'
import { conversationId } from '../../../core/protocol/ids.ts'
import {
  maxReceiptBytes,
  maxReceiptLeaves,
  maxReceiptPath,
  receiptText,
  signedFor,
  signTogether,
} from '../../../core/protocol/receipt.ts'
import { decodeRelayFrame, encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { millis } from '../../../core/base/clock.ts'
import { sha256 } from '../../../sync-server/sha256.ts'

const textAt = (seq: number): Uint8Array =>
  receiptText(new Uint8Array(16).fill(7), conversationId('ab'.repeat(16)), {
    seq,
    head: new Uint8Array(32).fill(seq),
  })

/** Receipts for so many entries, and what their one signature is over. */
function signMany(count: number) {
  const texts = Array.from({ length: count }, (_, index) => textAt(index + 1))
  const signed: Array<Uint8Array> = []
  const receipts = signTogether(texts, sha256, (bytes) => {
    signed.push(bytes)
    return new Uint8Array(64).fill(9)
  })
  const [root = new Uint8Array()] = signed
  const proves = (text: Uint8Array, receipt: Uint8Array): boolean => {
    const proof = signedFor(text, receipt, sha256)
    return proof !== undefined && bytesEqual(proof.signed, root)
  }
  return { texts, receipts, signed, proves, root }
}

const h = (...parts: ReadonlyArray<Uint8Array>): Uint8Array =>
  createHash('sha256')
    .update(concatBytes(...parts))
    .digest()

/** RFC 9162 §2.1.1, word for word. */
function rfcRoot(leaves: ReadonlyArray<Uint8Array>): Uint8Array {
  const [only] = leaves
  if (leaves.length === 1 && only !== undefined) return h(Uint8Array.of(0), only)
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return h(Uint8Array.of(1), rfcRoot(leaves.slice(0, split)), rfcRoot(leaves.slice(split)))
}

test('[RT3] one signature, over the root that RFC 9162 has for these leaves, covers up to 64 receipts', () => {
  for (let count = 1; count <= maxReceiptLeaves; count++) {
    const { texts, receipts, signed, root } = signMany(count)
    expect(signed.length).toBe(1)
    expect(receipts.length).toBe(count)
    expect(bytesEqual(root.subarray(-32), rfcRoot(texts))).toBe(true)
  }
  expect(() => signMany(maxReceiptLeaves + 1)).toThrow(Defect)
  expect(() => signMany(0)).toThrow(Defect)
})

test('[RT1] each receipt proves its own leaf and no other of the tree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxReceiptLeaves }), (count) => {
      const { texts, receipts, proves } = signMany(count)
      for (const [place, text] of texts.entries()) {
        expect(receipts.map((receipt) => proves(text, receipt))).toEqual(texts.map((_, at) => at === place))
      }
    }),
    { numRuns: 20 },
  )
})

test('[RT1] a path with any byte changed, cut, repeated or left out proves nothing', () => {
  const { texts, receipts, proves } = signMany(11)
  fc.assert(
    fc.property(fc.nat({ max: 10 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (place, at, by) => {
      const [text, receipt] = [texts[place] ?? textAt(0), receipts[place] ?? textAt(0)]
      const path = 64 + (at % (receipt.length - 64))
      expect(proves(text, receipt.with(path, (receipt[path] ?? 0) ^ by))).toBe(false)
      expect(proves(text, receipt.slice(0, path))).toBe(false)
      expect(proves(text, concatBytes(receipt, receipt.subarray(-33)))).toBe(false)
      expect(proves(text, concatBytes(receipt.subarray(0, 64), receipt.subarray(97)))).toBe(false)
    }),
  )
})

test('[RT1] a node is no leaf, and a leaf is no node: neither end of a path may be moved', () => {
  const { receipts, proves, root } = signMany(4)
  const [first = new Uint8Array(), second = new Uint8Array()] = receipts
  const [leftLeaf, rightLeaf] = [second.subarray(65, 97), first.subarray(65, 97)] // each the other's sibling
  const upper = first.subarray(97)
  const signature = new Uint8Array(64).fill(9)
  // The pair that a node was made of, handed in as a text, with the rest of the path.
  for (const pair of [concatBytes(leftLeaf, rightLeaf), concatBytes(Uint8Array.of(1), leftLeaf, rightLeaf)]) {
    expect(proves(pair, concatBytes(signature, upper))).toBe(false)
  }
  expect(proves(root.subarray(-32), signature)).toBe(false)
  expect(proves(root, signature)).toBe(false)
  // A made-up leaf whose hash stands where the sibling of a true one does.
  const forged = concatBytes(signature, Uint8Array.of(0), h(Uint8Array.of(1), leftLeaf, rightLeaf), upper)
  expect(proves(textAt(99), forged)).toBe(false)
})

test('[RT1][FR2] a path longer than agreed is refused by the frame and proves nothing', () => {
  const { texts, receipts } = signMany(maxReceiptLeaves)
  const [text = new Uint8Array(), receipt = new Uint8Array()] = [texts[0], receipts[0]]
  expect(receipt.length).toBe(maxReceiptBytes)
  expect(receipt.length).toBe(64 + maxReceiptPath * 33)
  const ack = (bytes: Uint8Array): Uint8Array =>
    encodeRelayFrame({
      kind: 'ack',
      request: 1,
      seq: 1,
      head: new Uint8Array(32),
      time: millis(1),
      receipt: bytes,
    })
  expect(decodeRelayFrame(ack(receipt)).ok).toBe(true)
  const longer = concatBytes(receipt, new Uint8Array(33))
  for (const bytes of [longer, receipt.slice(0, -1), receipt.slice(0, 63), new Uint8Array()]) {
    expect(decodeRelayFrame(ack(bytes)).ok).toBe(false)
    expect(signedFor(text, bytes, sha256)).toBeUndefined()
  }
})
