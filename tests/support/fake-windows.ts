/** Windows of one account in one process: a lock that goes from hand to hand, and a channel that clones what is said. */
import type { WindowChannel, WindowLock } from '../../core/engine/shared/windows.ts'

interface FakeWindow {
  readonly lock: WindowLock
  readonly channel: WindowChannel
  /** As a process that was killed: what it holds is free, what it says is not heard, what it hears it does not. */
  readonly die: () => void
}

export interface FakeWindows {
  readonly add: (name: string) => FakeWindow
  /** Everything that was said, for looking at. */
  readonly said: Array<unknown>
  /** Says something that no window has said. */
  readonly inject: (data: unknown) => void
}

interface Holder {
  readonly window: string
  readonly take: () => void
}

export function createFakeWindows(): FakeWindows {
  const listeners = new Map<string, (data: unknown) => void>()
  const dead = new Set<string>()
  const there = new Set<string>()
  const gone = new Map<string, Array<() => void>>()
  const said: Array<unknown> = []
  let holder: Holder | undefined
  let queue: Array<{ readonly window: string; readonly grant: () => void }> = []

  const hand = (): void => {
    if (holder !== undefined) return
    queue.shift()?.grant()
  }
  const deliver = (from: string | undefined, data: unknown): void => {
    said.push(data)
    for (const [name, hear] of listeners) {
      if (name === from) continue
      const clone: unknown = structuredClone(data)
      queueMicrotask(() => {
        if (!dead.has(name)) hear(clone)
      })
    }
  }
  const lockOf = (window: string): WindowLock => {
    const hold = (resolve: (held: Awaited<ReturnType<WindowLock['steal']>>) => void): void => {
      let isTaken = (): void => undefined
      const taken = new Promise<void>((settle) => (isTaken = settle))
      const mine: Holder = { window, take: isTaken }
      holder = mine
      resolve({
        taken,
        release: () => {
          if (holder !== mine) return
          holder = undefined
          hand()
        },
      })
    }
    return {
      acquire: () => {
        let cancel = (): void => undefined
        const held = new Promise<Awaited<ReturnType<WindowLock['steal']>>>((resolve) => {
          const waiting = { window, grant: () => hold(resolve) }
          queue.push(waiting)
          cancel = () => (queue = queue.filter((each) => each !== waiting))
          hand()
        })
        return { held, cancel }
      },
      steal: () =>
        new Promise((resolve) => {
          const before = holder
          hold(resolve)
          before?.take()
        }),
      // A lock is granted later than what was said after it is heard.
      beThere: async () => {
        for (let turn = 0; turn < 10; turn++) await Promise.resolve()
        there.add(window)
      },
      gone: (other) =>
        new Promise((resolve) => {
          if (there.has(other)) gone.set(other, [...(gone.get(other) ?? []), resolve])
          else resolve()
        }),
    }
  }
  return {
    said,
    inject: (data) => deliver(undefined, data),
    add: (name) => ({
      lock: lockOf(name),
      channel: {
        say: (message) => {
          if (!dead.has(name)) deliver(name, message)
        },
        listen: (hear) => void listeners.set(name, hear),
        close: () => void listeners.delete(name),
      },
      die: () => {
        dead.add(name)
        there.delete(name)
        listeners.delete(name)
        queue = queue.filter(({ window }) => window !== name)
        for (const tell of gone.get(name) ?? []) tell()
        if (holder?.window !== name) return
        holder = undefined
        hand()
      },
    }),
  }
}
