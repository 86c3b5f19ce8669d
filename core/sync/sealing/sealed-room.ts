/** One sealed conversation on one connection: what is sealed and sent, what was answered, how far its log is verified. */
import type { RefuseCode } from '../../protocol/codes.ts'
import type { ClientFrame } from '../../protocol/frame.ts'
import type { ConversationId } from '../../protocol/ids.ts'
import { createQueue, type Queue } from '../queue.ts'
import { nothingRead, type Reading } from './reading.ts'
import type { SealedPosition } from '../../bridge/sealing.ts'

export type Append = Extract<ClientFrame, { readonly kind: 'append' }>

/** A sealed entry that was sent and not answered yet. */
export interface Flight {
  readonly bytes: Uint8Array
  readonly id: Uint8Array
  /** The outbox waits for the answer; nobody does for that to an epoch or a read mark. */
  readonly isQueued: boolean
}

export interface SealedRoom {
  readonly conversation: ConversationId
  /** What comes and what goes, in order. */
  readonly queue: Queue
  readonly toSeal: Array<Append>
  readonly underWay: Map<number, Flight>
  isScheduled: boolean
  isDue: boolean
  /** Nothing was sealed on this connection yet, or something was refused: what was sealed before is void. */
  isVoid: boolean
  /** The answer to the first that was refused; what was sealed after it cannot stand without it. */
  refusal: RefuseCode | undefined
  position: SealedPosition | undefined
  /** Seq of the newest entry that the relay has told of. */
  knownSeq: number
  /** Under way; whoever needs it too waits for this one. */
  verifying: Promise<void> | undefined
  isErasing: boolean
  readonly reading: Reading
}

/** One segment that is looked through on this connection. */
export interface Erasing {
  readonly room: SealedRoom
  readonly segment: number
  /** Of this device. */
  readonly entries: Array<Uint8Array>
  /** Requests that the relay has not answered, and the counters of the entries they are about. */
  readonly underWay: Map<number, number>
  readonly done: Array<number>
  /** When what could not be done is tried again: in a minute, or on the next connection. */
  again: 'soon' | 'later' | undefined
}

export const createSealedRoom = (conversation: ConversationId): SealedRoom => ({
  conversation,
  queue: createQueue(),
  toSeal: [],
  underWay: new Map(),
  isScheduled: false,
  isDue: false,
  isVoid: true,
  refusal: undefined,
  position: undefined,
  knownSeq: 0,
  verifying: undefined,
  isErasing: false,
  reading: nothingRead(),
})

/** Not all that the relay has told of has been verified. */
export const isBehind = ({ position, knownSeq }: SealedRoom): boolean => (position?.seq ?? 0) < knownSeq
