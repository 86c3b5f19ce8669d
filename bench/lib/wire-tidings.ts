/** Our wire, with a real token; entries are written from a template, so that sending costs little. */
import * as encoding from 'lib0/encoding'
import { concatBytes } from '../../core/base/bytes.ts'
import { millis } from '../../core/base/clock.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { maxOpsPerSegment } from '../../core/conversation/limits.ts'
import { subLogName } from '../../core/conversation/sub-log.ts'
import { paths } from '../../core/protocol/api.ts'
import { encodeClientFrame } from '../../core/protocol/client-frame-codec.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import { idBytes, idToBytes, opId } from '../../core/protocol/ids.ts'
import {
  maxAppendsInFlight,
  protocolVersion,
  screenEntries,
  subprotocol,
} from '../../core/protocol/limits.ts'
import { decodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { RawSocket } from './raw-socket.ts'
import type { Town, TownMember } from './relay-town.ts'
import { markOf, textWith, type Purpose, type Wire, type WireClient } from './wire.ts'

export const createTidingsWire = (town: Town): Wire => ({
  path: () => paths.sync,
  subprotocol,
  connect: (room, place, purpose) => {
    const member = town.rooms[room]?.[place]
    if (member === undefined) throw new Error(`nobody at place ${place} of room ${room}`)
    return createClient(member, 1_000_000 + room * 1_000 + place, purpose)
  },
})

/** Bytes after which a client gives credit. */
const creditStep = 65_536
const frameKinds = { entries: 131, fetched: 132, ack: 133 }

function createClient(member: TownMember, client: number, purpose: Purpose): WireClient {
  const writer = createWriter(member, client)
  let unpaid = 0
  const pay = (socket: RawSocket, payload: Buffer): void => {
    if (payload[0] === frameKinds.ack) return
    unpaid += payload.length
    if (unpaid < creditStep) return
    socket.send(encodeClientFrame({ kind: 'credit', bytes: unpaid }))
    unpaid = 0
  }
  return {
    client,
    begin: (socket) => {
      const { device, token } = member
      socket.send(
        encodeClientFrame({
          kind: 'hello',
          protocol: protocolVersion,
          device,
          token,
          directory: 0,
          resume: [],
        }),
      )
    },
    enter: (socket, payload) => {
      pay(socket, payload)
      const frame = decodeRelayFrame(payload)
      if (!frame.ok) throw new Error('a frame that is none')
      const { value } = frame
      if (value.kind === 'goodbye' || value.kind === 'refuse') throw new Error(JSON.stringify(value))
      if (value.kind === 'logs') {
        const log = value.logs.find(({ conversation }) => conversation === member.conversation)
        writer.begin(log?.nextCounter ?? 0)
        if (purpose === 'read') socket.send(newestScreen(member, log?.newestSegment ?? 0))
      }
      if (purpose === 'read') return value.kind === 'fetched' && value.complete
      if (value.kind === 'ack') return true
      if (value.kind !== 'directory') return false
      if (purpose === 'idle' || writer.hasClaimed()) return true
      socket.send(writer.claim())
      return false
    },
    read: pay,
    seen: () => {},
    message: writer.message,
    history: writer.history,
  }
}

const newestScreen = ({ conversation }: TownMember, segment: number): Uint8Array =>
  encodeClientFrame({
    kind: 'fetch',
    request: 0,
    conversation,
    segment,
    after: 0,
    before: 0,
    limit: screenEntries,
    backwards: true,
  })

function createWriter(member: TownMember, client: number) {
  const { conversation, device, user } = member
  let counter = 0
  const clocks = new Map<number, number>()
  let messages = 0
  const fill = createTemplate(user, client)
  const op = (due: number): Uint8Array => fill(due, messages++)
  const append = (entry: Uint8Array): Uint8Array => {
    const request = counter++
    return encodeClientFrame({ kind: 'append', request, entry })
  }
  const content = (segment: number, ops: ReadonlyArray<Uint8Array>): Uint8Array => {
    const clock = clocks.get(segment) ?? 0
    clocks.set(segment, clock + ops.length)
    const update = updateOf(client, clock, ops)
    return append(encodeEntry({ kind: 'content', conversation, device, user, segment, counter, update }))
  }
  return {
    begin: (nextCounter: number) => {
      counter = nextCounter
      if (nextCounter > 0) clocks.set(0, nextCounter - 1) // one op an entry, after the claim
    },
    hasClaimed: () => counter > 0,
    claim: () =>
      append(
        encodeEntry({
          kind: 'claim',
          conversation,
          device,
          user,
          segment: 0,
          counter,
          client,
          gateway: false,
        }),
      ),
    message: (due: number) => content(0, [op(due)]),
    history: (count: number, oneByOne: boolean): ReadonlyArray<Uint8Array> => {
      const size = oneByOne ? 1 : opsPerEntry
      return Array.from({ length: count / size }, (_, index) =>
        content(
          Math.floor((index * size) / maxOpsPerSegment),
          Array.from({ length: size }, () => op(0)),
        ),
      )
    },
  }
}

/** An op with the given number and moment; a whole encoding each would cost more than all the rest. */
function createTemplate(
  user: TownMember['user'],
  client: number,
): (due: number, clock: number) => Uint8Array {
  const noId = opId('ab'.repeat(idBytes))
  const noMark = markOf({ due: 0, client: 0, clock: 0 })
  const at = { time: millis(1_763_683_200_000), counter: 0 }
  const template = Buffer.from(encodeOp({ kind: 'post', id: noId, at, by: user, text: textWith(noMark) }))
  const idAt = template.indexOf(idToBytes(noId))
  const markAt = template.indexOf(noMark)
  return (due, clock) => {
    const bytes = Buffer.from(template)
    bytes.writeUInt32BE(client, idAt)
    bytes.writeUInt32BE(clock, idAt + 4)
    bytes.write(markOf({ due, client, clock }), markAt, 'latin1')
    return bytes
  }
}

/** 110 kB. */
const opsPerEntry = 500
/** Answers that a burst of history waits for: the relay takes so many appends at once and no more. */
export const burst = maxAppendsInFlight / 2

const binaryContent = 3
const hasOrigin = 0x80

export function updateOf(client: number, clock: number, ops: ReadonlyArray<Uint8Array>): Uint8Array {
  const output = encoding.createEncoder()
  for (const number of [1, ops.length, client, clock]) encoding.writeVarUint(output, number)
  for (const [index, op] of ops.entries()) {
    const at = clock + index
    encoding.writeUint8(output, at === 0 ? binaryContent : binaryContent | hasOrigin)
    if (at === 0) {
      encoding.writeVarUint(output, 1)
      encoding.writeVarString(output, subLogName(client))
    } else {
      encoding.writeVarUint(output, client)
      encoding.writeVarUint(output, at - 1)
    }
    encoding.writeVarUint8Array(output, op)
  }
  encoding.writeVarUint(output, 0)
  return concatBytes(encoding.toUint8Array(output))
}
