/** What the parts of `sealing.ts` share on one socket. */
import type { Clock } from '../../base/clock.ts'
import type { ClientFrame, LoggedEntry } from '../../protocol/frame.ts'
import type { ConversationId, DeviceId, UserId } from '../../protocol/ids.ts'
import type { WorkFrame } from '../relay-session.ts'
import type { AppendGate } from './append-gate.ts'
import { marksIn } from './reading.ts'
import { createSealedRoom, type Erasing, type SealedRoom } from './sealed-room.ts'
import type { Opened, ReadUpTo, SealingPort } from '../../bridge/sealing.ts'
import type { Verification } from './verification.ts'

export type FrameOf<Kind extends WorkFrame['kind']> = Extract<WorkFrame, { readonly kind: Kind }>

export interface SealingDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly port: SealingPort
  /** False if the relay is out of reach. */
  readonly send: (frame: ClientFrame) => boolean
  readonly newRequest: () => number
  readonly clock: Pick<Clock, 'after'>
  /** Resolves when the frame has been dealt with. */
  readonly take: (frame: WorkFrame) => Promise<void> | void
  /** What the relay says of this log comes in a moment: nothing is sent and nothing counts as told before `release`. */
  readonly hold: (conversation: ConversationId) => { readonly release: () => void }
  readonly breathe: () => Promise<void>
  /** Entries that had been opened on sight do not stand where they are. */
  readonly failed: (conversation: ConversationId, seqs: ReadonlyArray<number>) => void
  /** Whether others may be told how far this person has read, and what has come to this device. */
  readonly tellsReading: () => boolean
  readonly isThere: (user: UserId) => boolean
  /** What is known from here on of how far people have read, and what has arrived at them. */
  readonly read: (conversation: ConversationId, marks: ReadonlyArray<ReadUpTo>) => void
}

export interface SealingCore {
  readonly deps: SealingDeps
  readonly gate: AppendGate
  readonly verification: Verification
  /** What the relay says is sealed, beside what is known to be: it may add to that and take nothing away. */
  readonly announced: Set<ConversationId>
  /** Of this connection. */
  readonly rooms: Map<ConversationId, SealedRoom>
  readonly fetches: Map<number, ConversationId>
  readonly appends: Map<number, SealedRoom>
  /** By request: segments that are fetched, and entries of them that are given up. */
  readonly erasing: Map<number, Erasing>
  /** A connection stands. */
  isUp: boolean
  /** The relay has told of all logs. */
  isAnswered: boolean
}

export const isSealed = ({ deps, announced }: SealingCore, conversation: ConversationId): boolean =>
  deps.port.isSealed(conversation) || announced.has(conversation)

export function roomOf({ rooms }: SealingCore, conversation: ConversationId): SealedRoom {
  const room = rooms.get(conversation) ?? createSealedRoom(conversation)
  rooms.set(conversation, room)
  return room
}

/** The connection that it was of is gone: nothing that comes of it counts. */
export const isGone = ({ rooms }: SealingCore, room: SealedRoom): boolean =>
  rooms.get(room.conversation) !== room

/** Undefined if the keys are out of reach. */
export async function openIn(
  { deps }: Pick<SealingCore, 'deps'>,
  room: SealedRoom,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<ReadonlyArray<Opened> | undefined> {
  const opened = await deps.port.open(room.conversation, entries)
  if (!opened.ok) return undefined
  room.position = opened.value.position
  room.knownSeq = entries.reduce((most, { seq }) => Math.max(most, seq), room.knownSeq)
  const marks = marksIn(opened.value.entries)
  const own = marks.find(({ user }) => user === deps.user)
  const { reading } = room
  reading.kept = Math.max(reading.kept, own?.seq ?? 0)
  reading.arrival.told = Math.max(reading.arrival.told, own?.has ?? 0)
  if (marks.length > 0) deps.read(room.conversation, marks)
  return opened.value.entries
}
