/**
 * What a page keeps of an account, as a stream of records: length u32 big-endian • canonical CBOR of one of
 *
 *   ["conversation", id, record] • ["segment", id, number, [update…]] • ["value", key, bytes] • ["document", id, [update…]]
 *
 * in any order. The stream may be cut anywhere into pieces. Records of conversations are told as a new device may have them
 * (BU4, BU5): what speaks of the device that wrote them is not in them.
 */
import * as v from 'valibot'
import { concatBytes } from '../../../core/base/bytes.ts'
import { conversationIdSchema, documentIdSchema } from '../../../core/protocol/id-schemas.ts'
import { anyBytes, decodeCanonical, encodeCanonical, uint } from '../../../core/sealed/canonical.ts'
import {
  type ConversationRecord,
  decodeRecord,
  encodeRecord,
} from '../../../core/sync/conversation-record.ts'

const recordSchema = v.union([
  v.strictTuple([v.literal('conversation'), conversationIdSchema, anyBytes]),
  v.strictTuple([v.literal('segment'), conversationIdSchema, uint, v.array(anyBytes)]),
  v.strictTuple([v.literal('value'), v.pipe(v.string(), v.minLength(1)), anyBytes]),
  v.strictTuple([v.literal('document'), documentIdSchema, v.array(anyBytes)]),
])
export type BackupRecord = v.InferOutput<typeof recordSchema>

const lengthBytes = 4
/** The largest segment is far below. */
const maxRecord = 128 * 1_048_576

export function encodeBackupRecord(record: BackupRecord): Uint8Array<ArrayBuffer> {
  const body = encodeCanonical(record)
  const length = new Uint8Array(lengthBytes)
  new DataView(length.buffer).setUint32(0, body.length)
  return concatBytes(length, body)
}

export interface RecordReader {
  /** The records that are whole by now; undefined once something is none, and from then on. */
  readonly feed: (bytes: Uint8Array) => ReadonlyArray<BackupRecord> | undefined
  /** Nothing is left over. */
  readonly isWhole: () => boolean
}

export function createRecordReader(): RecordReader {
  let waiting: ReadonlyArray<Uint8Array> = []
  let length = 0
  let isBroken = false
  return {
    isWhole: () => length === 0 && !isBroken,
    feed: (bytes) => {
      if (isBroken) return undefined
      waiting = [...waiting, bytes]
      length += bytes.length
      const records: Array<BackupRecord> = []
      for (;;) {
        if (length < lengthBytes) return records
        const all = concatBytes(...waiting)
        const size = new DataView(all.buffer, all.byteOffset).getUint32(0)
        waiting = [all]
        if (size > maxRecord) break
        if (length < lengthBytes + size) return records
        const record = decodeCanonical(recordSchema, all.slice(lengthBytes, lengthBytes + size), maxRecord)
        if (record === undefined) break
        records.push(record)
        waiting = [all.subarray(lengthBytes + size)]
        length -= lengthBytes + size
      }
      isBroken = true
      return undefined
    },
  }
}

/**
 * A record for a device that has written nothing yet and compares all with the relay: what is held is complete up to nowhere.
 * Undefined for bytes that are none.
 */
export function asRestored(bytes: Uint8Array): Uint8Array | undefined {
  const record = decodeRecord(bytes)
  if (record === undefined) return undefined
  const fresh: ConversationRecord = {
    ...record,
    cursor: undefined,
    held: new Map(Array.from(record.held.keys(), (segment) => [segment, 0])),
    claimsComplete: false,
    client: undefined,
    nextCounter: 0,
    doubt: undefined,
    ends: undefined,
    screen: undefined,
    expiring: new Map(),
  }
  return encodeRecord(fresh)
}
