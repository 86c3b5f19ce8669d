import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect, orThrow } from '../../core/base/defect.ts'
import type { About } from '../../core/conversation/about.ts'
import type { Conversation, LocalChange, Writer } from '../../core/conversation/conversation-contract.ts'
import type { OpDraft } from '../../core/conversation/draft.ts'
import type { Message } from '../../core/conversation/message.ts'
import { createThreadIndex, type Thread } from '../../core/conversation/views/threads.ts'
import { countUnread } from '../../core/conversation/views/unread.ts'
import { createTestDevice, testUser, type TestDevice } from '../support/conversations.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

/** An update on its way. The network moves nothing by itself: each step says what is delivered, doubled or dropped. */
interface Packet {
  readonly to: number
  readonly writer: Writer
  readonly change: LocalChange
}

interface Room extends TestDevice {
  /** Came before what they build on: they wait here, never in Yjs. */
  readonly early: Array<Packet>
}

interface World {
  readonly rooms: ReadonlyArray<Room>
  readonly network: Array<Packet>
  readonly sent: Array<Omit<Packet, 'to'>>
}

const people = 3
const moderator = testUser(3)

function setupWorld(): World {
  const clock = createVirtualClock()
  const rooms = [1, 2, 3, 4].map((number): Room => {
    // The fourth device is a second one of the first person.
    const user = testUser(number > people ? 1 : number)
    const isModerator = (someone: string): boolean => someone === moderator
    const device = createTestDevice({ user, client: number * 10 ** 12, clock, isModerator })
    device.conversation.loadSegment(0, [])
    return { ...device, early: [] }
  })
  return { rooms, network: [], sent: [] }
}

type Step =
  | {
      readonly kind: (typeof writes)[number]
      readonly room: number
      readonly pick: number
      readonly text: string
      readonly on: boolean
    }
  | { readonly kind: 'expire'; readonly room: number }
  | { readonly kind: 'prolong'; readonly room: number; readonly pick: number }
  | { readonly kind: 'deliver'; readonly pick: number; readonly keepCopy: boolean }
  | { readonly kind: 'drop'; readonly pick: number }
  | { readonly kind: 'pass'; readonly time: number }
type Write = Extract<Step, { readonly text: string }>

const writes = ['post', 'edit', 'redact', 'react', 'pin', 'mask', 'read', 'meta', 'setting'] as const

const room = fc.nat({ max: 3 })
const pick = fc.nat()
const aWrite = (...kinds: ReadonlyArray<Write['kind']>): fc.Arbitrary<Write> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    room,
    pick,
    text: fc.constantFrom('a', 'b', 'c'),
    on: fc.boolean(),
  })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: aWrite('post') },
  { weight: 5, arbitrary: aWrite(...writes) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire'), room }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prolong'), room, pick }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('deliver'), pick, keepCopy: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass'), time: fc.constantFrom(1, 1_000) }) },
)

function apply(each: Step, world: World): void {
  switch (each.kind) {
    case 'pass':
      return world.rooms[0]?.clock.advance(each.time)
    case 'expire':
      return expire(world, each.room)
    case 'prolong':
      return prolong(world, each)
    case 'drop':
      return void take(world.network, each.pick)
    case 'deliver': {
      const packet = take(world.network, each.pick)
      if (packet === undefined) return
      if (each.keepCopy) world.network.push(packet)
      return receive(roomAt(world, packet.to), packet)
    }
    default:
      return write(world, each)
  }
}

function take(network: Array<Packet>, at: number): Packet | undefined {
  return network.splice(at % Math.max(1, network.length), 1)[0]
}

function roomAt({ rooms }: World, number: number): Room {
  const found = rooms[number]
  if (found === undefined) throw new Defect(`no room ${number}`)
  return found
}

function write(world: World, each: Write): void {
  const messages = roomAt(world, each.room).conversation.messages.read()
  send(world, each.room, draftOf(each, messages[each.pick % Math.max(1, messages.length)]))
}

function send(world: World, from: number, draft: OpDraft): void {
  const { conversation, client } = roomAt(world, from)
  const written = conversation.write(client, draft)
  if (written.ok) spread(world, from, written.value) // else it is not theirs, or gone
}

function spread(world: World, from: number, change: LocalChange): void {
  const { writer } = roomAt(world, from)
  world.sent.push({ writer, change })
  world.rooms.forEach((_, to) => {
    if (to !== from) world.network.push({ to, writer, change })
  })
}

/** As if it had waited until now. */
function prolong(world: World, { room: from, pick: at }: Extract<Step, { kind: 'prolong' }>): void {
  const { conversation, client } = roomAt(world, from)
  const messages = conversation.messages.read()
  const message = messages[at % Math.max(1, messages.length)]
  const change = message && conversation.prolong(client, message.id)
  if (change !== undefined) spread(world, from, change)
}

function expire(world: World, from: number): void {
  const { conversation, client } = roomAt(world, from)
  for (const target of conversation.expire(client)) send(world, from, { kind: 'redact', target })
}

function draftOf({ kind, text, on }: Write, about: Message | undefined): OpDraft {
  if (kind === 'meta') return on ? { kind, name: text } : { kind, name: '', topic: text }
  if (kind === 'setting') return { kind, key: text, ...(on && { value: text }) }
  if (kind === 'post' || about === undefined)
    return {
      kind: 'post',
      text,
      ...(on && about && { thread: about.id }),
      ...(text === 'c' && { expiresAfter: 1 }),
    }
  const target = about.id
  switch (kind) {
    case 'edit':
      return { kind, target, text, ...(on && { mentions: [moderator] }) }
    case 'redact':
      return { kind, target }
    case 'react':
      return { kind, target, emoji: text, on }
    case 'pin':
      return { kind, target, on }
    case 'mask':
      return { kind, target, replacement: text }
    case 'read':
      return { kind, target, ...(on && { thread: target }) }
  }
}

function receive({ conversation, early }: Room, packet: Packet): void {
  early.push(packet)
  for (let waiting = early.splice(0); ; waiting = early.splice(0)) {
    for (const each of waiting) {
      const merged = conversation.merge(each.change.segment, each.writer, each.change.update)
      if (merged.ok) continue
      expect(['gap', 'future-delete']).toContain(merged.failure.kind)
      early.push(each)
    }
    if (early.length === waiting.length) return
  }
}

function exchangeAll(world: World): void {
  for (const room of world.rooms.keys()) expire(world, room)
  for (const [to, each] of world.rooms.entries())
    for (const packet of world.sent) receive(each, { ...packet, to })
}

/** All that a screen may show of a conversation. */
function viewOf({ messages, about }: Conversation): {
  readonly messages: ReadonlyArray<Message>
  readonly about: About
  readonly threads: ReadonlyArray<Thread>
  readonly unread: number
} {
  const shown = messages.read()
  const threads = createThreadIndex()
  threads.update(shown.map((after) => ({ after })))
  const marks = about.read().reads.get(moderator) ?? { threads: new Map() }
  return {
    messages: shown,
    about: about.read(),
    threads: shown.flatMap(({ id }) => threads.of(id) ?? []),
    unread: countUnread(shown, { self: moderator, marks }),
  }
}

test('[CV1] after any loss, doubling and reordering, one full exchange makes all devices equal', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const world = setupWorld()
      for (const each of steps) apply(each, world)
      exchangeAll(world)

      const isFirst = ({ op }: LocalChange): boolean => op.kind === 'post' && op.waited === undefined
      const posts = world.sent.filter(({ change }) => isFirst(change)).length
      const [first, ...others] = world.rooms.map(({ conversation }) => viewOf(conversation))
      for (const other of others) expect(other).toEqual(first)
      expect(first?.messages.length).toBe(posts) // equal and empty is not converged; redacted ones leave a tombstone
      for (const { early } of world.rooms) expect(early).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('[CV2] a device that comes late has the same from a snapshot as from the updates', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = setupWorld()
      for (const each of steps) apply(each, world)
      exchangeAll(world)
      const { conversation, clock } = roomAt(world, 0)
      const late = createTestDevice({
        user: moderator,
        client: 5,
        clock,
        isModerator: (user) => user === moderator,
      })
      orThrow(late.conversation.loadSegment(0, [conversation.snapshot(0)]))
      expect(viewOf(late.conversation)).toEqual(viewOf(conversation))
      expect(late.conversation.opCount(0)).toBe(world.sent.length)
    }),
    { numRuns: 100 },
  )
})
