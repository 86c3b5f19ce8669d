/** What the parts of a session share. */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import type { GoodbyeCode } from '../../core/protocol/codes.ts'
import type { RelayFrame } from '../../core/protocol/frame.ts'
import type { Authenticate } from '../identity/access-tokens.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { Store } from '../store/store.ts'
import type { AppendQueue } from './append-queue.ts'
import type { Connection } from './connection.ts'
import type { Conversations } from './conversations.ts'
import type { Hub } from './hub.ts'
import type { LastSeen } from './last-seen.ts'
import type { Marks } from './marks.ts'
import type { Presence } from './presence.ts'
import type { ReaderQueue } from './reader-queue.ts'
import type { Receipts } from './receipts.ts'

export interface SessionDeps {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly authenticate: Authenticate
  /** Bad tokens, of a network. */
  readonly guesses: Throttle
  readonly appends: AppendQueue
  readonly hub: Hub
  readonly conversations: Conversations
  readonly marks: Marks
  readonly presence: Presence
  readonly lastSeen: LastSeen
  readonly receipts: Receipts
  /** Where a newer app is to be had, if this relay was told. */
  readonly updateUrl: string | undefined
  readonly tallies: Tallies
  readonly log: Logger
}

/** Frames that need no credit (CF1). */
export type FreeFrame = Extract<RelayFrame, { kind: 'welcome' | 'ack' | 'refuse' | 'goodbye' | 'pong' }>
/** Frames that somebody must get. */
export type CountedFrame = Extract<
  RelayFrame,
  { kind: 'logs' | 'entries' | 'fetched' | 'directory' | 'marks' }
>

export interface SessionContext {
  readonly deps: SessionDeps
  readonly connection: Connection
  readonly queue: ReaderQueue
  /** 16 bytes: names this connection to the client and in the log. */
  readonly name: Uint8Array
  readonly send: (frame: FreeFrame) => void
  /** Waits for credit, and until most of what was sent has left. */
  readonly put: (frame: CountedFrame) => Promise<void>
  readonly isClosed: () => boolean
  /** Says why, then closes. The session is over at once: nothing that still comes in counts. */
  readonly goodbye: (code: GoodbyeCode, reconnectAfter?: Millis) => void
  /** Runs a task. A store in trouble ends the session; the client comes back and catches up. */
  readonly guard: (run: () => Promise<void>) => Promise<void>
}

/** Guarded tasks, each run after the one before, none once the session is over. */
export interface Line {
  last: Promise<void> | undefined
}

/** Most sessions never need one of theirs: an empty line holds nothing. */
export const createLine = (): Line => ({ last: undefined })

export function queueTask(line: Line, { isClosed, guard }: SessionContext, run: () => Promise<void>): void {
  const runIfOpen = async (): Promise<void> => {
    if (!isClosed()) await guard(run)
  }
  const mine = (line.last ?? Promise.resolve()).then(runIfOpen)
  line.last = mine
  void mine.then(() => {
    if (line.last === mine) line.last = undefined
  })
}

/** A client that broke a rule or met a store in trouble should not come back in a tight loop. */
export const reconnectAfterTrouble = millis(2_000)
