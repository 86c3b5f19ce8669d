import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect, orThrow } from '../../core/base/defect.ts'
import type { LocalChange, Writer } from '../../core/conversation/conversation.ts'
import type { OpDraft } from '../../core/conversation/draft.ts'
import type { Message } from '../../core/conversation/message.ts'
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
      readonly kind: 'post' | 'edit' | 'redact'
      readonly room: number
      readonly pick: number
      readonly text: string
    }
  | {
      readonly kind: 'react'
      readonly room: number
      readonly pick: number
      readonly text: string
      readonly on: boolean
    }
  | { readonly kind: 'deliver'; readonly pick: number; readonly keepCopy: boolean }
  | { readonly kind: 'drop'; readonly pick: number }
  | { readonly kind: 'pass'; readonly time: number }

const room = fc.nat({ max: 3 })
const pick = fc.nat()
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('post'), room, pick, text: fc.constantFrom('a', 'b', 'c') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('edit', 'redact'),
      room,
      pick,
      text: fc.constantFrom('x', 'y'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('react'),
      room,
      pick,
      text: fc.constantFrom('👍', '🎉'),
      on: fc.boolean(),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('deliver'), pick, keepCopy: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass'), time: fc.constantFrom(1, 1_000) }) },
)

function apply(each: Step, world: World): void {
  switch (each.kind) {
    case 'pass':
      return world.rooms[0]?.clock.advance(each.time)
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

function write(world: World, each: Extract<Step, { readonly room: number }>): void {
  const { conversation, client, writer } = roomAt(world, each.room)
  const messages = conversation.messages.read()
  const written = conversation.write(
    client,
    draftOf(each, messages[each.pick % Math.max(1, messages.length)]),
  )
  if (!written.ok) return // not theirs, or gone
  world.sent.push({ writer, change: written.value })
  world.rooms.forEach((_, to) => {
    if (to !== each.room) world.network.push({ to, writer, change: written.value })
  })
}

function draftOf(each: Extract<Step, { readonly room: number }>, about: Message | undefined): OpDraft {
  if (each.kind === 'post' || about === undefined) return { kind: 'post', text: each.text }
  const target = about.id
  switch (each.kind) {
    case 'edit':
      return { kind: 'edit', target, text: each.text }
    case 'redact':
      return { kind: 'redact', target }
    case 'react':
      return { kind: 'react', target, emoji: each.text, on: each.on }
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
  for (const [to, each] of world.rooms.entries())
    for (const packet of world.sent) receive(each, { ...packet, to })
}

test('[CV1] after any loss, doubling and reordering, one full exchange makes all devices equal', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const world = setupWorld()
      for (const each of steps) apply(each, world)
      exchangeAll(world)

      const posts = world.sent.filter(({ change }) => change.op.kind === 'post').length
      const [first, ...others] = world.rooms.map(({ conversation }) => conversation.messages.read())
      for (const other of others) expect(other).toEqual(first)
      expect(first?.length).toBe(posts) // equal and empty is not converged; redacted ones leave a tombstone
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
      expect(late.conversation.messages.read()).toEqual(conversation.messages.read())
      expect(late.conversation.opCount(0)).toBe(world.sent.length)
    }),
    { numRuns: 100 },
  )
})
