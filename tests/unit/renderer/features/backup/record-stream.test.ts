import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentId } from '../../../../../core/protocol/ids.ts'
import { millis } from '../../../../../core/base/clock.ts'
import {
  asRestored,
  type BackupRecord,
  createRecordReader,
  encodeBackupRecord,
} from '../../../../../renderer/features/backup/record-stream.ts'
import { decodeRecord, emptyRecord, encodeRecord } from '../../../../../core/sync/conversation-record.ts'
import { testConversation } from '../../../../support/test-conversation.ts'

const records: ReadonlyArray<BackupRecord> = [
  ['value', 'directory', Uint8Array.of(1, 2, 3)],
  ['conversation', testConversation(1), new Uint8Array(300).fill(7)],
  ['segment', testConversation(1), 4, [Uint8Array.of(1), Uint8Array.of(2, 2)]],
  ['document', documentId('d'.repeat(32)), [Uint8Array.of(9)]],
]
const bytes = Buffer.concat(records.map((record) => encodeBackupRecord(record)))

test('[BU3] records come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 20 }), (cuts) => {
      const reader = createRecordReader()
      const found: BackupRecord[] = []
      let at = 0
      for (const cut of [...cuts, bytes.length]) {
        found.push(...(reader.feed(Uint8Array.from(bytes.subarray(at, at + cut))) ?? []))
        at = Math.min(bytes.length, at + cut)
      }
      expect(found).toEqual(records)
      expect(reader.isWhole()).toBe(true)
    }),
  )
})

test('[BU2] what is no record ends the stream, and half a record is not whole', () => {
  const reader = createRecordReader()
  expect(reader.feed(Uint8Array.of(0, 0, 0, 2, 0xff, 0xff))).toBeUndefined()
  expect(reader.feed(Uint8Array.from(bytes))).toBeUndefined()
  expect(reader.isWhole()).toBe(false)
  const half = createRecordReader()
  expect(half.feed(Uint8Array.from(bytes.subarray(0, 10)))).toEqual([])
  expect(half.isWhole()).toBe(false)
  expect(createRecordReader().feed(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBeUndefined()
})

test('[BU4] [BU5] a restored device has written nothing yet, and compares all that it holds with the relay', () => {
  const record = {
    ...emptyRecord,
    cursor: { seq: 40, head: new Uint8Array(32).fill(1) },
    newestSegment: 2,
    held: new Map<number, 'live' | number>([
      [2, 'live'],
      [1, 30],
    ]),
    ops: new Map([[2, 12]]),
    claimsComplete: true,
    client: 77,
    nextCounter: 9,
    doubt: 'copy' as const,
    seenSeq: 40,
    expiring: new Map([[2, millis(5)]]),
  }
  const restored = decodeRecord(asRestored(encodeRecord(record)) ?? new Uint8Array())
  expect(restored).toMatchObject({
    cursor: undefined,
    newestSegment: 2,
    held: new Map([
      [2, 0],
      [1, 0],
    ]),
    ops: record.ops,
    claimsComplete: false,
    client: undefined,
    nextCounter: 0,
    doubt: undefined,
    seenSeq: 40,
    expiring: new Map(),
  })
  expect(asRestored(Uint8Array.of(1, 2))).toBeUndefined()
})
