/** What a replica shows of itself. Rules CR33, CR34, CR71 and CR80 in SPEC.md. */
import { compareMessages } from '../conversation/message-list.ts'
import type { Message } from '../conversation/message.ts'
import { newestHeld, type ReplicaCore, type ReplicaView } from './replica-core.ts'
import { reachedIn } from './arrivals.ts'
import { seenOf, settleArrivals } from './replica-marks.ts'

/** Shows the state as it is now, unless a change is on its way to the disk. */
export function publish(core: ReplicaCore): void {
  settleArrivals(core)
  core.view = {
    messages: core.isWriting ? core.view.messages : shownMessages(core),
    before: beforeOf(core),
    opening: core.opening,
    preview: core.preview !== undefined,
    seen: seenOf(core),
    reached: reachedIn(core.record.arrivals, core.record.reads, core.view.reached),
    timer: core.record.timer?.seconds || undefined,
    timers: timersOf(core),
  }
  core.deps.changed()
}

/** The same reference until one is added: what is loaded tells all of them, and most conversations have none. */
function timersOf(core: ReplicaCore): ReplicaView['timers'] {
  const before = core.view.timers
  const { timers } = core.conversation.about.read()
  if (core.isWriting || !core.deps.isSealed()) return before
  const isSame = timers.length === before.length && timers.every((each, index) => each === before[index])
  return isSame ? before : timers
}

/**
 * Whether a held segment can stand before newer ones. One that is not live may lack its end, which would be a hole; but
 * as long as nothing newer has come, all of them are as old as each other.
 */
export function isGapless({ record }: ReplicaCore, segment: number): boolean {
  const how = record.held.get(segment)
  const newest = record.held.get(Math.max(...record.held.keys()))
  return how === 'live' || (how !== undefined && newest !== 'live')
}

/** The segments on the screen: from the newest held back to the oldest asked for, as far as there is no hole. */
export function shownRun(core: ReplicaCore): { readonly from: number; readonly to: number } | undefined {
  const to = newestHeld(core)
  if (core.preview !== undefined) return undefined // newer than anything held
  if (core.openers === 0 || to === undefined || !core.shelf.isLoaded(to)) return undefined
  let from = to
  while (from > core.shownFrom && core.shelf.isLoaded(from - 1) && isGapless(core, from - 1)) from -= 1
  return { from, to }
}

function shownMessages(core: ReplicaCore): ReadonlyArray<Message> {
  const run = shownRun(core)
  if (run === undefined) return previewed(core)
  const all = core.conversation.messages.read()
  if (core.conversation.loadedSegments().every((segment) => segment >= run.from && segment <= run.to))
    return all
  return all.filter(({ segment }) => segment >= run.from && segment <= run.to)
}

/** The newest screen, and what this person has written under it meanwhile. */
function previewed({ preview, conversation, record }: ReplicaCore): ReadonlyArray<Message> {
  if (preview === undefined) return []
  const known = new Set(preview.map(({ id, author }) => id + author))
  const written = conversation.messages
    .read()
    .filter(({ segment, id, author }) => segment === record.newestSegment && !known.has(id + author))
  return written.length === 0 ? preview : [...preview, ...written].toSorted(compareMessages)
}

function beforeOf(core: ReplicaCore): ReplicaView['before'] {
  const run = shownRun(core)
  if (run === undefined) return core.opening ? 'loading' : 'unreachable'
  if (run.from === 0) return 'beginning'
  return core.older === 'idle' ? 'more' : core.older
}
