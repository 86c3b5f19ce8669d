import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import { maxSentPosts } from '../../../core/sync/arrivals.ts'
import {
  type ConversationRecord,
  decodeClaims,
  decodeRecord,
  emptyRecord,
  encodeClaims,
  encodeRecord,
} from '../../../core/sync/conversation-record.ts'
import { testOpId, testUser } from '../../support/conversations.ts'

const natural = fc.maxSafeNat()
const cursor = fc.record({ seq: natural, head: fc.uint8Array({ minLength: 32, maxLength: 32 }) })
const moment = fc.record({ time: natural.map(millis), counter: natural })
const anyTracked = {
  sent: fc.array(fc.record({ message: fc.constant(testOpId(1)), at: moment, seq: natural }), {
    maxLength: maxSentPosts,
  }),
  arrived: fc.option(fc.record({ seq: natural, at: moment }), { nil: undefined }),
}
const anyRecord: fc.Arbitrary<ConversationRecord> = fc.record({
  cursor: fc.option(cursor, { nil: undefined }),
  newestSegment: fc.integer({ min: -1, max: 2 ** 31 }),
  held: fc
    .array(fc.tuple(natural, fc.oneof(fc.constant('live' as const), natural)))
    .map((entries) => new Map(entries)),
  ops: fc.array(fc.tuple(natural, natural)).map((entries) => new Map(entries)),
  claimsComplete: fc.boolean(),
  client: fc.option(natural, { nil: undefined }),
  nextCounter: natural,
  foreignSeq: natural,
  foreignPost: natural,
  doubt: fc.constantFrom(undefined, 'copy' as const, 'log' as const),
  seenSeq: natural,
  unread: fc.array(
    fc.record({
      seq: natural,
      message: fc.constant(testOpId(1)),
      by: fc.constant(testUser(1)),
      mention: fc.boolean(),
      reply: fc.boolean(),
    }),
  ),
  markSeq: natural,
  keptSeq: natural,
  readers: fc.array(natural).map((seqs) => new Map(seqs.map((seq, index) => [testUser(index), seq]))),
  ends: fc.option(
    fc.record({
      segment: natural,
      tail: natural,
      clocks: fc.array(fc.tuple(natural, natural)).map((clocks) => new Map(clocks)),
    }),
    { nil: undefined },
  ),
  screen: fc.option(natural, { nil: undefined }),
  ownPost: fc.option(fc.record({ message: fc.constant(testOpId(1)), seq: natural }), { nil: undefined }),
  name: fc.option(fc.record({ text: fc.string(), at: moment }), { nil: undefined }),
  topic: fc.option(fc.record({ text: fc.string(), at: moment }), { nil: undefined }),
  icon: fc.option(fc.record({ text: fc.string(), at: moment }), { nil: undefined }),
  timer: fc.option(fc.record({ seconds: natural, at: moment }), { nil: undefined }),
  writtenAt: natural,
  expiring: fc.array(fc.tuple(natural, natural.map(millis))).map((moments) => new Map(moments)),
  arrivals: fc.record({
    ...anyTracked,
    holders: fc.array(natural).map((seqs) => new Map(seqs.map((seq, index) => [testUser(index), seq]))),
    toldSeq: natural,
  }),
  reads: fc.record(anyTracked),
})

test('a record comes back as it was written', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      expect(decodeRecord(encodeRecord(record))).toEqual(record)
    }),
  )
  expect(decodeRecord(encodeRecord(emptyRecord))).toEqual(emptyRecord)
})

test('anything else is no record, and no claims', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(decodeRecord(bytes)).toBeUndefined()
      const claims = decodeClaims(bytes)
      expect(claims === undefined || claims.length === 0).toBe(true)
    }),
  )
})

test('claims come back as they were written', () => {
  const claims = [
    { client: 2 ** 53 - 1, device: deviceId('d'.repeat(32)), user: testUser(1), gateway: false },
    { client: 1, device: deviceId('e'.repeat(32)), user: testUser(2), gateway: true },
  ]
  expect(decodeClaims(encodeClaims(claims))).toEqual(claims)
})
