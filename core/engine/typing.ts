/** Who is writing in an open conversation, and that this person is. Rules CR83 and CR84 in core/sync/SPEC.md. */
import { millis, type Clock, type Millis } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import { encodeEphemeral, type Ephemeral } from '../protocol/ephemeral.ts'
import type { UserId } from '../protocol/ids.ts'

export interface TypingDeps {
  readonly clock: Clock
  readonly self: UserId
  /** Never stored and at most once; nothing is kept if the relay is out of reach. */
  readonly say: (body: Uint8Array) => void
  readonly changed: () => void
}

export interface Typing {
  /** In the order in which they began. */
  readonly users: Readable<ReadonlyArray<UserId>>
  /** To be called with each key, and when the text was sent, taken back or left. */
  readonly set: (on: boolean) => void
  readonly heard: (user: UserId, said: Extract<Ephemeral, { readonly kind: 'typing' }>) => void
  readonly close: () => void
}

/** While somebody writes it is said so often, for those who come later and for what gets lost. */
const repeatMs = 3_000
/** After twice that somebody has stopped, or is gone. */
const expiryMs = 6_000

export function createTyping({ clock, self, say, changed }: TypingDeps): Typing {
  const users = createCell<ReadonlyArray<UserId>>([])
  const timers = new Map<UserId, () => void>()
  let saidAt: Millis | undefined

  const stop = (user: UserId): void => {
    timers.get(user)?.()
    if (!timers.delete(user)) return
    users.write(users.read().filter((each) => each !== user))
    changed()
  }
  const start = (user: UserId): void => {
    const isKnown = timers.has(user)
    timers.get(user)?.()
    timers.set(
      user,
      clock.after(millis(expiryMs), () => stop(user)),
    )
    if (isKnown) return
    users.write([...users.read(), user])
    changed()
  }
  const set = (on: boolean): void => {
    const isDue = saidAt === undefined || Math.abs(clock.now() - saidAt) >= repeatMs
    if (on ? !isDue : saidAt === undefined) return
    saidAt = on ? clock.now() : undefined
    say(encodeEphemeral({ kind: 'typing', on, thread: undefined }))
  }
  return {
    users,
    set,
    heard: (user, { on }) => {
      if (user === self) return
      if (on) start(user)
      else stop(user)
    },
    close: () => {
      set(false)
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
  }
}
