/** Writing the ops that are about a conversation as a whole, or that others may have a say in. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { LocalChange } from '../../../core/conversation/conversation-contract.ts'
import type { OpDraft } from '../../../core/conversation/draft.ts'
import { maxOpsPerSegment } from '../../../core/conversation/limits.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import {
  alice,
  bob,
  createTestDevice,
  testHlc,
  testOpId,
  testPost,
  testRead,
  testSystem,
  testUser,
  type TestDevice,
} from '../../support/conversations.ts'
import { opsUpdate } from '../../support/updates.ts'

const write = ({ conversation, client }: TestDevice, draft: OpDraft): LocalChange =>
  orThrow(conversation.write(client, draft))

const attempt = ({ conversation, client }: TestDevice, draft: OpDraft): unknown => {
  const written = conversation.write(client, draft)
  return written.ok ? 'written' : written.failure.kind
}

/** Alice's device with a post of Bob's, and what Bob's device makes of all that she writes. */
function setup(moderator = testUser(99)): {
  readonly device: TestDevice
  readonly peer: TestDevice
  readonly pass: (...changes: ReadonlyArray<LocalChange>) => void
} {
  const isModerator = (user: string): boolean => user === moderator
  const device = createTestDevice({ user: alice, client: 11, isModerator })
  const peer = createTestDevice({ user: bob, client: 22, isModerator, clock: device.clock })
  const post = opsUpdate(33, 0, [testPost({ by: bob })])
  for (const { conversation } of [device, peer]) conversation.loadSegment(0, [post])
  return {
    device,
    peer,
    pass: (...changes) => {
      for (const { segment, update } of changes)
        orThrow(peer.conversation.merge(segment, device.writer, update))
    },
  }
}

const target = testOpId(1)

test('[RE12] any member pins and unpins the message of another', () => {
  const { device, peer, pass } = setup()
  const pin = write(device, { kind: 'pin', target, on: true })
  pass(pin)
  expect(peer.conversation.messages.read()).toMatchObject([{ pinned: { by: alice, at: pin.op.at } }])
  write(peer, { kind: 'pin', target, on: false })
  expect(peer.conversation.messages.read()[0]).not.toHaveProperty('pinned')
})

test('[RE14] only a moderator masks', () => {
  const mask = { kind: 'mask', target, replacement: '(hidden)' } as const
  expect(attempt(setup().device, mask)).toBe('not-yours')
  const { device, peer, pass } = setup(alice)
  pass(write(device, mask))
  expect(peer.conversation.messages.read()).toMatchObject([{ text: '(hidden)', masked: true }])
})

test('[RE15] [RE16] what is said of the conversation reaches others, and listeners hear once', () => {
  const { device, peer, pass } = setup()
  let heard = 0
  peer.conversation.about.listen(() => heard++)
  const changes = [
    write(device, { kind: 'meta', name: 'Launch', topic: 'Food' }),
    write(device, { kind: 'read', target }),
  ]
  peer.conversation.batch(() => pass(...changes))
  expect(heard).toBe(1)
  const about = peer.conversation.about.read()
  expect(about).toEqual({
    name: 'Launch',
    topic: 'Food',
    reads: new Map([[alice, { channel: { at: testHlc(0), id: target }, threads: new Map() }]]),
    settings: new Map(),
    lines: [],
    timers: [],
  })
  pass(...changes, write(device, { kind: 'post', text: 'hello' }))
  expect(peer.conversation.about.read()).toBe(about)
  expect(heard).toBe(1)
})

test('[RE18] a segment that goes takes along what it said', () => {
  const { device } = setup()
  const joined = testSystem({ by: bob, user: bob })
  device.conversation.loadSegment(1, [opsUpdate(44, 0, [joined, testRead({ upToAt: testHlc(9) })])])
  expect(device.conversation.about.read().lines).toMatchObject([{ segment: 1, user: bob }])
  device.conversation.unloadSegment(1)
  expect(device.conversation.about.read()).toEqual({
    reads: new Map(),
    settings: new Map(),
    lines: [],
    timers: [],
  })
})

describe('segments', () => {
  const full = Array.from({ length: maxOpsPerSegment / 2_000 }, () =>
    opsUpdate(
      55,
      0,
      Array.from({ length: 1_000 }, (_, number) => testPost({ by: testUser(5), id: testOpId(500 + number) })),
    ),
  )

  test('[SG6] what is about the conversation goes to the newest segment, or the next', () => {
    const { device } = setup()
    const { conversation } = device
    conversation.loadSegment(4, full)
    expect(write(device, { kind: 'meta', name: 'x' })).toMatchObject({ segment: 4 })
    const more = Array.from({ length: 999 }, (_, number) =>
      testPost({ by: bob, id: testOpId(5_000 + number) }),
    )
    orThrow(conversation.merge(4, { client: 66, user: bob, gateway: false }, opsUpdate(66, 0, more)))
    expect(write(device, { kind: 'meta', name: 'y' })).toMatchObject({ segment: 5, clock: 0 })
    expect(conversation.about.read().name).toBe('y')
  })

  test('[SG8] a setting goes to the first segment, and erases what the device had set under its key', () => {
    const { device, peer, pass } = setup()
    device.conversation.loadSegment(4, full)
    const set = (value?: string): LocalChange =>
      write(device, { kind: 'setting', key: 'star/1', ...(value !== undefined && { value }) })
    const changes = [set('1'), write(device, { kind: 'setting', key: 'star/2', value: 'x' }), set('2'), set()]
    expect(changes.every(({ segment }) => segment === 0)).toBe(true)
    pass(...changes)
    for (const { conversation } of [device, peer]) {
      const mine = conversation.about.read().settings.get(device.user)
      expect([...(mine ?? [])].map(([key, { value }]) => [key, value])).toEqual([
        ['star/2', 'x'],
        ['star/1', undefined],
      ])
      const log = conversation.subLogs(0).get(device.client) ?? []
      expect(changes.map(({ clock }) => log[clock] === undefined)).toEqual([true, false, true, false])
    }
  })

  test('[SG8] where the first segment is not here, nothing can be set', () => {
    const { device } = setup()
    device.conversation.unloadSegment(0)
    device.conversation.loadSegment(4, full)
    expect(attempt(device, { kind: 'setting', key: 'star/1', value: '1' })).toBe('segment-not-loaded')
  })

  test('[SG7] a read position lies with the message, a pin too', () => {
    const { device } = setup()
    device.conversation.loadSegment(4, full)
    expect(write(device, { kind: 'read', target }).segment).toBe(0)
    expect(write(device, { kind: 'pin', target, on: true }).segment).toBe(0)
  })
})

test('a message that was taken back is read, but neither pinned nor masked', () => {
  const { device } = setup(alice)
  write(device, { kind: 'redact', target })
  expect(attempt(device, { kind: 'pin', target, on: true })).toBe('unknown-message')
  expect(attempt(device, { kind: 'mask', target, replacement: 'x' })).toBe('unknown-message')
  expect(attempt(device, { kind: 'read', target })).toBe('written')
})

describe('expire', () => {
  test('[EX1] hides what is due, and tells when there is something to do', () => {
    const { device, peer, pass } = setup()
    const { conversation, clock } = device
    const soon = write(device, { kind: 'post', text: 'soon gone', expiresAfter: 10 })
    const later = write(device, { kind: 'post', text: 'later', expiresAfter: 60 })
    pass(soon, later)
    const [soonAt, laterAt] = [soon.op.at.time + 10_000, later.op.at.time + 60_000]
    expect(conversation.expire(11)).toEqual([])
    expect(conversation.expiring(11)).toEqual({ next: soonAt, own: new Map([[0, soonAt]]) })
    clock.advance(10_000)
    expect(conversation.expire(11)).toEqual([soon.op.id])
    expect(conversation.expiring(11)).toEqual({ next: laterAt, own: new Map([[0, soonAt]]) })
    expect(peer.conversation.expire(22)).toEqual([]) // not theirs to take back
    expect(peer.conversation.expiring(22)).toEqual({ next: laterAt, own: new Map() })
    for (const each of [conversation, peer.conversation])
      expect(each.messages.read().map(({ text, expired }) => [text, expired])).toEqual([
        ['Good morning', undefined],
        ['', true],
        ['later', undefined],
      ])
  })

  test('[EX2] what the writer takes back is gone from every disk', () => {
    const { device, peer, pass } = setup()
    const post = write(device, { kind: 'post', text: 'secret', expiresAfter: 10 })
    const edit = write(device, { kind: 'edit', target: post.op.id, text: 'secret too' })
    device.clock.advance(10_000)
    expect(device.conversation.expire(11)).toEqual([post.op.id])
    expect(device.conversation.expire(undefined)).toEqual([]) // another device wrote it
    const redact = write(device, { kind: 'redact', target: post.op.id })
    expect(orThrow(checkUpdate(redact.update, { client: 11, nextClock: 2, by: alice })).deletes).toEqual([
      { clock: 0, length: 2 },
    ])
    pass(post, edit, redact)
    for (const { conversation } of [device, peer]) {
      expect(new TextDecoder().decode(conversation.snapshot(0))).not.toContain('secret')
      expect(conversation.messages.read()[1]).toMatchObject({ id: post.op.id, redacted: true })
      expect(conversation.expire(11)).toEqual([])
      expect(conversation.expiring(11)).toEqual({ next: undefined, own: new Map() })
    }
  })
})
