/**
 * The journal on disk is a file of records (`records/frame.ts`). One record, in the clear, as CBOR: [kind, …]
 *
 *   [1, [[conversation 16, counter, bytes], …]]  appended together
 *   [2, [[conversation 16, counter], …]]         removed
 *   [3, [[conversation 16, next counter], …]]    where counters stood when the journal was compacted
 *   [4, conversation 16, next counter, [bytes, …]]  all of a conversation anew; the last entry has the counter before next
 *
 * What is read was sealed by ourselves, and is checked all the same: another version of the app may have written it.
 *
 * Version 1 had no records that replace. It is read, and written anew as version 2 before anything is added: an app that
 * knows only version 1 then refuses the file, where it would have taken such a record for damage and gone on without it.
 */
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import * as v from 'valibot'
import {
  type ConversationId,
  conversationId,
  idBytes,
  idFromBytes,
  idToBytes,
} from '../../core/protocol/ids.ts'
import type { PendingEntry, Replacement } from '../../core/storage/outbox.ts'
import type { RecordFormat } from '../records/frame.ts'

export interface EntryKey {
  readonly conversation: ConversationId
  readonly counter: number
}

export type JournalRecord =
  | { readonly kind: 'append'; readonly entries: ReadonlyArray<PendingEntry> }
  | { readonly kind: 'remove'; readonly entries: ReadonlyArray<EntryKey> }
  | { readonly kind: 'counters'; readonly counters: ReadonlyArray<readonly [ConversationId, number]> }
  | ({ readonly kind: 'replace'; readonly conversation: ConversationId } & Replacement)

function encodeRecord(record: JournalRecord): Uint8Array {
  switch (record.kind) {
    case 'append':
      return encodeCbor([1, record.entries.map((entry) => [...keyOf(entry), entry.bytes])])
    case 'remove':
      return encodeCbor([2, record.entries.map(keyOf)])
    case 'counters':
      return encodeCbor([3, record.counters.map(([conversation, next]) => [idToBytes(conversation), next])])
    case 'replace': {
      const { conversation: at, nextCounter, entries } = record
      return encodeCbor([4, idToBytes(at), nextCounter, entries.map((entry) => entry.bytes)])
    }
  }
}

const keyOf = (key: EntryKey): [Uint8Array, number] => [idToBytes(key.conversation), key.counter]

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)
const conversation = v.pipe(
  bytes,
  v.check((value) => value.length === idBytes),
  v.transform((value) => idFromBytes(conversationId, value)),
)
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const key = v.strictTuple([conversation, counter])
const recordSchema = v.union([
  v.strictTuple([v.literal(1), v.array(v.strictTuple([conversation, counter, bytes]))]),
  v.strictTuple([v.literal(2), v.array(key)]),
  v.strictTuple([v.literal(3), v.array(key)]),
  v.pipe(
    v.strictTuple([v.literal(4), conversation, counter, v.array(bytes)]),
    v.check(([, , next, entries]) => entries.length <= next),
  ),
])

/** Undefined for anything that `encodeRecord` does not write. */
function decodeRecord(plain: Uint8Array): JournalRecord | undefined {
  const read = v.safeParse(recordSchema, decodeOrUndefined(plain))
  if (!read.success) return undefined
  const record = read.output
  switch (record[0]) {
    case 1:
      return {
        kind: 'append',
        entries: record[1].map(([at, count, entry]) => ({ conversation: at, counter: count, bytes: entry })),
      }
    case 2:
      return {
        kind: 'remove',
        entries: record[1].map(([at, count]) => ({ conversation: at, counter: count })),
      }
    case 3:
      return { kind: 'counters', counters: record[1] }
    case 4: {
      const [, at, nextCounter, replacing] = record
      const from = nextCounter - replacing.length
      const entries = replacing.map((entry, index) => ({
        conversation: at,
        counter: from + index,
        bytes: entry,
      }))
      return { kind: 'replace', conversation: at, nextCounter, entries }
    }
  }
}

function decodeOrUndefined(plain: Uint8Array): unknown {
  try {
    return decodeCbor(plain)
  } catch {
    return undefined
  }
}

export const journalFormat: RecordFormat<JournalRecord> = {
  magic: 'TDGJRNL',
  version: 2,
  oldVersions: [1],
  marker: 'TDJ!',
  purpose: 'tidings/v1/journal',
  encode: encodeRecord,
  decode: decodeRecord,
}
