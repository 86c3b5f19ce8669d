/** How a client of a system enters a room and speaks there: one implementation a system that is measured. */
import type { RawSocket } from './raw-socket.ts'

/** `write`: it is going to send messages. `read`: it wants the newest screen, or whatever the system has for a newcomer. */
export type Purpose = 'write' | 'idle' | 'read'

export interface Wire {
  readonly path: (room: number) => string
  readonly subprotocol?: string
  readonly connect: (room: number, place: number, purpose: Purpose) => WireClient
}

export interface WireClient {
  /** As in its marks: some servers send back what one has written. */
  readonly client: number
  readonly begin: (socket: RawSocket) => void
  /** Takes what comes until it answers true: the client is in the room, and what it came for is there. */
  readonly enter: (socket: RawSocket, payload: Buffer) => boolean
  /** Takes what comes later. */
  readonly read: (socket: RawSocket, payload: Buffer) => void
  /** One message that holds `markOf(due, …)`. */
  readonly message: (due: number) => Uint8Array
  /** So many messages as few payloads, or one by one. */
  readonly history: (messages: number, oneByOne: boolean) => ReadonlyArray<Uint8Array>
  /** The newest message in the room: with Yjs the next one goes behind it. */
  readonly seen: (mark: Mark) => void
}

export interface Mark {
  /** Milliseconds on the clock of this process. */
  readonly due: number
  readonly client: number
  readonly clock: number
}

const sign = '@@'
const digits = { due: 12, client: 8, clock: 7 }
const markLength = sign.length + digits.due + digits.client + digits.clock

/** What travels in each message, so that whoever gets it knows how long it was on its way. */
export const markOf = ({ due, client, clock }: Mark): string =>
  sign +
  String(Math.round(due * 1_000)).padStart(digits.due, '0') +
  String(client).padStart(digits.client, '0') +
  String(clock).padStart(digits.clock, '0')

/** All marks in a payload. */
export function* marksIn(payload: Buffer): Generator<Mark> {
  for (let at = payload.indexOf(sign); at !== -1; at = payload.indexOf(sign, at + markLength)) {
    const due = at + sign.length
    const client = due + digits.due
    yield {
      due: numberAt(payload, due, digits.due) / 1_000,
      client: numberAt(payload, client, digits.client),
      clock: numberAt(payload, client + digits.client, digits.clock),
    }
  }
}

function numberAt(payload: Buffer, from: number, length: number): number {
  let value = 0
  for (let at = from; at < from + length; at++) value = value * 10 + (payload[at] ?? 0) - 0x30
  return value
}

/** 120 characters, as people write, with the mark in front. */
export const textWith = (mark: string): string =>
  mark.padEnd(120, ' the quick brown fox jumps over the lazy dog')
