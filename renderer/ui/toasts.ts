/**
 * What has just been done, said for a moment, with the way back. Something that cannot be taken back once it is done (`done`) is done
 * only when the moment is over: whoever undoes it in time has never done it.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'

export interface Said {
  readonly text: string
  readonly undo?: () => void
  /** What takes time gives a promise: `finish` waits for it. */
  readonly done?: () => unknown
}

export interface Toast {
  readonly id: number
  readonly text: string
  /** Undefined where there is no way back. */
  readonly undo: (() => void) | undefined
  readonly dismiss: () => void
}

export interface Toasts {
  /** The newest last. */
  readonly shown: Readable<ReadonlyArray<Toast>>
  /** What it gives ends the moment at once, as if it were over. */
  readonly say: (what: Said) => () => void
  /** While the person points at them or is in them with the keyboard none goes. */
  readonly hold: (on: boolean) => void
  /** The page is hidden or goes, or the account does: what waits is done now. It resolves, always, once that is over or takes too long. */
  readonly finish: () => Promise<void>
}

const shownMs = 8_000
const maxShown = 3
/** Locking must not hang on what does not end (a request without a network, say). */
const longestMs = 2_000

export function createToasts(clock: Clock): Toasts {
  const shown = createCell<ReadonlyArray<Toast>>([])
  const waiting = new Map<number, () => void>()
  const doing = createDoing(clock)
  let last = 0
  let isHeld = false
  let cancel: (() => void) | undefined

  const dismissAll = (): void => {
    for (const toast of shown.read()) toast.dismiss()
  }
  const restart = (): void => {
    cancel?.()
    cancel = isHeld || shown.read().length === 0 ? undefined : clock.after(millis(shownMs), dismissAll)
  }
  return {
    shown,
    say: ({ text, undo, done }) => {
      const id = ++last
      const end = (then: (() => unknown) | undefined): void => {
        const others = shown.read().filter((toast) => toast.id !== id)
        if (others.length === shown.read().length) return
        shown.write(others)
        waiting.delete(id)
        if (others.length === 0) isHeld = false // nobody tells of the pointer or the focus leaving what is gone
        restart()
        doing.add(then?.())
      }
      const toast: Toast = {
        id,
        text,
        undo: undo && (() => end(undo)),
        dismiss: () => end(done),
      }
      shown.write([...shown.read(), toast])
      if (done !== undefined) waiting.set(id, toast.dismiss)
      for (const old of shown.read().slice(0, -maxShown)) old.dismiss()
      restart()
      return toast.dismiss
    },
    hold: (on) => {
      isHeld = on
      restart()
    },
    finish: () => {
      for (const end of waiting.values()) end()
      return doing.over()
    },
  }
}

/** What was begun and is not over. */
function createDoing(clock: Clock): {
  readonly add: (begun: unknown) => void
  readonly over: () => Promise<void>
} {
  const running = new Set<Promise<unknown>>()
  return {
    add: (begun) => {
      if (!(begun instanceof Promise)) return
      running.add(begun)
      void begun.finally(() => running.delete(begun)) // a defect in it is still reported
    },
    over: async () => {
      if (running.size === 0) return
      let cancel: (() => void) | undefined
      const tooLong = new Promise<void>((resolve) => {
        cancel = clock.after(millis(longestMs), resolve)
      })
      await Promise.race([Promise.allSettled(running), tooLong])
      cancel?.()
    },
  }
}
