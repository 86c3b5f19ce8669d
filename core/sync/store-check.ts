/**
 * Looks through all of the local store in the background, a segment at a time with pauses, so that damage is found while
 * the relay still has what it hit. At most once a day: reading gigabytes at each start would cost more than it is worth.
 */
import { millis, type Clock } from '../base/clock.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { Replica } from './replica.ts'

export interface StoreCheckDeps {
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly replicas: () => Iterable<Replica>
}

export interface StoreCheck {
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** The key of the value that holds when the last check ended. */
const key = 'checked-at'
const dayMs = 86_400_000
/** The start of the app has the disk for itself. */
const startDelayMs = 30_000
/** Between two segments, each of which takes some milliseconds. */
const pauseMs = 100

export function createStoreCheck(deps: StoreCheckDeps): StoreCheck {
  let cancel = (): void => undefined
  let isStopped = false
  const later = (delay: number, run: () => void): void => {
    if (!isStopped) cancel = deps.clock.after(millis(delay), run)
  }
  const step = async (steps: Iterator<() => Promise<void>>): Promise<void> => {
    const next = steps.next()
    if (next.done === true) return finish(deps)
    await next.value()
    later(pauseMs, () => void step(steps))
  }
  return {
    start: async () => {
      const last = await deps.store.value(key)
      if (last.ok && last.value !== undefined && deps.clock.now() - readTime(last.value) < dayMs) return
      later(startDelayMs, () => void step(stepsOf(deps)))
    },
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}

function* stepsOf({ replicas }: StoreCheckDeps): Generator<() => Promise<void>> {
  for (const replica of replicas()) {
    yield replica.checkClaims
    for (const segment of replica.heldSegments()) yield () => replica.checkSegment(segment)
  }
}

async function finish({ clock, store, stored }: StoreCheckDeps): Promise<void> {
  const value = new Uint8Array(8)
  new DataView(value.buffer).setFloat64(0, clock.now())
  stored(await store.write([{ kind: 'value', key, value }], { durable: false }))
}

/** 0 for what is no time: then it is high time. */
const readTime = ({ buffer, byteOffset, length }: Uint8Array): number =>
  length === 8 ? new DataView(buffer, byteOffset).getFloat64(0) : 0
