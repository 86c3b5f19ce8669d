import { describe, expect, test } from 'vitest'
import type { Conversation } from '../../../core/conversation/conversation.ts'
import {
  alice,
  bob,
  createTestDevice,
  mallory,
  testOpId,
  testPost,
  testUser,
} from '../../support/conversations.ts'
import { beforeAttack, hostileUpdates, victim } from '../../support/hostile-updates.ts'
import { erasedStruct, opsUpdate, rawUpdate } from '../../support/updates.ts'

interface Peer {
  readonly conversation: Conversation
  readonly texts: () => ReadonlyArray<string>
  /** What came of merging an update by Alice, success or failure. */
  readonly merge: (update: Uint8Array) => unknown
}

describe('merge', () => {
  const writer = { client: 11, user: alice, gateway: false }
  const posts = [1, 2, 3].map((number) => testPost({ id: testOpId(number), text: `post ${number}` }))

  const setupPeer = (): Peer => {
    const { conversation } = createTestDevice({ user: bob, client: 22 })
    conversation.loadSegment(0, [])
    return {
      conversation,
      texts: () => conversation.messages.read().map(({ text }) => text),
      merge: (update) => {
        const merged = conversation.merge(0, writer, update)
        return merged.ok ? merged.value : merged.failure
      },
    }
  }

  test('[VA5] early updates are told apart, and nothing of them stays', () => {
    const { merge, texts } = setupPeer()
    expect(merge(opsUpdate(11, 1, posts.slice(1)))).toEqual({ kind: 'gap', expected: 0, found: 1 })
    expect(merge(rawUpdate({ deletes: [{ client: 11, ranges: [[0, 1]] }] }))).toEqual({
      kind: 'future-delete',
      expected: 0,
      found: 1,
    })
    expect(texts()).toEqual([])
    expect(merge(opsUpdate(11, 0, posts.slice(0, 1)))).toEqual({ known: false, ops: posts.slice(0, 1) })
    expect(texts()).toEqual(['post 1'])
  })

  test('[SG5] what is known already changes nothing', () => {
    const { merge, conversation } = setupPeer()
    merge(opsUpdate(11, 0, posts))
    const before = conversation.messages.read()
    expect(merge(opsUpdate(11, 0, posts))).toEqual({ known: true, ops: [] })
    expect(merge(opsUpdate(11, 1, posts.slice(1, 2)))).toEqual({ known: true, ops: [] })
    expect(conversation.messages.read()).toBe(before)
  })

  test('[SG5] of what is known in part, the rest is merged', () => {
    const { merge, texts } = setupPeer()
    merge(opsUpdate(11, 0, posts.slice(0, 2)))
    expect(merge(opsUpdate(11, 1, posts.slice(1)))).toEqual({ known: false, ops: posts.slice(2) })
    expect(texts()).toEqual(['post 1', 'post 2', 'post 3'])
    const forked = [testPost({ id: testOpId(3), text: 'another' }), testPost({ id: testOpId(4) })]
    expect(merge(opsUpdate(11, 2, forked))).toEqual({ kind: 'fork', clock: 2 })
    expect(texts()).toEqual(['post 1', 'post 2', 'post 3'])
  })

  test('[SG5] another op under a known clock is a fork', () => {
    const { merge, texts } = setupPeer()
    merge(opsUpdate(11, 0, posts))
    const other = testPost({ id: testOpId(2), text: 'another' })
    expect(merge(opsUpdate(11, 1, [other]))).toEqual({ kind: 'fork', clock: 1 })
    expect(merge(opsUpdate(11, 0, [testPost({ by: mallory })]))).toMatchObject({ kind: 'foreign-author' })
    expect(texts()).toEqual(['post 1', 'post 2', 'post 3'])
  })

  test('[SG5] a known update with a new deletion erases', () => {
    const { merge, texts } = setupPeer()
    merge(opsUpdate(11, 0, posts))
    const compacted = rawUpdate({
      sections: [{ client: 11, clock: 0, structs: [erasedStruct(11, 0, 2)] }],
      deletes: [{ client: 11, ranges: [[0, 2]] }],
    })
    expect(merge(compacted)).toEqual({ known: false, ops: [] })
    expect(texts()).toEqual(['post 3'])
    expect(merge(compacted)).toEqual({ known: true, ops: [] })
    expect(merge(opsUpdate(11, 0, posts))).toEqual({ known: true, ops: [] }) // erased stays erased
    expect(texts()).toEqual(['post 3'])
  })

  test('[VA10] a gateway speaks for many', () => {
    const { conversation, texts } = setupPeer()
    const gateway = { client: 44, user: testUser(4), gateway: true }
    const both = [testPost(), testPost({ id: testOpId(2), by: mallory, text: 'I, too' })]
    expect(conversation.merge(0, gateway, opsUpdate(44, 0, both)).ok).toBe(true)
    expect(conversation.merge(0, { ...gateway, gateway: false }, opsUpdate(44, 2, both)).ok).toBe(false)
    expect(texts()).toEqual(['Good morning', 'I, too'])
  })

  test.each(hostileUpdates)('[VA13] $name: refused, and nothing changes', ({ update, client, failure }) => {
    const { conversation } = createTestDevice({ user: bob, client: 22 })
    conversation.loadSegment(0, beforeAttack)
    const before = [conversation.messages.read(), conversation.snapshot(0)]
    const merged = conversation.merge(0, { client, user: mallory, gateway: false }, update)
    // A client compares what it has with what comes again; the relay, which has no document, refuses it as an overlap.
    const expected = failure === 'overlap' ? 'fork' : failure
    expect(merged.ok ? 'merged' : merged.failure.kind).toBe(expected)
    expect([conversation.messages.read(), conversation.snapshot(0)]).toEqual(before)
    expect(conversation.nextClock(0, victim)).toBe(3)
  })
})
