/**
 * One conversation of many loaded segments. Knows nothing of sockets, disks or keys: updates go in, updates come out.
 */
import type { Clock, Millis } from '../base/clock.ts'
import { Defect } from '../base/defect.ts'
import type { Random } from '../base/random.ts'
import { createCell, type Cell, type Readable } from '../base/readable.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { joinAbout, type About, type SegmentAbout } from './about.ts'
import { cleanDraft, draftToOp, type DraftFailure, type OpDraft } from './draft.ts'
import { createHlcClock, type HlcClock } from './hlc.ts'
import { maxOpsPerSegment } from './limits.ts'
import { mergeUpdate, type MergeUpdateFailure } from './merge.ts'
import type { Message } from './message.ts'
import { withChanges, type MessageChange } from './message-list.ts'
import type { KnownOp, Op } from './op.ts'
import { encodeOp } from './op-codec.ts'
import type { Erasure } from './op-set.ts'
import { placeOfTarget, type Loaded, type Place, type PlaceFailure } from './place.ts'
import { createReducer, type Reducer } from './reducer.ts'
import { loadSegment, type PlacedOp } from './segment.ts'
import type { SubLog } from './update-writer.ts'
import { opId, randomId, type ConversationId, type OpId, type UserId } from '../protocol/ids.ts'

export interface ConversationDeps {
  readonly id: ConversationId
  readonly self: UserId
  readonly clock: Clock
  readonly random: Random
  readonly isModerator: (user: UserId) => boolean
}

/** Who wrote a sub-log, from the claim entry in the log. `gateway`: may write on behalf of anybody. */
export interface Writer {
  readonly client: number
  readonly user: UserId
  readonly gateway: boolean
}

export type WriteFailure =
  | DraftFailure
  | PlaceFailure
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }

/** `gap` and `future-delete` mean that the update came early; `segment-not-loaded` is the caller's; the rest is hostile. */
export type MergeFailure =
  | MergeUpdateFailure
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }

export interface LocalChange {
  readonly segment: number
  readonly update: Uint8Array
  readonly op: KnownOp
  /** The place of `op` in the writer's sub-log. */
  readonly clock: number
}

/** Stored updates that cannot be read or that leave a gap; the segment stays unloaded. */
export interface LoadFailure {
  readonly kind: 'damaged'
  readonly segment: number
}

/** Throws `Defect` where a segment is named that is not loaded, unless a failure is declared for it. */
export interface Conversation {
  /**
   * All messages of the loaded segments, in screen order (HLC, op id). Same array reference until something changes;
   * unchanged messages keep their reference.
   */
  readonly messages: Readable<ReadonlyArray<Message>>
  /** What the loaded segments say of the conversation as a whole. Same reference until something changes. */
  readonly about: Readable<About>
  /** Ascending. */
  readonly loadedSegments: () => ReadonlyArray<number>
  /**
   * Trusted updates from the local store (checked when they came in), in the order in which they were merged.
   * Loading a loaded segment is a `Defect`.
   */
  readonly loadSegment: (segment: number, updates: ReadonlyArray<Uint8Array>) => Result<null, LoadFailure>
  readonly unloadSegment: (segment: number) => void
  /**
   * Checks an update from the relay or the journal by the validator and merges it. Already-known clocks are a success
   * with no change (`known: true`). The segment must be loaded (an empty load counts).
   */
  readonly merge: (
    segment: number,
    writer: Writer,
    update: Uint8Array,
  ) => Result<{ readonly known: boolean; readonly ops: ReadonlyArray<Op> }, MergeFailure>
  /**
   * Makes, applies and returns a change in this device's own sub-log. A post goes to `newestSegment()`, or to the next
   * one once that holds 2,000 ops (an absent segment is loaded empty), and so does what is about the conversation; an op
   * about a message goes to that message's segment. A message that has been redacted counts as unknown.
   */
  readonly write: (client: number, draft: OpDraft) => Result<LocalChange, WriteFailure>
  /** The highest segment that is loaded or noted; 0 in an empty conversation. */
  readonly newestSegment: () => number
  /** Tells of a segment that exists but need not be loaded. */
  readonly noteSegment: (segment: number) => void
  /** The compacted state as one update, for the local store alone: peers would refuse it. */
  readonly snapshot: (segment: number) => Uint8Array
  /** What each device has written to the segment. */
  readonly subLogs: (segment: number) => ReadonlyMap<number, SubLog>
  /** Ops that were ever written to the segment, erased ones included. */
  readonly opCount: (segment: number) => number
  readonly nextClock: (segment: number, client: number) => number
  /** The next clock of each client that has written to the segment. */
  readonly subLogEnds: (segment: number) => ReadonlyMap<number, number>
  /** Runs many merges or loads as one change: listeners hear once, at its end. */
  readonly batch: (run: () => void) => void
  /** To be called when `isModerator` would now answer otherwise. */
  readonly moderatorsChanged: () => void
  /**
   * Hides what has expired. Names the expired messages whose content still lies in the sub-log of `client`, for this
   * person to redact, and the moment at which to ask again, undefined if nothing else expires.
   */
  readonly expire: (client: number | undefined) => {
    readonly due: ReadonlyArray<OpId>
    readonly next: Millis | undefined
  }
}

interface State {
  readonly deps: ConversationDeps
  readonly hlc: HlcClock
  /** Ascending. */
  readonly loaded: Map<number, Loaded>
  readonly noted: Set<number>
  readonly messages: Cell<ReadonlyArray<Message>>
  readonly about: Cell<About>
  /** What `about` was made of. */
  abouts: ReadonlyArray<SegmentAbout>
  /** What is not in `messages` yet. */
  changes: Array<MessageChange>
  batches: number
}

export function createConversation(deps: ConversationDeps): Conversation {
  const state: State = {
    deps,
    hlc: createHlcClock(deps),
    loaded: new Map(),
    noted: new Set(),
    messages: createCell<ReadonlyArray<Message>>([]),
    about: createCell(joinAbout([])),
    abouts: [],
    changes: [],
    batches: 0,
  }
  return {
    messages: state.messages,
    about: state.about,
    loadedSegments: () => [...state.loaded.keys()].toSorted((left, right) => left - right),
    loadSegment: (segment, updates) => load(state, segment, updates),
    unloadSegment: (segment) => unload(state, segment),
    merge: (segment, writer, update) => merge(state, segment, writer, update),
    write: (client, draft) => write(state, client, draft),
    newestSegment: () => newestSegment(state),
    noteSegment: (segment) => void state.noted.add(assertSegment(segment)),
    snapshot: (segment) => get(state, segment).segment.snapshot(),
    subLogs: (number) => {
      const { segment } = get(state, number)
      return new Map(Array.from(segment.subLogEnds().keys(), (client) => [client, segment.subLog(client)]))
    },
    opCount: (segment) => get(state, segment).segment.opCount(),
    nextClock: (segment, client) => get(state, segment).segment.nextClock(client),
    subLogEnds: (segment) => get(state, segment).segment.subLogEnds(),
    batch: (run) => batch(state, run),
    moderatorsChanged: () => {
      for (const { reducer } of state.loaded.values()) state.changes.push(...reducer.refresh())
      flush(state)
    },
    expire: (client) => expire(state, client),
  }
}

function assertSegment(segment: number): number {
  if (Number.isSafeInteger(segment) && segment >= 0) return segment
  throw new Defect(`not a segment: ${segment}`)
}

function get({ loaded }: State, segment: number): Loaded {
  const found = loaded.get(segment)
  if (found === undefined) throw new Defect(`segment ${segment} is not loaded`)
  return found
}

const newestSegment = ({ loaded, noted }: State): number => Math.max(0, ...loaded.keys(), ...noted)

function batch(state: State, run: () => void): void {
  state.batches++
  try {
    run()
  } finally {
    state.batches--
    flush(state)
  }
}

function flush(state: State): void {
  if (state.batches > 0) return
  const abouts = Array.from(state.loaded.values(), ({ reducer }) => reducer.about())
  if (!sameItems(abouts, state.abouts)) {
    state.abouts = abouts
    state.about.write(joinAbout(abouts))
  }
  if (state.changes.length === 0) return
  const { changes } = state
  state.changes = []
  state.messages.write(withChanges(state.messages.read(), changes))
}

const sameItems = (left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

function load(state: State, number: number, updates: ReadonlyArray<Uint8Array>): Result<null, LoadFailure> {
  if (state.loaded.has(assertSegment(number))) throw new Defect(`segment ${number} is loaded already`)
  const opened = loadSegment(updates)
  if (!opened.ok) return fail({ kind: 'damaged', segment: number })
  const { isModerator, clock } = state.deps
  const reducer = createReducer({ segment: number, isModerator, clock })
  state.loaded.set(number, { number, segment: opened.value.segment, reducer })
  take(state, reducer, opened.value.ops, [])
  return ok(null)
}

function unload(state: State, number: number): void {
  const { segment, reducer } = get(state, number)
  segment.close()
  state.loaded.delete(number)
  state.noted.add(number)
  state.changes.push(...reducer.all().map((before) => ({ before })))
  flush(state)
}

function take(
  state: State,
  reducer: Reducer,
  ops: ReadonlyArray<PlacedOp>,
  erasures: ReadonlyArray<Erasure>,
): void {
  for (const { op } of ops) state.hlc.observe(op.at)
  for (const change of reducer.apply(ops, erasures)) state.changes.push(change)
  flush(state)
}

function merge(
  state: State,
  number: number,
  { client, user, gateway }: Writer,
  update: Uint8Array,
): Result<{ readonly known: boolean; readonly ops: ReadonlyArray<Op> }, MergeFailure> {
  const loaded = state.loaded.get(number)
  if (loaded === undefined) return fail({ kind: 'segment-not-loaded', segment: number })
  const merged = mergeUpdate(loaded.segment, { client, by: gateway ? undefined : user }, update)
  if (!merged.ok) return merged
  const { known, ops, erasures } = merged.value
  take(state, loaded.reducer, ops, erasures)
  return ok({ known, ops: ops.map(({ op }) => op) })
}

function write(state: State, client: number, draft: OpDraft): Result<LocalChange, WriteFailure> {
  const cleaned = cleanDraft(draft)
  if (!cleaned.ok) return cleaned
  const { self, random } = state.deps
  const place = findPlace(state, cleaned.value)
  if (!place.ok) return place
  const { loaded, target } = place.value
  const head = { id: randomId(opId, random), at: state.hlc.next(), by: self }
  const op = draftToOp(cleaned.value, head, target?.at ?? head.at)
  const erase = op.kind === 'redact' ? loaded.reducer.writtenBy(op.target, client, self) : []
  const clock = loaded.segment.nextClock(client)
  const update = loaded.segment.write(client, encodeOp(op), erase)
  const erasures = erase.map((each) => ({ client, clock: each, length: 1 }))
  take(state, loaded.reducer, [{ client, clock, op }], erasures)
  return ok({ segment: loaded.number, update, op, clock })
}

const findPlace = (state: State, draft: OpDraft): Result<Place, WriteFailure> =>
  draft.kind === 'post' || draft.kind === 'meta'
    ? newestPlace(state)
    : placeOfTarget([...state.loaded.values()], draft, state.deps)

function newestPlace(state: State): Result<Place, WriteFailure> {
  const newest = newestSegment(state)
  if (!state.loaded.has(newest)) {
    if (state.noted.has(newest)) return fail({ kind: 'segment-not-loaded', segment: newest })
    load(state, newest, [])
  }
  const loaded = get(state, newest)
  if (loaded.segment.opCount() < maxOpsPerSegment) return ok({ loaded })
  load(state, newest + 1, [])
  return ok({ loaded: get(state, newest + 1) })
}

function expire(state: State, client: number | undefined): ReturnType<Conversation['expire']> {
  const due: Array<OpId> = []
  let next: Millis | undefined
  for (const { reducer } of state.loaded.values()) {
    state.changes.push(...reducer.expire())
    for (const { id, author, expired, expiresAt } of reducer.expiring()) {
      if (!expired) next = next === undefined || expiresAt < next ? expiresAt : next
      else if (client !== undefined && author === state.deps.self)
        if (reducer.writtenBy(id, client, author).length > 0) due.push(id)
    }
  }
  flush(state)
  return { due, next }
}
