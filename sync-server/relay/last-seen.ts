/**
 * When each device was connected last, for its own user (KY9), and until when others saw somebody there (PR6). What happens is gathered: a storm of reconnects is one commit. A crash
 * takes the last seconds of it.
 */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AccountStore, SeenDevice } from '../store/account-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Hub } from './hub.ts'

export interface LastSeen {
  /** It comes, or goes. */
  readonly note: (device: DeviceId) => void
  /** Others saw the person there until then. */
  readonly gone: (user: UserId, at: Millis) => void
  /** Of the devices of the user that were ever connected; one that is connected was seen now. */
  readonly of: (user: UserId) => Promise<ReadonlyArray<SeenDevice>>
  readonly flush: () => Promise<void>
}

interface LastSeenDeps {
  readonly store: Pick<AccountStore, 'noteSeen' | 'noteGone' | 'seenDevices'>
  readonly hub: Pick<Hub, 'devicesOf'>
  readonly clock: Clock
  readonly onTrouble: (trouble: StoreTrouble) => void
}

/** @internal */
export const seenTickMs = 5_000

export function createLastSeen({ store, hub, clock, onTrouble }: LastSeenDeps): LastSeen {
  let gathered = new Map<DeviceId, Millis>()
  let left = new Map<UserId, Millis>()
  let stopTimer: (() => void) | undefined
  const flush = async (): Promise<void> => {
    stopTimer?.()
    stopTimer = undefined
    if (gathered.size + left.size === 0) return
    const [seen, gone] = [gathered, left]
    gathered = new Map()
    left = new Map()
    try {
      await store.noteSeen(Array.from(seen, ([device, at]) => ({ device, at })))
      await store.noteGone(Array.from(gone, ([user, at]) => ({ user, at })))
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      onTrouble(error)
    }
  }
  const flushSoon = (): void => {
    stopTimer ??= clock.after(millis(seenTickMs), () => void flush())
  }
  return {
    note: (device) => {
      gathered.set(device, clock.now())
      flushSoon()
    },
    gone: (user, at) => {
      left.set(user, at)
      flushSoon()
    },
    of: async (user) => {
      await flush()
      const seen = new Map((await store.seenDevices(user)).map(({ device, at }) => [device, at]))
      for (const { author } of hub.devicesOf(user)) seen.set(author.device, clock.now())
      return Array.from(seen, ([device, at]) => ({ device, at }))
    },
    flush,
  }
}
