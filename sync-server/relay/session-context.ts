/** What the parts of a session share. */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import type { GoodbyeCode } from '../../core/protocol/codes.ts'
import type { RelayFrame } from '../../core/protocol/frame.ts'
import type { Authenticate } from '../identity/access-tokens.ts'
import type { Logger } from '../logger.ts'
import type { Store } from '../store/store.ts'
import type { AppendQueue } from './append-queue.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { ReaderQueue } from './reader-queue.ts'

export interface SessionDeps {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly authenticate: Authenticate
  readonly appends: AppendQueue
  readonly hub: Hub
  readonly log: Logger
}

export interface SessionContext {
  readonly deps: SessionDeps
  readonly connection: Connection
  readonly queue: ReaderQueue
  readonly send: (frame: RelayFrame) => void
  readonly isClosed: () => boolean
  /** Says why, then closes. The session is over at once: nothing that still comes in counts. */
  readonly goodbye: (code: GoodbyeCode, reconnectAfter?: Millis) => void
  /** Runs a task. A store in trouble ends the session; the client comes back and catches up. */
  readonly guard: (run: () => Promise<void>) => Promise<void>
  /**
   * A line of guarded tasks, each run after the one before, none once the session is over.
   */
  readonly createLine: () => (run: () => Promise<void>) => void
}

/** A client that broke a rule or met a store in trouble should not come back in a tight loop. */
export const reconnectAfterTrouble = millis(2_000)
