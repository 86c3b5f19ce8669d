import { expect, test } from 'vitest'
import { hexToBytes } from '../../core/base/bytes.ts'
import { receiptText } from '../../core/protocol/receipt.ts'
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
/** By Node, as the relay signs, with the private key of that test. */
const receipt = fromHex(
  'f9123cabda3b2f53fcbe11676a84c182f004f98258b55b09ed4e7568401baf1a281691e5323f188c9ef5eb837db643b91695b596d229421b7d152a27f6807400',
)

const epoch = new Uint8Array(16).fill(7)
const head = Uint8Array.from({ length: 32 }, (_, index) => index)
const textAt = (seq: number): Uint8Array => receiptText(epoch, testConversation(1), { seq, head })

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

test('[CR90] the browser accepts what Ed25519 says is right', async () => {
  expect(await verifyReceipt(key, published.text, published.signature)).toBe(true)
  expect(await verifyReceipt(key, textAt(42), receipt)).toBe(true)
})

test('[CR90] the browser refuses a receipt for another place, another key’s and a spoilt one', async () => {
  expect(await verifyReceipt(key, textAt(43), receipt)).toBe(false)
  expect(await verifyReceipt(key, textAt(42), published.signature)).toBe(false)
  for (const at of [0, 31, 32, 63])
    expect(await verifyReceipt(key, textAt(42), flipped(receipt, at))).toBe(false)
  const other = fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c') // of test 2
  expect(await verifyReceipt(other, textAt(42), receipt)).toBe(false)
})

test('[CR90] in the browser, too, bytes in the middle of a larger buffer are read as they are', async () => {
  const frame = new Uint8Array([9, 9, ...receipt, 9])
  expect(await verifyReceipt(key, textAt(42), frame.subarray(2, 66))).toBe(true)
  expect(await verifyReceipt(key, textAt(42), frame.subarray(1, 65))).toBe(false)
})
