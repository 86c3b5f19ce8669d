/**
 * The relay's word for what it has acknowledged: verified, and the newest of each conversation kept, so that a relay which
 * goes back on it can be named. Rules CR90 to CR92 in SPEC.md.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import type { Result } from '../base/result.ts'
import type { LogPosition, LogState } from '../protocol/frame.ts'
import { type ConversationId, idBytes } from '../protocol/ids.ts'
import { receiptText, signedFor } from '../protocol/receipt.ts'
import type { LocalStore, StoreFailure } from '../storage/local-store.ts'
import type { Welcome } from './relay-session.ts'
import type { Report } from './report.ts'

/** Whether `signature` over `signed` is by the Ed25519 `key`. May reject where that cannot be computed. */
export type VerifyReceipt = (key: Uint8Array, signed: Uint8Array, signature: Uint8Array) => Promise<boolean>

export interface ReceiptsDeps {
  readonly verifyReceipt: VerifyReceipt
  readonly store: LocalStore
  readonly report: Report
  readonly stored: (outcome: Result<void, StoreFailure>) => void
  readonly breathe: () => Promise<void>
}

export interface Receipts {
  /** Of this connection. */
  readonly begin: (welcome: Pick<Welcome, 'relayEpoch' | 'receiptKey'>) => void
  readonly acked: (conversation: ConversationId, position: LogPosition, receipt: Uint8Array) => void
  /** What the relay says of a log now, against what it has signed before. */
  readonly compare: (log: LogState) => Promise<void>
}

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)
const kept = v.strictObject({
  epoch: bytes,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  head: bytes,
  receipt: bytes,
  key: bytes,
})
type Kept = v.InferOutput<typeof kept>

const keyName = 'receipt-key'
const nameOf = (conversation: ConversationId): string => `receipt/${conversation}`

export function createReceipts(deps: ReceiptsDeps): Receipts {
  const { store, stored, report, breathe, verifyReceipt } = deps
  /** The newest of each conversation that has not been looked at: one stands for those before it. */
  const waiting = new Map<ConversationId, Kept>()
  let current: Pick<Welcome, 'relayEpoch' | 'receiptKey'> | undefined
  let isBusy = false

  const write = async (key: string, value: Uint8Array): Promise<void> =>
    stored(await store.write([{ kind: 'value', key, value }], { durable: false }))
  const look = async (conversation: ConversationId, each: Kept): Promise<void> => {
    const { epoch, seq, head, receipt, key } = each
    const proof = signedFor(receiptText(epoch, conversation, { seq, head }), receipt, sha256)
    const isTrue =
      proof !== undefined && (await verifyReceipt(key, proof.signed, proof.signature).catch(() => undefined))
    if (isTrue === false) report({ kind: 'receipt-false', conversation, seq })
    if (isTrue === true) await write(nameOf(conversation), encode(each, rfc8949EncodeOptions))
  }
  const drain = async (): Promise<void> => {
    isBusy = true
    while (waiting.size > 0) {
      await breathe()
      const batch = [...waiting]
      waiting.clear()
      for (const [conversation, each] of batch) await look(conversation, each)
    }
    isBusy = false
  }
  const noteKey = async (relayEpoch: Uint8Array, receiptKey: Uint8Array): Promise<void> => {
    const read = await store.value(keyName)
    const before = read.ok ? read.value : undefined
    const now = concatBytes(relayEpoch, receiptKey)
    if (before !== undefined && bytesEqual(before, now)) return
    if (before !== undefined && bytesEqual(before.subarray(0, idBytes), relayEpoch)) {
      report({ kind: 'receipt-key-changed' })
    }
    await write(keyName, now)
  }

  return {
    begin: ({ relayEpoch, receiptKey }) => {
      current = { relayEpoch: relayEpoch.slice(), receiptKey: receiptKey.slice() }
      void noteKey(current.relayEpoch, current.receiptKey)
    },
    acked: (conversation, { seq, head }, receipt) => {
      if (current === undefined || (waiting.get(conversation)?.seq ?? 0) > seq) return
      const { relayEpoch: epoch, receiptKey: key } = current
      waiting.set(conversation, { epoch, key, seq, head: head.slice(), receipt: receipt.slice() })
      if (!isBusy) void drain()
    },
    compare: async ({ conversation, seq, head, resumed }) => {
      if (resumed) return // what continues the cursor continues what was signed before it
      const epoch = current?.relayEpoch
      const read = await store.value(nameOf(conversation))
      const before = read.ok && read.value !== undefined ? decodeKept(read.value) : undefined
      if (before === undefined || epoch === undefined || !bytesEqual(before.epoch, epoch)) return
      if (seq > before.seq || (seq === before.seq && bytesEqual(head, before.head))) return
      report({ kind: 'word-broken', conversation, seq: before.seq })
    },
  }
}

function decodeKept(value: Uint8Array): Kept | undefined {
  try {
    const read = v.safeParse(kept, decode(value))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
