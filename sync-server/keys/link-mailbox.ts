/**
 * The mailbox through which two devices of one person meet (KY8): what they say is sealed between them, the relay only
 * carries it, to nobody but devices of that person.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import { linkSlotMs, linkWaitMs, maxLinkBytes, maxLinkMessages } from '../../core/protocol/keys-api.ts'
import type { LinkMessage, LinkSlot, LinkStore } from '../store/link-store.ts'

export interface LinkMailbox {
  readonly post: (
    slot: LinkSlot,
    message: { readonly from: DeviceId; readonly message: Uint8Array },
  ) => Promise<Result<number, { readonly kind: 'full' }>>
  /** Messages over `after`; where there are none yet, waits for one for `linkWaitMs` at most. */
  readonly read: (slot: LinkSlot, after: number) => Promise<ReadonlyArray<LinkMessage>>
  /** Nobody waits any more. */
  readonly close: () => void
}

export interface LinkMailboxDeps {
  readonly store: LinkStore
  readonly clock: Clock
}

/** Of one user at once: whoever tries again is not in the way of itself. */
const maxSlots = 4

export function createLinkMailbox({ store, clock }: LinkMailboxDeps): LinkMailbox {
  const waiting = new Map<string, Set<() => void>>()
  let isClosed = false
  const read: LinkMailbox['read'] = (slot, after) =>
    store.messages(slot, after, { now: clock.now(), maxBytes: maxLinkBytes })

  const waitAt = (key: string): Promise<void> =>
    new Promise((resolve) => {
      const readers = waiting.get(key) ?? new Set()
      waiting.set(key, readers)
      const wake = (): void => {
        cancel()
        readers.delete(wake)
        if (readers.size === 0) waiting.delete(key)
        resolve()
      }
      const cancel = clock.after(millis(linkWaitMs), wake)
      readers.add(wake)
    })
  const wakeAll = (readers: ReadonlySet<() => void> | undefined): void => {
    for (const wake of new Set(readers)) wake()
  }
  return {
    post: async (slot, message) => {
      const now = clock.now()
      const expires = millis(now + linkSlotMs)
      const posted = await store.post(slot, message, { now, expires, maxMessages: maxLinkMessages, maxSlots })
      wakeAll(waiting.get(keyOf(slot)))
      return posted
    },
    read: async (slot, after) => {
      const found = await read(slot, after)
      if (found.length > 0 || isClosed) return found
      await waitAt(keyOf(slot))
      return isClosed ? [] : read(slot, after)
    },
    close: () => {
      isClosed = true
      for (const readers of waiting.values()) wakeAll(readers)
    },
  }
}

const keyOf = ({ user, slot }: LinkSlot): string => user + slot
