import { describe, expect, test } from 'vitest'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import type { LocalChange } from '../../../core/conversation/conversation-contract.ts'
import type { OpDraft } from '../../../core/conversation/draft.ts'
import { maxHlcLead } from '../../../core/conversation/hlc.ts'
import { maxOpsPerSegment } from '../../../core/conversation/limits.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import {
  alice,
  bob,
  createTestDevice,
  mallory,
  testHlc,
  testOpId,
  testPost,
  testUser,
  type TestDevice,
} from '../../support/conversations.ts'
import { opsUpdate } from '../../support/updates.ts'

interface Setup {
  readonly device: TestDevice
  readonly write: (draft: OpDraft) => LocalChange
  readonly texts: () => ReadonlyArray<string>
}

function setup(fields: Partial<Parameters<typeof createTestDevice>[0]> = {}): Setup {
  const device = createTestDevice({ user: alice, client: 11, ...fields })
  const { conversation, client } = device
  return {
    device,
    write: (draft) => orThrow(conversation.write(client, draft)),
    texts: () => conversation.messages.read().map(({ text }) => text),
  }
}

/** Bob's device, in step with everything that `writer` wrote. */
function peerOf({ device: { writer } }: Setup, ...changes: ReadonlyArray<LocalChange>): Setup {
  const peer = setup({ user: bob, client: 22 })
  peer.device.conversation.loadSegment(0, [])
  for (const { segment, update } of changes) orThrow(peer.device.conversation.merge(segment, writer, update))
  return peer
}

describe('write', () => {
  test('[RE5] who takes back a message from a clock that ran ahead leaves it where it was written', () => {
    const { device, write } = setup()
    const ahead = testPost({ text: 'from tomorrow', at: testHlc(device.clock.now() + 86_400_000), by: alice })
    device.conversation.loadSegment(0, [])
    orThrow(device.conversation.merge(0, device.writer, opsUpdate(11, 0, [ahead])))
    expect(device.conversation.messages.read()).toMatchObject([{ clamped: true }])
    expect(write({ kind: 'redact', target: ahead.id }).op).toMatchObject({ targetAt: ahead.at })
  })

  test('[RE5] who takes back a reply says in which thread it stood alone', () => {
    const { write } = setup()
    const root = write({ kind: 'post', text: 'root' }).op.id
    const alone = write({ kind: 'post', text: 'reply', thread: root }).op.id
    const both = write({ kind: 'post', text: 'for all too', thread: root, alsoInChannel: true }).op.id
    expect(write({ kind: 'redact', target: alone }).op).toMatchObject({ thread: root })
    expect(write({ kind: 'redact', target: both }).op).not.toHaveProperty('thread')
    expect(write({ kind: 'redact', target: root }).op).not.toHaveProperty('thread')
  })

  test('[SG1] what one writes another merges, and sees the same', () => {
    const { device, write } = setup()
    const first = write({ kind: 'post', text: 'one' })
    const second = write({ kind: 'post', text: 'two', replyTo: first.op.id, mentions: [bob] })
    const edit = write({ kind: 'edit', target: first.op.id, text: 'uno' })
    const react = write({ kind: 'react', target: second.op.id, emoji: '👍', on: true })
    expect([first, second, edit, react].map(({ segment, clock }) => [segment, clock])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
    ])
    const peer = peerOf({ device, write, texts: () => [] }, first, second, edit, react)
    expect(peer.texts()).toEqual(['uno', 'two'])
    expect(peer.device.conversation.messages.read()).toEqual(device.conversation.messages.read())
  })

  test('[SG2] redacting erases the post and its edits, and both sides keep a tombstone', () => {
    const mine = setup()
    const post = mine.write({ kind: 'post', text: 'secret' })
    const edit = mine.write({ kind: 'edit', target: post.op.id, text: 'secret, too' })
    const redact = mine.write({ kind: 'redact', target: post.op.id, reason: 'oops' })
    expect(orThrow(checkUpdate(redact.update, { client: 11, nextClock: 2, by: alice })).deletes).toEqual([
      { clock: 0, length: 2 },
    ])
    const peer = peerOf(mine, post, edit, redact)
    for (const { conversation } of [mine.device, peer.device]) {
      expect(conversation.messages.read()).toMatchObject([
        { id: post.op.id, at: post.op.at, author: alice, redacted: true, text: '' },
      ])
      expect(new TextDecoder().decode(conversation.snapshot(0))).not.toContain('secret')
      expect(conversation.opCount(0)).toBe(3)
    }
    expect(peer.device.conversation.messages.read()).toEqual(mine.device.conversation.messages.read())
  })

  test('a moderator redacts, but erases nothing of others', () => {
    const mine = setup()
    const post = mine.write({ kind: 'post', text: 'spam' })
    const isModerator = (user: string): boolean => user === bob
    const peer = setup({ user: bob, client: 22, isModerator })
    peer.device.conversation.loadSegment(0, [post.update])
    const redact = peer.write({ kind: 'redact', target: post.op.id })
    expect(orThrow(checkUpdate(redact.update, { client: 22, nextClock: 0, by: bob })).deletes).toEqual([])
    expect(peer.device.conversation.messages.read()).toMatchObject([{ redacted: true, author: alice }])
  })

  test('what a person may not do is refused', () => {
    const mine = setup()
    const post = mine.write({ kind: 'post', text: 'mine' })
    const { device } = peerOf(mine, post)
    const target = post.op.id
    const attempt = (draft: OpDraft): unknown => {
      const result = device.conversation.write(device.client, draft)
      return result.ok ? 'written' : result.failure
    }
    expect(attempt({ kind: 'edit', target, text: 'ours' })).toEqual({ kind: 'not-yours', target })
    expect(attempt({ kind: 'redact', target })).toEqual({ kind: 'not-yours', target })
    expect(attempt({ kind: 'react', target, emoji: '👍', on: true })).toBe('written')
    expect(attempt({ kind: 'post', text: ' ' })).toEqual({ kind: 'empty' })
    expect(attempt({ kind: 'react', target: testOpId(99), emoji: '👍', on: true })).toEqual({
      kind: 'unknown-message',
      target: testOpId(99),
    })
    expect(device.conversation.opCount(0)).toBe(2)
  })

  test('what is redacted counts as unknown', () => {
    const { write, device } = setup()
    const target = write({ kind: 'post', text: 'x' }).op.id
    write({ kind: 'redact', target })
    for (const draft of [
      { kind: 'redact', target },
      { kind: 'edit', target, text: 'y' },
      { kind: 'react', target, emoji: '👍', on: true },
    ] as const) {
      expect(device.conversation.write(11, draft)).toMatchObject({ failure: { kind: 'unknown-message' } })
    }
  })

  test('[HL1] an answer stands below what it answers, even by a clock that is behind', () => {
    const mine = setup()
    mine.device.clock.advance(60_000)
    const question = mine.write({ kind: 'post', text: 'question' })
    const peer = peerOf(mine, question)
    peer.write({ kind: 'post', text: 'answer' })
    expect(peer.texts()).toEqual(['question', 'answer'])
  })

  test('[HL4] also to one from the far future', () => {
    const { device, write, texts } = setup()
    const far = testPost({ by: mallory, at: testHlc(10 * maxHlcLead), text: 'far' })
    device.conversation.loadSegment(0, [opsUpdate(66, 0, [far])])
    write({ kind: 'post', text: 'answer' })
    expect(texts()).toEqual(['far', 'answer'])
    expect(device.conversation.messages.read()).toMatchObject([{ clamped: true }, {}])
  })
})

describe('segments', () => {
  const fullSegment = (): ReadonlyArray<Uint8Array> =>
    [0, 1].map((half) =>
      opsUpdate(
        33,
        (half * maxOpsPerSegment) / 2,
        Array.from({ length: maxOpsPerSegment / 2 }, (_, index) => {
          const number = half * 1_000 + index
          return testPost({ by: testUser(3), id: testOpId(1_000 + number), at: testHlc(number - 10_000) })
        }),
      ),
    )

  test('[SG6] a post goes to the next segment once the newest holds 2,000 ops', () => {
    const { device, write } = setup()
    const { conversation } = device
    conversation.loadSegment(4, fullSegment().slice(0, 1))
    expect(write({ kind: 'post', text: 'fits' }).segment).toBe(4)
    conversation.unloadSegment(4)
    conversation.loadSegment(4, fullSegment())
    expect(write({ kind: 'post', text: 'next' })).toMatchObject({ segment: 5, clock: 0 })
    expect(conversation.loadedSegments()).toEqual([4, 5])
    expect(conversation.newestSegment()).toBe(5)
  })

  test('[SG7] an op about a message goes to its segment, full or not', () => {
    const { write, device } = setup()
    device.conversation.loadSegment(4, fullSegment())
    write({ kind: 'post', text: 'in the next' })
    const react = write({ kind: 'react', target: testOpId(1_000), emoji: '👍', on: true })
    expect(react).toMatchObject({ segment: 4, clock: 0 })
  })

  test('[SG6] a segment that exists but is not loaded cannot be written', () => {
    const { device } = setup()
    device.conversation.noteSegment(3)
    expect(device.conversation.newestSegment()).toBe(3)
    expect(device.conversation.write(11, { kind: 'post', text: 'x' })).toEqual({
      ok: false,
      failure: { kind: 'segment-not-loaded', segment: 3 },
    })
    expect(device.conversation.merge(3, device.writer, opsUpdate(11, 0, [testPost()]))).toEqual({
      ok: false,
      failure: { kind: 'segment-not-loaded', segment: 3 },
    })
  })

  test('[SG3] unloading hides a segment, loading its snapshot brings it back', () => {
    const { device, write, texts } = setup()
    const { conversation } = device
    write({ kind: 'post', text: 'here' })
    const before = conversation.messages.read()
    const snapshot = conversation.snapshot(0)
    conversation.unloadSegment(0)
    expect(texts()).toEqual([])
    expect(conversation.newestSegment()).toBe(0)
    expect(conversation.write(11, { kind: 'post', text: 'x' }).ok).toBe(false)
    orThrow(conversation.loadSegment(0, [snapshot]))
    expect(conversation.messages.read()).toEqual(before)
    expect(conversation.nextClock(0, 11)).toBe(1)
  })

  test('[SG4] a damaged segment stays unloaded', () => {
    const { device } = setup()
    expect(device.conversation.loadSegment(2, [Uint8Array.of(9)])).toEqual({
      ok: false,
      failure: { kind: 'damaged', segment: 2 },
    })
    expect(device.conversation.loadedSegments()).toEqual([])
  })

  test('mistakes of the caller are bugs', () => {
    const { conversation } = setup().device
    conversation.loadSegment(0, [])
    expect(() => conversation.loadSegment(0, [])).toThrow(Defect)
    expect(() => conversation.loadSegment(-1, [])).toThrow(Defect)
    expect(() => conversation.noteSegment(1.5)).toThrow(Defect)
    expect(() => conversation.unloadSegment(1)).toThrow(Defect)
    expect(() => conversation.snapshot(1)).toThrow(Defect)
    expect(() => conversation.nextClock(1, 11)).toThrow(Defect)
  })
})

describe('messages', () => {
  test('[RE10] listeners hear once a batch, and unchanged messages are the same objects', () => {
    const { device, write } = setup()
    write({ kind: 'post', text: 'first' })
    const [first] = device.conversation.messages.read()
    let heard = 0
    device.conversation.messages.listen(() => heard++)
    device.conversation.batch(() => {
      device.conversation.batch(() => write({ kind: 'post', text: 'second' }))
      write({ kind: 'post', text: 'third' })
      expect(device.conversation.messages.read()).toEqual([first])
    })
    expect(heard).toBe(1)
    expect(device.conversation.messages.read()[0]).toBe(first)
    device.conversation.batch(() => {})
    device.conversation.moderatorsChanged()
    expect(heard).toBe(1)
  })

  test('what was done before a batch failed is shown', () => {
    const { device, write, texts } = setup()
    expect(() =>
      device.conversation.batch(() => {
        write({ kind: 'post', text: 'done' })
        throw new Defect('later')
      }),
    ).toThrow('later')
    expect(texts()).toEqual(['done'])
  })

  test('[RE4] moderators come and go', () => {
    const moderators = new Set<string>()
    const { device } = setup({ isModerator: (user) => moderators.has(user) })
    const { conversation } = device
    conversation.loadSegment(0, [opsUpdate(22, 0, [testPost({ by: bob })])])
    moderators.add(alice)
    orThrow(conversation.write(11, { kind: 'redact', target: testOpId(1) }))
    expect(conversation.messages.read()).toMatchObject([{ redacted: true }])
    moderators.clear()
    conversation.moderatorsChanged()
    expect(conversation.messages.read()).toMatchObject([{ redacted: false }])
  })
})
