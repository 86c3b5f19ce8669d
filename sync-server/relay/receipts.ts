/** Signs what the relay acknowledges (RT*), with the key that was made with its database. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { LogPosition } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { receiptText } from '../../core/protocol/receipt.ts'
import type { RelayIdentity } from '../store/store.ts'

export interface Receipts {
  /** 32 bytes, for welcome. */
  readonly key: Uint8Array
  /** 64 bytes. A signature a head: one over a whole batch would prove nothing of the entries within. */
  readonly sign: (conversation: ConversationId, position: LogPosition) => Uint8Array
}

// RFC 8410: what stands before the seed in a PKCS #8 Ed25519 key.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const rawKeyBytes = 32

export function createReceipts({ epoch, receiptSeed }: RelayIdentity): Receipts {
  const der = Buffer.concat([pkcs8Head, receiptSeed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  return {
    key: new Uint8Array(spki.subarray(-rawKeyBytes)),
    sign: (conversation, position) =>
      new Uint8Array(sign(null, receiptText(epoch, conversation, position), secret)),
  }
}
