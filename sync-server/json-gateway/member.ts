/** One socket of the JSON gateway: who it is, what it asks one after the other, and how it ends. */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import { type ConversationId, deviceId, randomId } from '../../core/protocol/ids.ts'
import {
  type GatewayAnswer,
  type GatewayCloseCode,
  gatewayCloseCodes,
  maxGatewayUnreadBytes,
} from '../../core/protocol/json-gateway.ts'
import { decodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { Author } from '../relay/append.ts'
import type { Subscriber } from '../relay/hub.ts'
import type { Relay } from '../relay/relay.ts'
import { createBeat } from '../rooms/beat.ts'
import { createReadingLine } from '../rooms/reading-line.ts'
import { StoreTrouble } from '../store/store.ts'
import {
  createAsker,
  type Hearing,
  type HearingDeps,
  leaveRoom,
  presenceAnswer,
  skipDirectory,
  takePlace,
  tellChange,
  tellDirectory,
  tellLive,
  tellMarks,
} from './hearing.ts'
import { answerText, type RequestDeps } from './requests.ts'

/** A socket as the gateway sees it. Adapters: ws (../transport), and queues that a test moves by hand. */
export interface GatewayConnection {
  /** Does nothing once closed. */
  readonly send: (text: string) => void
  /** Bytes that were sent and have not left yet. */
  readonly buffered: () => number
  readonly ping: () => void
  /** Reads no more of what comes in, or goes on: the network holds it back meanwhile. */
  readonly setReading: (isReading: boolean) => void
  readonly close: (code: number, reason: string) => void
  readonly cut: () => void
}

export interface GatewayMember {
  readonly grant: AccessGrant
  readonly rooms: ReadonlySet<ConversationId>
  readonly received: (text: string) => void
  readonly heard: () => void
  /** Messages of a room that it is in have changed. */
  readonly tell: (room: ConversationId, changes: ReadonlyArray<MessageChange>) => void
  readonly end: (code: GatewayCloseCode) => void
  readonly closed: () => void
  /** Resolves when nothing that came in waits any more. */
  readonly idle: () => Promise<void>
}

export interface MemberDeps extends RequestDeps, HearingDeps {
  readonly relay: Pick<Relay, 'join'>
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  readonly tallies: Pick<Tallies, 'refusals' | 'goodbyes' | 'storeTroubles'>
}

export interface MemberPlace {
  readonly grant: AccessGrant
  /** The address it came from. */
  readonly from: string
  /** Joined at once, if any. */
  readonly room: string | undefined
  readonly left: (member: GatewayMember) => void
}

type Guard = (work: () => Promise<void>) => Promise<void>

export function createGatewayMember(
  deps: MemberDeps,
  { grant, from, room, left }: MemberPlace,
  connection: GatewayConnection,
): GatewayMember {
  const socket = crypto.randomUUID()
  deps.log.debug({ socket }, 'a socket of the JSON gateway opens')
  const life = createLife({ ...deps, socket }, grant, connection, () => {
    seat.leave()
    left(member)
  })
  const { end, closed, send, guard, heard, isOpen } = life
  const line = createReadingLine(connection.setReading, guard)
  // News has a line of its own: it must not stop what comes in from being read.
  const news = createReadingLine(() => {}, guard)
  const { user } = grant
  const hearing: Hearing = {
    deps,
    user,
    rooms: new Set(),
    sending: new Map(),
    send,
    audiences: [],
    version: 0,
  }
  const place = (): Promise<void> => takePlace(hearing, seat)
  const seat = deps.relay.join(createSubscriber(deps, hearing, { guard, enqueue: news.enqueue, place, end }))
  const asker = createAsker(hearing, seat, { device: grant.device, from })
  const answer = async (text: string): Promise<void> => {
    const fault = await answerText(text, asker, deps)
    if (fault === undefined) return
    deps.tallies.refusals.json[fault.code]++
    send({ type: 'error', ...fault })
  }
  const member: GatewayMember = {
    grant,
    rooms: hearing.rooms,
    received: (text) => {
      heard()
      if (isOpen()) line.enqueue(() => answer(text))
    },
    heard,
    tell: (where, changes) =>
      news.enqueue(async () => {
        for (const change of changes) await tellChange(hearing, where, change)
      }),
    end,
    closed,
    idle: line.idle,
  }
  line.enqueue(async () => {
    await place()
    await skipDirectory(hearing)
    for (const change of seat.others()) send(presenceAnswer(change))
    if (room !== undefined) await answer(JSON.stringify({ type: 'join_room', roomId: room }))
  })
  return member
}

interface Life extends Pick<GatewayMember, 'end' | 'closed' | 'heard'> {
  readonly send: (answer: GatewayAnswer) => void
  /** A store in trouble ends the socket; the client comes back. */
  readonly guard: Guard
  readonly isOpen: () => boolean
}

/** How the socket ends: `ended` is called once, whoever ends it. */
function createLife(
  {
    clock,
    log,
    tallies,
    socket,
  }: Pick<MemberDeps, 'clock' | 'log' | 'tallies'> & { readonly socket: string },
  { expires }: AccessGrant,
  connection: GatewayConnection,
  ended: () => void,
): Life {
  let isOpen = true
  const closed = (): void => {
    if (!isOpen) return
    isOpen = false
    log.debug({ socket }, 'a socket of the JSON gateway is gone')
    stopExpiry()
    beat.stop()
    ended()
  }
  const end: GatewayMember['end'] = (code) => {
    if (!isOpen) return
    tallies.goodbyes.json[code]++
    log.debug({ code, socket }, 'the JSON gateway closes a socket')
    closed()
    connection.close(gatewayCloseCodes[code], code)
  }
  const stopExpiry = clock.after(millis(expires - clock.now()), () => end('token-expired'))
  const beat = createBeat(clock, connection.ping, () => {
    closed()
    connection.cut()
  })
  return {
    end,
    closed,
    heard: beat.heard,
    isOpen: () => isOpen,
    send: (answer) => {
      if (!isOpen) return
      connection.send(JSON.stringify(answer))
      if (connection.buffered() > maxGatewayUnreadBytes) end('too-slow')
    },
    guard: async (work) => {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof StoreTrouble)) throw error
        tallies.storeTroubles++
        log.error({ error, socket }, 'a socket of the JSON gateway ends: the store is in trouble')
        end('unavailable')
      }
    },
  }
}

interface Ways {
  readonly guard: Guard
  readonly enqueue: (work: () => Promise<void>) => void
  readonly place: () => Promise<void>
  readonly end: GatewayMember['end']
}

function createSubscriber(
  { random }: Pick<MemberDeps, 'random'>,
  hearing: Hearing,
  { guard, enqueue, place, end }: Ways,
): Subscriber {
  const author: Author = {
    device: randomId(deviceId, random), // beside the app's session of the same device, not in its place
    user: hearing.user,
    gateway: false,
    mayWrite: (audience) => hearing.audiences.includes(audience),
    stalled: undefined,
  }
  return {
    author,
    deliver: () => {}, // what is new in its rooms comes as messages
    offer: (frame) => {
      const read = decodeRelayFrame(frame)
      if (read.ok) tellLive(hearing, read.value)
      return read.ok
    },
    marked: (conversation, frame) => {
      const read = decodeRelayFrame(frame)
      if (!read.ok || read.value.kind !== 'marks') return
      const { marks } = read.value
      enqueue(() => tellMarks(hearing, conversation, marks))
    },
    refresh: async () => {
      await guard(place)
      enqueue(() => tellDirectory(hearing))
    },
    expelled: (conversation) => leaveRoom(hearing, conversation),
    goodbye: () => end('signed-out'),
  }
}
