/** What windows of one origin have in common, as core/engine/shared/windows.ts wants it: locks and a channel. */
import type { HeldLock, WindowChannel, WindowLock } from '../../core/engine/shared/windows.ts'

/** Locks end with the page that holds them, however it ends. */
export const createWindowLock = (locks: LockManager, name: string): WindowLock => ({
  acquire: () => {
    const waiting = new AbortController()
    return { held: hold(locks, name, { signal: waiting.signal }), cancel: () => waiting.abort() }
  },
  steal: () => hold(locks, name, { steal: true }),
  beThere: async (window) => void (await hold(locks, `${name}:${window}`, {})),
  gone: (window) => locks.request(`${name}:${window}`, () => undefined),
})

/** Resolves once the lock is held, never if the wait is cut short. */
function hold(locks: LockManager, name: string, options: LockOptions): Promise<HeldLock> {
  return new Promise((resolve) => {
    let isTaken = (): void => undefined
    const taken = new Promise<void>((settle) => (isTaken = settle))
    locks
      .request(name, options, () => new Promise<void>((release) => resolve({ taken, release })))
      // Rejects when the wait was cut short, and when a lock that was held is stolen.
      .catch(() => isTaken())
  })
}

export function createWindowChannel(name: string): WindowChannel {
  const channel = new BroadcastChannel(name)
  return {
    say: (message) => channel.postMessage(message),
    listen: (hear) => channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(data)),
    close: () => channel.close(),
  }
}
