/** Reads logs when nobody asks: once it is quiet, or after a while. What people gave up must not wait for a question (ER3). */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Logger } from '../logger.ts'
import type { MessageStore } from '../store/message-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Pause } from './index-words.ts'
import type { Projection } from './projection.ts'

export interface Background {
  /** To be called at each commit. */
  readonly committed: () => void
  /** Resolves once nothing of it is under way. */
  readonly stop: () => Promise<void>
}

export interface BackgroundDeps {
  readonly store: Pick<MessageStore, 'behind'>
  readonly projection: Pick<Projection, 'index'>
  /** Between the batches: about as long as one takes, so that what people wait for finds the thread free half of the time. */
  readonly rest: Pause
  readonly clock: Clock
  readonly log: Logger
}

/** After the last commit. @internal */
export const quietMs = 2_000
/** After the first, however busy it is: with a minute for the store's journal to be emptied. */
const longestMs = 20_000
const atOnce = 1_000

/** Begins with what was written before it was started. */
export function createBackground({ store, projection, rest, clock, log }: BackgroundDeps): Background {
  let since = clock.now()
  let stopTimer: (() => void) | undefined
  let running: Promise<void> | undefined
  let isStopped = false
  let halted: (() => void) | undefined
  /** Once it is stopped it never goes on: a long log would hold the stop up. */
  const restOrHalt: Pause = () => {
    if (!isStopped) return rest()
    halted?.()
    return new Promise(() => {})
  }

  const run = async (): Promise<void> => {
    try {
      for (const { conversation } of await store.behind(atOnce)) {
        if (isStopped) return
        await projection.index(conversation, restOrHalt)
      }
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, 'messages cannot be read: the store is in trouble')
    } finally {
      running = undefined
    }
  }
  const plan = (): void => {
    stopTimer?.()
    const left = Math.max(0, Math.min(quietMs, since + longestMs - clock.now()))
    stopTimer = clock.after(millis(left), () => {
      stopTimer = undefined
      if (running === undefined) running = run()
      else plan()
    })
  }
  plan()
  return {
    committed: () => {
      if (isStopped) return
      if (stopTimer === undefined) since = clock.now()
      plan()
    },
    stop: async () => {
      isStopped = true
      stopTimer?.()
      await Promise.race([running, new Promise<void>((resolve) => (halted = resolve))])
    },
  }
}
