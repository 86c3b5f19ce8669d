/** Sealing between a socket and replicas that a test moves by hand, over a holder of keys without cryptography. */
import { millis } from '../../core/base/clock.ts'
import type { ReadUpTo } from '../../core/bridge/sealing.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import type { ClientFrame, LoggedEntry, LogState } from '../../core/protocol/frame.ts'
import {
  type ConversationId,
  conversationId,
  deviceId,
  type UserId,
  userId,
} from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import type { WorkFrame } from '../../core/sync/relay-session.ts'
import { createSealing, type Sealing } from '../../core/sync/sealing/sealing.ts'
import { createToySealing, type ToySealing, toyId } from './toy-sealing.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const [conversation, open] = [conversationId('c'.repeat(32)), conversationId('d'.repeat(32))]
export const [self, other] = [deviceId('a'.repeat(32)), deviceId('b'.repeat(32))]
export const [user, others] = [userId('e'.repeat(32)), userId('f'.repeat(32))]

export const claim = (counter: number, device = self, into = conversation): Uint8Array =>
  encodeEntry({
    kind: 'claim',
    conversation: into,
    device,
    user,
    segment: 0,
    counter,
    client: 7 + counter,
    gateway: false,
  })

export interface SealingWorld {
  readonly sent: Array<ClientFrame>
  readonly taken: Array<WorkFrame>
  readonly held: Array<string>
  readonly failed: Array<ReadonlyArray<number>>
  readonly marks: Array<ReadUpTo>
  /** What a test changes: whether this person tells of reading, and who is connected. */
  readonly told: { tellsReading: boolean; readonly there: Set<UserId> }
  readonly clock: VirtualClock
  readonly port: ToySealing
  readonly sealing: Sealing
  /** Resolves when all that was begun so far is done. */
  readonly settled: () => Promise<void>
  readonly append: (request: number, entry: Uint8Array) => boolean
  readonly appends: () => ReadonlyArray<Extract<ClientFrame, { readonly kind: 'append' }>>
  readonly mark: (seq: number, about?: ConversationId) => boolean
}

export function createSealingWorld(): SealingWorld {
  const sent: Array<ClientFrame> = []
  const taken: Array<WorkFrame> = []
  const held: Array<string> = []
  const failed: Array<ReadonlyArray<number>> = []
  const clock = createVirtualClock()
  const port = createToySealing(new Set([conversation]), { device: self, user, other: others })
  let requests = 1_000
  const marks: Array<ReadUpTo> = []
  const told = { tellsReading: true, there: new Set([others]) }
  const sealing = createSealing({
    user,
    device: self,
    port,
    send: (frame) => sent.push(frame) > 0,
    newRequest: () => ++requests,
    clock,
    take: (frame) => void taken.push(frame),
    hold: () => {
      held.push('held')
      return { release: () => void held.push('released') }
    },
    breathe: async () => undefined,
    failed: (_, seqs) => void failed.push(seqs),
    read: (_, read) => void marks.push(...read),
    tellsReading: () => told.tellsReading,
    isThere: (one) => told.there.has(one),
  })
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  }
  const append = (request: number, entry: Uint8Array): boolean =>
    sealing.send({ kind: 'append', request, entry })
  const appends = () => sent.filter((frame) => frame.kind === 'append')
  const mark = (seq: number, about = conversation): boolean =>
    sealing.send({ kind: 'mark', conversation: about, seq })
  return { sent, taken, held, failed, marks, told, clock, port, sealing, settled, append, appends, mark }
}

/** A log of these sealed entries. */
export function logOf(entries: ReadonlyArray<Uint8Array>): ReadonlyArray<LoggedEntry> {
  let head: Uint8Array = emptyHead
  return entries.map((bytes, index) => {
    head = nextHead(head, index + 1, toyId(bytes))
    return { seq: index + 1, head, time: millis(5), bytes }
  })
}

export const stateOf = (log: ReadonlyArray<LoggedEntry>, rest: Partial<LogState> = {}): LogState => ({
  conversation,
  seq: log.length,
  head: log.at(-1)?.head ?? emptyHead,
  newestSegment: 0,
  time: millis(5),
  resumed: true,
  nextCounter: 0,
  marked: 0,
  sealed: true,
  ...rest,
})

export const ackOf = (request: number, { seq, head, time }: LoggedEntry): WorkFrame => ({
  kind: 'ack',
  request,
  seq,
  head,
  time,
  receipt: new Uint8Array(64),
})
