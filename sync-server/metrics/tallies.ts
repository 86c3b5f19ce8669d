/**
 * What the relay has done so far, as plain numbers: counting costs next to nothing where entries pass, and `metrics.ts`
 * reads them when somebody asks.
 */
import { type GoodbyeCode, goodbyeCodes, type RefuseCode, refuseCodes } from '../../core/protocol/codes.ts'
import {
  type GatewayCloseCode,
  gatewayCloseCodes,
  type GatewayErrorCode,
  gatewayErrorCodes,
} from '../../core/protocol/json-gateway.ts'
import { type RoomCloseCode, roomCloseCodes } from '../../core/protocol/rooms.ts'
import type { Look } from '../scans/scan-file.ts'
import type { Attempt } from '../store/webhook-store.ts'

export type EntryKind = 'claim' | 'open' | 'sealed'

/** `retry`: not taken, and tried again later. `dropped`: never kept. */
export type LetterOutcome = 'sent' | 'retry' | 'failed' | 'dropped'

export interface Tallies {
  /** Milliseconds since a moment that stays the same; never runs backwards. */
  readonly now: () => number
  /** Of the native door, now. */
  sockets: number
  /** Entries that have come in and are in no log yet, now. */
  waiting: number
  /** When the oldest of them came in, by `now`. */
  waitingSince: number | undefined
  readonly entries: Record<EntryKind, number>
  /** From the beginning of a commit until it is on the disk. */
  readonly commits: Durations
  /** From when an entry came in until it was handed to its readers. */
  readonly deliveries: Durations
  /** By door and code. */
  readonly refusals: {
    readonly sync: Record<RefuseCode, number>
    readonly json: Record<GatewayErrorCode, number>
  }
  readonly goodbyes: {
    readonly sync: Record<GoodbyeCode, number>
    readonly rooms: Record<RoomCloseCode, number>
    readonly json: Record<GatewayCloseCode, number>
  }
  storeTroubles: number
  presenceChanges: number
  uploads: number
  uploadBytes: number
  /** Attempts by how they ended. */
  readonly webhookDeliveries: Record<Attempt['kind'], number>
  /** Looks at files by what they came to. */
  readonly fileScans: Record<Look['kind'], number>
  /** Those that the mail server has not taken yet, now. */
  lettersWaiting: number
  readonly letters: Record<LetterOutcome, number>
  /** By operation and status, with a space between. */
  readonly requests: Map<string, number>
  readonly requestTimes: Durations
}

/** How many took how long. */
export interface Durations {
  /** One more than there are bounds; the last are those past all bounds. */
  readonly buckets: Array<number>
  /** Milliseconds. */
  sum: number
  count: number
}

/** Milliseconds, inclusive. */
export const durationBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const

export function createTallies(now: () => number): Tallies {
  return {
    now,
    sockets: 0,
    waiting: 0,
    waitingSince: undefined,
    entries: { claim: 0, open: 0, sealed: 0 },
    commits: createDurations(),
    deliveries: createDurations(),
    refusals: {
      sync: zeros(keysOf(refuseCodes)),
      json: zeros(gatewayErrorCodes),
    },
    goodbyes: {
      sync: zeros(keysOf(goodbyeCodes)),
      rooms: zeros(keysOf(roomCloseCodes)),
      json: zeros(keysOf(gatewayCloseCodes)),
    },
    storeTroubles: 0,
    presenceChanges: 0,
    uploads: 0,
    uploadBytes: 0,
    webhookDeliveries: { delivered: 0, withheld: 0, retry: 0, dead: 0 },
    fileScans: { clean: 0, infected: 0, unfit: 0, failed: 0, absent: 0, 'not-named': 0 },
    lettersWaiting: 0,
    letters: { sent: 0, retry: 0, failed: 0, dropped: 0 },
    requests: new Map(),
    requestTimes: createDurations(),
  }
}

export function noteDuration(durations: Durations, ms: number): void {
  const bound = durationBounds.findIndex((most) => ms <= most)
  const bucket = bound === -1 ? durationBounds.length : bound
  durations.buckets[bucket] = (durations.buckets[bucket] ?? 0) + 1
  durations.sum += ms
  durations.count++
}

export function noteRequest(
  { requests, requestTimes }: Tallies,
  operation: string,
  status: number,
  ms: number,
): void {
  const name = `${operation} ${status}`
  requests.set(name, (requests.get(name) ?? 0) + 1)
  noteDuration(requestTimes, ms)
}

const createDurations = (): Durations => ({
  buckets: Array.from({ length: durationBounds.length + 1 }, () => 0),
  sum: 0,
  count: 0,
})

const zeros = <Code extends string>(codes: ReadonlyArray<Code>): Record<Code, number> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys
  Object.fromEntries(codes.map((code) => [code, 0])) as Record<Code, number>
const keysOf = <Code extends string>(codes: Readonly<Record<Code, unknown>>): ReadonlyArray<Code> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets them
  Object.keys(codes) as Array<Code>
