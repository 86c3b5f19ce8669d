/** Signs what the relay acknowledges (RT*), with the key that was made with its database. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { Defect } from '../../core/base/defect.ts'
import type { LogPosition } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { maxReceiptLeaves, receiptText, signTogether } from '../../core/protocol/receipt.ts'
import { sha256 } from '../sha256.ts'
import type { RelayIdentity } from '../store/store.ts'

/** Computed when it is first asked for: nobody waits for the acks of an import, or of who has gone. */
export type Receipt = () => Uint8Array

export interface Receipts {
  /** 32 bytes, for welcome. */
  readonly key: Uint8Array
  /** Begins a commit: gives each of its entries a receipt. As many as a tree holds share what a signature costs. */
  readonly cover: () => (conversation: ConversationId, position: LogPosition) => Receipt
}

// RFC 8410: what stands before the seed in a PKCS #8 Ed25519 key.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const rawKeyBytes = 32

export function createReceipts({ epoch, receiptSeed }: RelayIdentity): Receipts {
  const der = Buffer.concat([pkcs8Head, receiptSeed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  const signTexts = (texts: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> =>
    signTogether(texts, sha256, (signed) => sign(null, signed, secret))
  return {
    key: new Uint8Array(spki.subarray(-rawKeyBytes)),
    cover: () => {
      let tree = createTree(epoch, signTexts)
      return (conversation, position) => {
        if (tree.isFull()) tree = createTree(epoch, signTexts)
        return tree.add(conversation, position)
      }
    },
  }
}

interface Tree {
  readonly isFull: () => boolean
  readonly add: (conversation: ConversationId, position: LogPosition) => Receipt
}

function createTree(
  epoch: Uint8Array,
  signTexts: (texts: ReadonlyArray<Uint8Array>) => ReadonlyArray<Uint8Array>,
): Tree {
  const places: Array<LogPosition & { readonly conversation: ConversationId }> = []
  let receipts: ReadonlyArray<Uint8Array> | undefined
  const signed = (): ReadonlyArray<Uint8Array> =>
    (receipts ??= signTexts(places.map((place) => receiptText(epoch, place.conversation, place))))
  return {
    isFull: () => places.length === maxReceiptLeaves,
    add: (conversation, { seq, head }) => {
      const index = places.push({ conversation, seq, head }) - 1 // not the entry: an ack may wait for long
      return () => {
        const receipt = signed()[index]
        if (receipt === undefined) throw new Defect('an entry was covered after its commit was signed')
        return receipt
      }
    },
  }
}
