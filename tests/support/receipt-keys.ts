/** The key that a fake relay signs receipts with. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { VerifyReceipt } from '../../core/sync/receipts.ts'

export interface ReceiptKeys {
  readonly publicBytes: () => Uint8Array
  readonly sign: (text: Uint8Array) => Uint8Array
  /** Another key from now on; `announced` if the relay says so in its next welcome. */
  readonly change: (options: { readonly announced: boolean }) => void
}

const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

export function createReceiptKeys(): ReceiptKeys {
  let signing = generateKeyPairSync('ed25519')
  let announced = signing
  return {
    publicBytes: () =>
      Uint8Array.from(announced.publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHead.length)),
    sign: (text) => Uint8Array.from(sign(null, text, signing.privateKey)),
    change: (options) => {
      signing = generateKeyPairSync('ed25519')
      if (options.announced) announced = signing
    },
  }
}

/** As WebCrypto does it, without its thread: nothing here waits for a real one. */
export const verifyReceiptNow: VerifyReceipt = async (key, text, signature) => {
  const spki = Buffer.concat([spkiHead, key])
  return verify(null, text, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}
