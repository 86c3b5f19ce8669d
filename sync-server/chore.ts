/** Work that the relay does by itself: when it is asked to, and when it says that there is more. One run at a time. */
import { type Clock, millis } from '../core/base/clock.ts'
import type { Logger } from './logger.ts'
import { StoreTrouble } from './store/store.ts'

export interface Chore {
  /** It runs within `soonMs`, or once more after the run that is under way. */
  readonly ask: () => void
  /** Resolves once nothing of it is under way. */
  readonly stop: () => Promise<void>
}

export interface ChoreDeps {
  readonly clock: Clock
  readonly log: Logger
  /** What the log says when the store is in trouble. */
  readonly trouble: string
  readonly soonMs: number
  /** After trouble. */
  readonly retryMs: number
  /** Answers in how many milliseconds it is to run again by itself; undefined: when it is asked to. */
  readonly run: (isStopped: () => boolean) => Promise<number | undefined>
}

/** Begins by itself. */
export function createChore({ clock, log, trouble, soonMs, retryMs, run }: ChoreDeps): Chore {
  let timer: { readonly due: number; readonly cancel: () => void } | undefined
  let running: Promise<void> | undefined
  let isStopped = false
  let isAsked = false

  const plan = (wait: number): void => {
    const due = clock.now() + wait
    if (isStopped || (timer !== undefined && timer.due <= due)) return
    timer?.cancel()
    const cancel = clock.after(millis(wait), () => {
      timer = undefined
      running = begin()
    })
    timer = { due, cancel }
  }
  const begin = async (): Promise<void> => {
    isAsked = false
    let next: number | undefined
    try {
      next = await run(() => isStopped)
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, trouble)
      next = retryMs
    }
    running = undefined
    if (isAsked) plan(soonMs)
    if (next !== undefined) plan(next)
  }
  plan(soonMs)
  return {
    ask: () => {
      if (running === undefined) plan(soonMs)
      else isAsked = true
    },
    stop: async () => {
      isStopped = true
      timer?.cancel()
      await running
    },
  }
}
