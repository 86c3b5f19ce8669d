import { describe, expect, test, vi } from 'vitest'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import { maxOpsPerSegment } from '../../../core/conversation/limits.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { loadSegment, type Segment } from '../../../core/conversation/segment.ts'
import { newClientId } from '../../../core/conversation/sub-log.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import { alice, testOpId, testPost } from '../../support/conversations.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { opsUpdate, rawUpdate } from '../../support/updates.ts'

const client = newClientId(createSeededRandom(1))
const other = newClientId(createSeededRandom(2))
const posts = [1, 2, 3].map((number) => testPost({ id: testOpId(number), text: `post ${number}` }))
const open = (...updates: ReadonlyArray<Uint8Array>): Segment => orThrow(loadSegment(updates)).segment

describe('write', () => {
  test('[SG1] gives updates that peers accept one after the other', () => {
    const segment = open()
    posts.forEach((post, clock) => {
      expect(segment.nextClock(client)).toBe(clock)
      const update = segment.write(client, encodeOp(post), [])
      expect(orThrow(checkUpdate(update, { client, nextClock: clock, by: alice })).ops).toEqual([
        { clock, op: post },
      ])
    })
    expect(segment.opCount()).toBe(3)
  })

  test('[SG2] erases in the same update, and the content is gone', () => {
    const segment = open()
    for (const post of posts) segment.write(client, encodeOp(post), [])
    const update = segment.write(client, encodeOp(testPost()), [2, 0])
    expect(orThrow(checkUpdate(update, { client, nextClock: 3, by: alice })).deletes).toEqual([
      { clock: 0, length: 1 },
      { clock: 2, length: 1 },
    ])
    expect([0, 1, 2].map((clock) => segment.content(client, clock))).toEqual([
      undefined,
      encodeOp(posts[1] ?? testPost()),
      undefined,
    ])
    expect(new TextDecoder().decode(segment.snapshot())).not.toContain('post 1')
    expect(segment.opCount()).toBe(4)
  })

  test('goes on after everything so far was erased', () => {
    const segment = open()
    segment.write(client, encodeOp(testPost()), [])
    segment.write(client, encodeOp(testPost()), [0])
    const update = segment.write(client, encodeOp(testPost()), [1])
    expect(checkUpdate(update, { client, nextClock: 2, by: alice }).ok).toBe(true)
  })

  test('a clientID that is none is a bug', () => {
    expect(() => open().write(0, encodeOp(testPost()), [])).toThrow(Defect)
    expect(() => open().write(2 ** 53, encodeOp(testPost()), [])).toThrow(Defect)
  })
})

describe('load', () => {
  test('[SG3] updates and snapshot give the same ops and clocks', () => {
    const updates = [
      opsUpdate(client, 0, posts),
      opsUpdate(other, 0, posts),
      rawUpdate({ deletes: [{ client, ranges: [[0, 2]] }] }),
      opsUpdate(other, 3, posts),
    ]
    const fromUpdates = orThrow(loadSegment(updates))
    const fromSnapshot = orThrow(loadSegment([fromUpdates.segment.snapshot()]))
    const sorted = (ops: typeof fromUpdates.ops): unknown =>
      ops.toSorted((left, right) => left.client - right.client || left.clock - right.clock)
    expect(sorted(fromSnapshot.ops)).toEqual(sorted(fromUpdates.ops))
    expect(fromUpdates.ops).toHaveLength(7)
    expect(fromUpdates.ops).toContainEqual({ client, clock: 2, op: posts[2] })
    for (const { segment } of [fromUpdates, fromSnapshot]) {
      expect([segment.nextClock(client), segment.nextClock(other), segment.opCount()]).toEqual([3, 6, 9])
    }
  })

  test('[SG3] a snapshot and later updates, some of which it holds already', () => {
    const updates = posts.map((post, clock) => opsUpdate(client, clock, [post]))
    const snapshot = open(...updates.slice(0, 2)).snapshot()
    expect(orThrow(loadSegment([snapshot, ...updates])).ops).toHaveLength(3)
  })

  test.each([
    ['a gap', [opsUpdate(client, 1, posts)]],
    ['a deletion of what is missing', [rawUpdate({ deletes: [{ client, ranges: [[0, 1]] }] })]],
    ['bytes that are no update', [Uint8Array.of(1, 2, 3)]],
    ['a cut-off update', [opsUpdate(client, 0, posts).slice(0, 40)]],
  ])('[SG4] %s is damage', (_, updates) => {
    expect(loadSegment(updates)).toEqual({ ok: false, failure: { kind: 'damaged' } })
  })

  test('a full segment written by one device', () => {
    const updates = Array.from({ length: maxOpsPerSegment }, (_, clock) =>
      opsUpdate(client, clock, [testPost({ id: testOpId(clock) })]),
    )
    expect(orThrow(loadSegment(updates)).ops).toHaveLength(maxOpsPerSegment)
  })
})

test('applying what the validator would have refused is a bug', () => {
  expect(() => open().apply(opsUpdate(client, 1, posts))).toThrow(Defect)
})

test('clientIDs are random, positive and safe integers beyond 32 bits', () => {
  const random = createSeededRandom(3)
  const ids = Array.from({ length: 1_000 }, () => newClientId(random))
  expect(new Set(ids).size).toBe(1_000)
  expect(ids.every((id) => Number.isSafeInteger(id) && id > 0)).toBe(true)
  expect(Math.max(...ids)).toBeGreaterThan(2 ** 52)
  expect(newClientId({ bytes: (length) => new Uint8Array(length) })).toBe(1)
  expect(newClientId({ bytes: (length) => new Uint8Array(length).fill(255) })).toBe(Number.MAX_SAFE_INTEGER)
})

test('own updates that come back from elsewhere are no clash of clientIDs to Yjs, which would say so on the console', () => {
  const said = vi.spyOn(console, 'log').mockReturnValue()
  const segment = open()
  segment.write(client, encodeOp(testPost()), [])
  segment.apply(opsUpdate(client, 1, posts))
  expect(segment.nextClock(client)).toBe(4)
  expect(said).not.toHaveBeenCalled()
  said.mockRestore()
})
