/** The key that a fake relay signs receipts with. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { signTogether } from '../../core/protocol/receipt.ts'
import type { VerifyReceipt } from '../../core/sync/receipts.ts'
import { sha256 } from '../../sync-server/sha256.ts'

export interface ReceiptKeys {
  readonly publicBytes: () => Uint8Array
  /** The receipts for these texts. */
  readonly sign: (texts: ReadonlyArray<Uint8Array>) => ReadonlyArray<Uint8Array>
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
    sign: (texts) => signTogether(texts, sha256, (signed) => sign(null, signed, signing.privateKey)),
    change: (options) => {
      signing = generateKeyPairSync('ed25519')
      if (options.announced) announced = signing
    },
  }
}

/** As WebCrypto does it, without its thread: nothing here waits for a real one. */
export const verifyReceiptNow: VerifyReceipt = async (key, signed, signature) => {
  const spki = Buffer.concat([spkiHead, key])
  return verify(null, signed, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}
