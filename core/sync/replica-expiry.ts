/** Messages that disappear: hidden at their moment, and taken back by the device that wrote them. Rules CR57 and CR58. */
import { millis, type Millis } from '../base/clock.ts'
import { expiringIn, prepare, type ReplicaCore, save } from './replica-core.ts'
import { ensureLoaded } from './replica-load.ts'
import { publish } from './replica-view.ts'
import type { Write } from './replica-write.ts'

export interface Expiry {
  /** To be called when something else may expire first. */
  readonly look: () => void
  readonly close: () => void
}

export interface ExpiryDeps {
  readonly core: ReplicaCore
  readonly write: Write
  /** Lets go of segments unless somebody looks. */
  readonly letGo: (mayGo: (segment: number) => boolean) => void
}

/**
 * The longest that a timer is trusted: the wall clock may be set meanwhile, or the computer sleep. What could not be taken
 * back is tried again after as long.
 */
const longestMs = 60_000

export function createExpiry(deps: ExpiryDeps): Expiry {
  const { clock } = deps.core.deps
  let timer: { readonly at: Millis; readonly cancel: () => void } | undefined
  let isBusy = false
  let isClosed = false
  const set = (at: Millis, delay: number): void => {
    timer = { at, cancel: clock.after(millis(Math.min(delay, longestMs)), () => void ring(at)) }
  }
  const look = (): void => {
    const at = nextMoment(deps.core)
    if (isBusy || isClosed || timer?.at === at) return
    timer?.cancel()
    timer = undefined
    if (at !== undefined) set(at, Math.max(0, at - clock.now()))
  }
  const ring = async (at: Millis): Promise<void> => {
    timer = undefined
    if (clock.now() < at) return look()
    isBusy = true
    const isDone = await expire(deps)
    isBusy = false
    if (isDone) look()
    else if (!isClosed) set(at, longestMs)
  }
  return {
    look,
    close: () => {
      isClosed = true
      timer?.cancel()
    },
  }
}

/** What nobody sees need not be hidden: it will be as it is loaded. */
function nextMoment(core: ReplicaCore): Millis | undefined {
  const moments = [...expiringIn(core).values()]
  const { next } = core.conversation.expiring(core.record.client)
  if (core.openers > 0 && next !== undefined) moments.push(next)
  return moments.length === 0 ? undefined : millis(Math.min(...moments))
}

/** False if it is to be tried again. */
async function expire({ core, write, letGo }: ExpiryDeps): Promise<boolean> {
  const before = new Set(core.conversation.loadedSegments())
  const due = await core.queue.run(async () => {
    await prepare(core)
    const now = core.deps.clock.now()
    for (const [segment, moment] of expiringIn(core)) if (moment <= now) await ensureLoaded(core, segment)
    return core.conversation.expire(core.record.client)
  })
  publish(core)
  // Under the clientID that a change of what is on a preview begins, nothing could be erased.
  const isReady = core.preview === undefined
  const outcomes = isReady
    ? await Promise.all(due.map((target) => write({ kind: 'redact', target, expired: true })))
    : []
  await core.queue.run(async () => {
    if (due.length === 0 && core.record.expiring.size > 0) await save(core, { durable: false })
    letGo((segment) => !before.has(segment))
  })
  return isReady && outcomes.every(({ ok }) => ok)
}
