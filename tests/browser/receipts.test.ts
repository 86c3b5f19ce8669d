import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { hexToBytes } from '../../core/base/bytes.ts'
import { receiptText, signedFor } from '../../core/protocol/receipt.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { testConversation } from '../support/test-conversation.ts'

const fromHex = (hex: string): Uint8Array => hexToBytes(hex) ?? new Uint8Array()

/** RFC 8032, section 7.1, test 3: what any implementation must accept. */
const key = fromHex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025')
const published = {
  text: fromHex('af82'),
  signature: fromHex(
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ),
}
/** By Node, as the relay signs, with the private key of that test: for the second of three entries that one commit brought. */
const receipt = fromHex(
  'ea76b11debf482a83f0801f3f48e7753adc73b8deb0df8a277c56d49d8b9edcb475ed88106c12186652e1ca63ff063c20f15498542515b21211d8bc279d32c0a' +
    '010cc831fbba9091f000561437a5c6275957a3550affc75e58f2075850ad3e0d6e' +
    '00266cf6c161b811f6af574fd8f71e2b0854293870abb62440ef039dd68a164170',
)

const epoch = new Uint8Array(16).fill(7)
const head = Uint8Array.from({ length: 32 }, (_, index) => index)
const textAt = (seq: number): Uint8Array => receiptText(epoch, testConversation(1), { seq, head })

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

/** As the client does it. */
async function isTrue(by: Uint8Array, seq: number, given: Uint8Array): Promise<boolean> {
  const proof = signedFor(textAt(seq), given, sha256)
  return proof !== undefined && verifyReceipt(by, proof.signed, proof.signature)
}

test('[CR90] the browser accepts what Ed25519 says is right', async () => {
  expect(await verifyReceipt(key, published.text, published.signature)).toBe(true)
  expect(await isTrue(key, 42, receipt)).toBe(true)
})

test('[CR90] the browser refuses a receipt for another place, another key’s and a spoilt one', async () => {
  expect(await isTrue(key, 43, receipt)).toBe(false)
  expect(await isTrue(key, 42, published.signature)).toBe(false)
  for (const at of [0, 31, 32, 63, 64, 65, 97, receipt.length - 1])
    expect(await isTrue(key, 42, flipped(receipt, at))).toBe(false)
  const other = fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c') // of test 2
  expect(await isTrue(other, 42, receipt)).toBe(false)
})

test('[CR90] in the browser, too, bytes in the middle of a larger buffer are read as they are', async () => {
  const frame = new Uint8Array([9, 9, ...receipt, 9])
  expect(await isTrue(key, 42, frame.subarray(2, -1))).toBe(true)
  expect(await isTrue(key, 42, frame.subarray(1, -2))).toBe(false)
})
