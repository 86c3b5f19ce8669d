/** What a person decides about what waits: to try what was refused again, or to give something up. Rules CR56 and CR94 in SPEC.md. */
import { ok, type Result } from '../base/result.ts'
import type { KnownOp } from '../conversation/op.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import type { OutboxFailure } from '../storage/outbox.ts'
import { firstOpenChange, forgetRefusal, type Lane, type QueuedEntry, rewriteEntry } from './outbox-lane.ts'
import { count, type DrainCore, pump, topicsIn } from './outbox-sending.ts'
import type { TimedPost } from './own-update.ts'

/** A change that the relay has refused. */
export interface Blocked {
  readonly code: RefuseCode
  /** The messages that it posts: none if it is about messages that are there, or about the conversation. */
  readonly posts: ReadonlyArray<OpId>
  /** What to give up: see `QueuedEntry`. */
  readonly op: OpId | undefined
  /** What it does, if this version knows. */
  readonly does: KnownOp['kind'] | undefined
  /** The message that it is about. */
  readonly message: OpId | undefined
}

/** Where something was refused. */
export interface StuckPlace {
  readonly conversation: ConversationId
  /** What was, if it is a message of this person. */
  readonly message: OpId | undefined
}

export function retry(core: DrainCore, conversation: ConversationId): void {
  const lane = core.lanes.get(conversation)
  if (lane?.refusal === undefined) return
  forgetRefusal(lane)
  count(core)
  core.deps.moved(conversation, topicsIn(lane))
  pump(core)
}

export function withhold(core: DrainCore, conversation: ConversationId, on: boolean): void {
  const lane = core.lanes.get(conversation)
  if (lane === undefined) return
  lane.holders = Math.max(0, lane.holders + (on ? 1 : -1))
  if (!on && lane.holders > 0) return
  const isDue = lane.withheld === 'due'
  lane.withheld = on ? (lane.withheld ?? 'held') : undefined
  if (isDue && !on) retry(core, conversation)
  pump(core)
}

/**
 * The flag is set in the turn of the call: whoever has just found the entries unsent has them unsent. Those under way
 * stay so, and their answers are taken: sealed ones must not be sealed twice.
 */
export async function rewrite(
  core: DrainCore,
  conversation: ConversationId,
  changed: ReadonlyMap<number, Uint8Array>,
): Promise<Result<void, OutboxFailure>> {
  const lane = core.lanes.get(conversation)
  if (lane === undefined) return ok(undefined)
  lane.isRewritten = true
  const entries = lane.entries.map(({ counter, bytes }) => {
    return { conversation, counter, bytes: changed.get(counter) ?? bytes }
  })
  const nextCounter = core.counters.get(conversation) ?? 0
  const replaced = await core.deps.outbox.replace(conversation, { entries, nextCounter })
  lane.isRewritten = false
  if (replaced.ok) {
    const before = topicsIn(lane)
    for (const [counter, bytes] of changed) rewriteEntry(lane, { conversation, counter, bytes })
    forgetRefusal(lane)
    count(core)
    core.deps.moved(conversation, before)
  }
  pump(core)
  return replaced
}

export async function forget(
  core: DrainCore,
  conversation: ConversationId,
): Promise<Result<void, OutboxFailure>> {
  const lane = core.lanes.get(conversation)
  if (lane === undefined) return ok(undefined)
  const nextCounter = core.counters.get(conversation) ?? 0
  const forgotten = await core.deps.outbox.replace(conversation, { entries: [], nextCounter })
  if (!forgotten.ok) return forgotten
  const topics = topicsIn(lane)
  core.lanes.delete(conversation)
  count(core)
  core.deps.moved(conversation, topics)
  return forgotten
}

/** Undefined where something else stands first by now: nothing is given up in the place of another thing. */
export function refusedOf(lane: Lane | undefined, op?: OpId): QueuedEntry | undefined {
  if (lane?.refusal === undefined) return undefined
  const first = firstOpenChange(lane)
  return op === undefined || first?.op === op ? first : refusedPost(lane, op)
}

/** Who may not write there may send nothing of what waits: each message is refused. Else it is what comes first alone. */
export function refusedPost(lane: Lane, message: OpId): QueuedEntry | undefined {
  const post = openAbout(lane, message).find(({ posts }) => posts.includes(message))
  if (lane.refusal === 'forbidden' || lane.refusal === 'unknown-conversation') return post
  return post === firstOpenChange(lane) ? post : undefined
}

export function blockedOf(lane: Lane | undefined): Blocked | undefined {
  const first = lane?.refusal && firstOpenChange(lane)
  if (lane?.refusal === undefined || first === undefined) return undefined
  const { posts, op, does, topics } = first
  return { code: lane.refusal, posts, op, does, message: topics[0] }
}

export const openAbout = (lane: Lane, message: OpId): ReadonlyArray<QueuedEntry> =>
  [...(lane.byTopic.get(message) ?? [])].filter(({ counter }) => !lane.acked.has(counter))

/** The message itself waits: as far as is known, nobody else has it. */
export const isPosting = (lane: Lane | undefined, message: OpId): boolean =>
  lane !== undefined && openAbout(lane, message).some(({ posts }) => posts.includes(message))

/** Nothing of it was ever under way without an answer. What was refused is not on the relay: a refusal changes nothing there (AP6). */
export function unsentAbout(lane: Lane | undefined, message: OpId): ReadonlyArray<QueuedEntry> {
  const about = lane === undefined ? [] : openAbout(lane, message)
  const isUnsent = ({ counter }: QueuedEntry): boolean =>
    lane?.sent.has(counter) === false && !lane.unanswered.has(counter)
  // Of what was written anew (EX5) what stood there before may have left.
  const isAgain = (post: TimedPost): boolean => post.message === message && post.isAnew
  const isHere =
    about.every(isUnsent) && about.some(({ posts, timed }) => posts.includes(message) && !timed.some(isAgain))
  return isHere ? about : []
}
