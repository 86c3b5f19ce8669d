import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { orThrow } from '../../../core/base/defect.ts'
import { maxUpdateBytes, maxUpdateStructs } from '../../../core/conversation/limits.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { subLogName } from '../../../core/conversation/sub-log.ts'
import { checkUpdate, type UpdateContext, type UpdateFailure } from '../../../core/conversation/validator.ts'
import { alice, bob, mallory, testOpId, testPost, testRedact } from '../../support/conversations.ts'
import { hostileUpdates } from '../../support/hostile-updates.ts'
import { contentStruct, erasedStruct, opsUpdate, rawUpdate } from '../../support/updates.ts'

const client = 5_000_000_000_000
const at = (nextClock: number): UpdateContext => ({ client, nextClock, by: alice })
const posts = [1, 2, 3].map((number) => testPost({ id: testOpId(number), text: `post ${number}` }))

describe('accepted', () => {
  test('[SG1] what Yjs writes for a sub-log, and what the tests write by hand, are the same bytes', () => {
    const doc = new Y.Doc()
    doc.clientID = client
    const updates: Array<Uint8Array> = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const post of posts) doc.getArray(subLogName(client)).push([encodeOp(post)])
    expect(updates).toEqual(posts.map((post, clock) => opsUpdate(client, clock, [post])))
    expect(Y.encodeStateAsUpdate(doc)).toEqual(opsUpdate(client, 0, posts))
  })

  test('ops come out with their clocks', () => {
    expect(checkUpdate(opsUpdate(client, 0, posts), at(0))).toEqual({
      ok: true,
      value: { clock: 0, nextClock: 3, ops: posts.map((op, clock) => ({ clock, op })), deletes: [] },
    })
    expect(orThrow(checkUpdate(opsUpdate(client, 7, posts), at(7)))).toMatchObject({
      clock: 7,
      nextClock: 10,
    })
  })

  test('[VA11] deletions alone, and deletions of what the same update brings', () => {
    const deletes = [
      {
        client,
        ranges: [
          [0, 2],
          [2, 1],
          [4, 1],
        ] as const,
      },
    ]
    expect(orThrow(checkUpdate(rawUpdate({ deletes }), at(5)))).toEqual({
      clock: 5,
      nextClock: 5,
      ops: [],
      deletes: [
        { clock: 0, length: 2 },
        { clock: 2, length: 1 },
        { clock: 4, length: 1 },
      ],
    })
    const sections = [{ client, clock: 4, structs: [contentStruct(client, 4, encodeOp(testRedact()))] }]
    expect(checkUpdate(rawUpdate({ sections, deletes }), at(4)).ok).toBe(true)
  })

  test('[VA6] erased content, which has a clock but no op', () => {
    const [, second = testPost()] = posts
    const structs = [erasedStruct(client, 0, 3), contentStruct(client, 3, encodeOp(second))]
    const update = rawUpdate({ sections: [{ client, clock: 0, structs }] })
    expect(orThrow(checkUpdate(update, at(0)))).toMatchObject({
      nextClock: 4,
      ops: [{ clock: 3, op: second }],
    })
  })

  test('[VA10] a gateway writes on behalf of anybody', () => {
    const update = opsUpdate(client, 0, [testPost({ by: alice }), testPost({ by: bob })])
    expect(checkUpdate(update, { ...at(0), by: undefined }).ok).toBe(true)
    expect(checkUpdate(update, at(0))).toEqual({
      ok: false,
      failure: { kind: 'foreign-author', clock: 1, found: bob },
    })
  })

  test('[VA8] the longest update', () => {
    expect(checkUpdate(opsUpdate(client, 0, Array(maxUpdateStructs / 4).fill(testPost())), at(0)).ok).toBe(
      true,
    )
    const erased = rawUpdate({
      sections: [{ client, clock: 0, structs: [erasedStruct(client, 0, maxUpdateStructs)] }],
    })
    expect(checkUpdate(erased, at(0)).ok).toBe(true)
  })

  test('[VA2] the highest clock that a number can hold', () => {
    const clock = Number.MAX_SAFE_INTEGER - 1
    expect(checkUpdate(opsUpdate(client, clock, [testPost()]), at(clock)).ok).toBe(true)
    expect(checkUpdate(opsUpdate(client, clock + 1, [testPost()]), at(clock + 1)).ok).toBe(false)
  })
})

/** Which rules an update of that failure breaks. */
const broken: Record<UpdateFailure['kind'], string> = {
  'too-large': '[VA1]',
  'trailing-bytes': '[VA1]',
  malformed: '[VA2, VA3]',
  empty: '[VA3]',
  'too-many-sections': '[VA3]',
  'foreign-client': '[VA4]',
  gap: '[VA5]',
  overlap: '[VA5]',
  'forbidden-struct': '[VA6, VA7]',
  'too-many-structs': '[VA8]',
  'bad-op': '[VA9]',
  'foreign-author': '[VA10]',
  'foreign-delete': '[VA11]',
  'future-delete': '[VA11]',
  'bad-delete': '[VA11]',
}

describe('refused', () => {
  test.each(hostileUpdates.map((each) => ({ ...each, rules: broken[each.failure] })))(
    '$rules $name',
    ({ update, client: signer, nextClock, failure }) => {
      const read = checkUpdate(update, { client: signer, nextClock, by: mallory })
      expect(read).toMatchObject({ ok: false, failure: { kind: failure } })
    },
  )

  test('[VA5] early and late are told apart', () => {
    const update = opsUpdate(client, 3, posts)
    expect(checkUpdate(update, at(2))).toMatchObject({ failure: { kind: 'gap', expected: 2, found: 3 } })
    expect(checkUpdate(update, at(4))).toMatchObject({ failure: { kind: 'overlap', expected: 4, found: 3 } })
  })

  test('[VA8] one struct or one clock too many', () => {
    const structs = Array.from({ length: maxUpdateStructs + 1 }, (_, clock) => erasedStruct(client, clock, 1))
    const tooMany = rawUpdate({ sections: [{ client, clock: 0, structs }] })
    expect(checkUpdate(tooMany, at(0))).toMatchObject({ failure: { kind: 'too-many-structs' } })
    const tooFar = rawUpdate({
      sections: [{ client, clock: 0, structs: [erasedStruct(client, 0, maxUpdateStructs + 1)] }],
    })
    expect(checkUpdate(tooFar, at(0))).toMatchObject({ failure: { kind: 'too-many-structs' } })
  })

  test('[VA12] any bytes: never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(checkUpdate(bytes, at(0)).ok).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test('[VA12] the largest update of the costliest kind is refused in reasonable time', () => {
    const bytes = new Uint8Array(maxUpdateBytes).fill(0x80)
    expect(checkUpdate(bytes, at(0))).toMatchObject({ failure: { kind: 'malformed' } })
  })
})
