/** How a replica gets segments on the screen: from the store, else from the relay. Rules CR30 to CR36 in SPEC.md. */
import { createConversation } from '../conversation/conversation.ts'
import type { LoggedEntry } from '../protocol/frame.ts'
import { addClaim, mergeInto, mergeLive, readArrival } from './replica-log.ts'
import {
  ensureLoaded,
  type Fetching,
  hold,
  isGapless,
  newestHeld,
  patch,
  prepare,
  publish,
  replayPending,
  type ReplicaCore,
  save,
  shownRun,
} from './replica-core.ts'

/** Shows the newest segment that is to be had, if anybody looks. */
export async function showNewest(core: ReplicaCore): Promise<void> {
  if (core.openers === 0) return
  core.opening = shownRun(core) === undefined
  publish(core)
  await core.queue.run(() => beginLog(core))
  const newest = Math.max(0, core.record.newestSegment)
  const isThere = core.record.cursor !== undefined && (await bring(core, newest))
  const second = isThere ? newest : newestHeld(core) // offline, something older is better than nothing
  const isShown = second !== undefined && (isThere || (await bring(core, second)))
  if (isShown) core.shownFrom = Math.min(core.shownFrom, second)
  core.opening = !isShown && core.deps.mayReach()
  publish(core)
}

/** In a log without content the first segment is there, and empty. */
async function beginLog(core: ReplicaCore): Promise<void> {
  await prepare(core)
  const { cursor, newestSegment, claimsComplete, held } = core.record
  if (cursor !== undefined && newestSegment < 0 && claimsComplete && !held.has(0)) hold(core, 0, 'live')
}

/** One segment more, before the oldest that is shown. */
export async function showOlder(core: ReplicaCore): Promise<void> {
  const run = shownRun(core)
  if (run === undefined || run.from === 0 || core.older === 'loading') return
  core.older = 'loading'
  publish(core)
  const isThere = await bring(core, run.from - 1)
  if (isThere) core.shownFrom = Math.min(core.shownFrom, run.from - 1)
  core.older = isThere ? 'idle' : 'unreachable'
  publish(core)
}

/**
 * True once the segment can be shown: at once if the store has it, even if it has to be caught up; else when it has come
 * whole from the relay. False if the relay is out of reach.
 */
async function bring(core: ReplicaCore, segment: number): Promise<boolean> {
  const step = await core.queue.run(async () => {
    await prepare(core)
    const isThere = core.record.held.has(segment) && (await ensureLoaded(core, segment)).ok
    if (!isThere || !isGapless(core, segment)) return { whole: startFetch(core, segment) }
    if (core.record.held.get(segment) !== 'live') void startFetch(core, segment)
    return 'there'
  })
  return step === 'there' ? true : step.whole
}

function startFetch(core: ReplicaCore, segment: number): Promise<boolean> {
  const { deps, fetching, queue, record } = core
  const running = fetching.get(segment)
  if (running !== undefined) return running.ended
  const held = record.held.get(segment)
  const isLoaded = held !== undefined && core.shelf.isLoaded(segment)
  const after = isLoaded && typeof held === 'number' && record.claimsComplete ? held : 0
  const into = isLoaded ? core.conversation : createConversation({ ...deps, self: deps.user })
  let end = (_isWhole: boolean): void => undefined
  const ended = new Promise<boolean>((resolve) => (end = resolve))
  const fetch: Fetching = { into, after, early: [], ended }
  const isStarted = deps.fetch(
    { conversation: deps.id, segment, after },
    {
      page: (entries) => void queue.run(() => takePage(core, segment, fetch, entries)),
      complete: () => void queue.run(() => completeFetch(core, segment, fetch)).then(() => end(true)),
      failed: () => void queue.run(() => fetching.delete(segment)).then(() => end(false)),
    },
  )
  if (!isStarted) return Promise.resolve(false)
  if (!isLoaded) into.loadSegment(segment, [])
  fetching.set(segment, fetch)
  return ended
}

async function takePage(
  core: ReplicaCore,
  segment: number,
  { into, after }: Fetching,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<void> {
  into.batch(() => {
    for (const logged of entries) {
      const { seq, entry } = readArrival(logged)
      if (entry?.conversation !== core.deps.id) continue
      if (entry.kind === 'claim') addClaim(core, entry)
      else if (entry.segment !== segment) continue
      else if (into === core.conversation) mergeLive(core, seq, entry)
      else mergeInto(core, into, seq, entry)
    }
  })
  const last = entries.at(-1)
  if (after > 0 && last !== undefined) hold(core, segment, last.seq)
  if (into !== core.conversation) return
  publish(core)
  await save(core, { durable: false })
}

async function completeFetch(
  core: ReplicaCore,
  segment: number,
  { into, after, early }: Fetching,
): Promise<void> {
  core.fetching.delete(segment)
  if (after === 0) patch(core, { claimsComplete: true })
  if (into !== core.conversation) core.shelf.loadFetched(segment, into.snapshot(segment))
  core.conversation.batch(() => {
    for (const { seq, entry } of early) if (entry?.kind === 'content') mergeLive(core, seq, entry)
    replayPending(core, segment)
  })
  patch(core, { newestSegment: Math.max(core.record.newestSegment, segment) })
  // Whole up to the cursor: what came after the fetch's position came live, and the rest of it will be known.
  hold(core, segment, 'live')
  publish(core)
  await save(core, { durable: false })
}
