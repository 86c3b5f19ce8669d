/** How a replica gets segments on the screen: from the store, else from the relay. Rules CR30 to CR36 and CR71 in SPEC.md. */
import type { Message } from '../conversation/message.ts'
import { createUpdateLog } from '../conversation/update-log.ts'
import type { LoggedEntry } from '../protocol/frame.ts'
import type { StoreWrite } from '../storage/local-store.ts'
import { screenKey } from './conversation-record.ts'
import { ensureLoaded, replayPending } from './replica-load.ts'
import { readArrival } from './replica-log.ts'
import { addClaim, mergeInto, mergeLive } from './replica-merge.ts'
import { type Fetching, hold, newestHeld, patch, prepare, type ReplicaCore, save } from './replica-core.ts'
import { isGapless, publish, shownRun } from './replica-view.ts'
import { showScreen } from './replica-screen.ts'
import { inSlices } from './slices.ts'

/** Shows the newest segment that is to be had, if anybody looks. */
export async function showNewest(core: ReplicaCore): Promise<void> {
  if (core.openers === 0) return
  core.opening = shownRun(core) === undefined
  publish(core)
  await core.queue.run(async () => {
    const { newestSegment, screen } = core.record
    if (newestHeld(core) === newestSegment && screen !== newestSegment) await readNewest(core)
    await holdEmptyLog(core)
  })
  const newest = Math.max(0, core.record.newestSegment)
  const { cursor, held, screen } = core.record
  if (cursor !== undefined && (!held.has(newest) || screen === newest))
    core.screenShown = showScreen(core, newest)
  const isThere = core.record.cursor !== undefined && (await bring(core, newest))
  // Out of reach, something older is better than nothing.
  const second = isThere ? newest : core.preview === undefined ? newestHeld(core) : undefined
  const isShown = second !== undefined && (isThere || (await bring(core, second)))
  if (isShown) core.shownFrom = Math.min(core.shownFrom, second)
  core.opening = !isShown && core.deps.mayReach()
  publish(core)
}

/** What it takes to show the newest segment at once, as far as the store has it: 0 ops if it has none (CR37). */
export async function readNewest(core: ReplicaCore): Promise<number> {
  const before = newestHeld(core)
  const isAsked = before !== undefined && !core.isPrepared && !core.shelf.isLoaded(before)
  // The store is asked for both at once: each answer waits for whatever the thread is busy with, and that is drawing just now.
  const stored = isAsked ? core.deps.store.segment(core.deps.id, before) : undefined
  await prepare(core)
  const newest = newestHeld(core)
  if (newest === undefined) return 0
  const { ok } = await ensureLoaded(core, newest, newest === before ? stored : undefined)
  if (!ok) return 0
  return core.conversation.opCount(newest)
}

/** In a log without content the first segment is there, and empty. */
export async function holdEmptyLog(core: ReplicaCore): Promise<void> {
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
export async function bring(core: ReplicaCore, segment: number): Promise<boolean> {
  const step = await core.queue.run(async () => {
    await prepare(core)
    const isThere = core.record.held.has(segment) && (await ensureLoaded(core, segment)).ok
    const isShown = isThere && isGapless(core, segment)
    if (isShown && core.record.held.get(segment) === 'live') return 'there'
    const whole = startFetch(core, segment, { isWanted: true })
    return isShown ? 'there' : { whole }
  })
  return step === 'there' ? true : step.whole
}

/**
 * For those who wait for nothing: one segment that is not complete up to the cursor is made so, without the document if it
 * is not held. False if the relay is out of reach or refuses.
 */
export async function fillSegment(core: ReplicaCore, segment: number): Promise<boolean> {
  const step = await core.queue.run(async () => {
    await prepare(core)
    if (core.record.held.get(segment) === 'live') return { whole: Promise.resolve(true), fetch: undefined }
    if (core.record.held.has(segment)) await ensureLoaded(core, segment)
    const whole = startFetch(core, segment, { isWanted: false })
    return { whole, fetch: core.fetching.get(segment) }
  })
  const isWhole = await step.whole
  await core.queue.run(() => {
    // Whoever asked for it meanwhile is about to show it.
    const isShown = core.openers > 0 && (step.fetch?.isWanted === true || segment >= core.shownFrom)
    if (isShown || isKept(core, segment) || core.fetching.has(segment)) return
    if (core.shelf.isLoaded(segment)) core.shelf.unload(segment)
  })
  return isWhole
}

/** What a held segment says just now, for whoever looks at some of its messages; undefined if it is not here. Nothing of it stays in memory for that. */
export async function messagesIn(
  core: ReplicaCore,
  segment: number,
): Promise<ReadonlyArray<Message> | undefined> {
  await prepare(core)
  if (!core.record.held.has(segment)) return undefined
  const wasLoaded = core.shelf.isLoaded(segment)
  if (!(await ensureLoaded(core, segment)).ok) return undefined
  const messages = core.conversation.messages.read().filter((message) => message.segment === segment)
  if (!wasLoaded && !isKept(core, segment) && !core.fetching.has(segment)) core.shelf.unload(segment)
  return messages
}

/** Whether the segment stays in memory though nobody looks at it. */
export const isKept = ({ keepsFirst }: ReplicaCore, segment: number): boolean => keepsFirst && segment === 0

function startFetch(
  core: ReplicaCore,
  segment: number,
  { isWanted }: { readonly isWanted: boolean },
): Promise<boolean> {
  const { deps, fetching, queue, record } = core
  const running = fetching.get(segment)
  if (running !== undefined) {
    running.isWanted ||= isWanted
    deps.hurry()
    return running.ended
  }
  const held = record.held.get(segment)
  const isLoaded = held !== undefined && core.shelf.isLoaded(segment)
  const after = isLoaded && typeof held === 'number' && record.claimsComplete ? held : 0
  const into = isLoaded ? undefined : createUpdateLog()
  let end = (_isWhole: boolean): void => undefined
  const ended = new Promise<boolean>((resolve) => (end = resolve))
  const fetch: Fetching = { into, after, early: [], ended, isWanted }
  const isStarted = deps.fetch(
    { conversation: deps.id, segment, after, isBackground: () => !fetch.isWanted },
    {
      page: (entries) => queue.run(() => takePage(core, segment, fetch, entries)),
      complete: () => void queue.run(() => completeFetch(core, segment, fetch)).then(() => end(true)),
      failed: () => void queue.run(() => fetching.delete(segment)).then(() => end(false)),
    },
  )
  if (!isStarted) return Promise.resolve(false)
  fetching.set(segment, fetch)
  return ended
}

async function takePage(
  core: ReplicaCore,
  segment: number,
  fetch: Fetching,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<void> {
  await inSlices(entries, core.deps.breathe, (slice) => {
    core.conversation.batch(() => {
      for (const logged of slice) take(core, segment, fetch, logged)
    })
  })
  const last = entries.at(-1)
  if (fetch.after > 0 && last !== undefined) hold(core, segment, last.seq)
  await core.deps.breathe()
  if (fetch.into !== undefined) return
  publish(core)
  await save(core, { durable: false })
}

function take(core: ReplicaCore, segment: number, { into }: Fetching, logged: LoggedEntry): void {
  const { seq, entry, standIns } = readArrival(logged)
  if (entry?.conversation !== core.deps.id) return
  for (const each of [...standIns, entry]) {
    if (each.kind === 'claim') addClaim(core, each)
    else if (each.segment !== segment) continue
    else if (into === undefined) mergeLive(core, seq, each)
    else mergeInto(core, into, seq, each)
  }
}

async function completeFetch(core: ReplicaCore, segment: number, fetch: Fetching): Promise<void> {
  const { into, after, early } = fetch
  core.fetching.delete(segment)
  if (after === 0) patch(core, { claimsComplete: true })
  if (into !== undefined) {
    for (const { seq, entry, standIns } of early) {
      for (const each of [...standIns, entry]) if (each?.kind === 'content') mergeInto(core, into, seq, each)
    }
  }
  patch(core, { newestSegment: Math.max(core.record.newestSegment, segment) })
  // Whole up to the cursor: what came after the fetch's position came live, and the rest of it will be known.
  hold(core, segment, 'live')
  if (into !== undefined && !fetch.isWanted && !isKept(core, segment)) {
    core.shelf.put(segment, into.joined())
    patch(core, { ends: { segment, tail: 0, clocks: into.subLogEnds() } })
  } else {
    core.conversation.batch(() => {
      if (into !== undefined) core.shelf.loadFetched(segment, into.joined())
      else {
        for (const { seq, entry, standIns } of early) {
          for (const each of [...standIns, entry]) if (each?.kind === 'content') mergeLive(core, seq, each)
        }
      }
      replayPending(core, segment)
    })
  }
  await core.deps.breathe()
  const gone = forgetScreen(core, segment)
  publish(core)
  await save(core, { durable: false }, gone)
}

/** The segment is there, and its newest screen with it. */
function forgetScreen(core: ReplicaCore, segment: number): ReadonlyArray<StoreWrite> {
  if (segment < core.record.newestSegment) return []
  core.preview = undefined
  if (core.record.screen === undefined) return []
  patch(core, { screen: undefined })
  return [{ kind: 'value', key: screenKey(core.deps.id), value: undefined }]
}
