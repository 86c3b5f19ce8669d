/**
 * One conversation of many loaded segments. Knows nothing of sockets, disks or keys: updates go in, updates come out.
 */
import type { Millis } from '../base/clock.ts'
import { Defect } from '../base/defect.ts'
import { createCell, type Cell } from '../base/readable.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { joinAbout, type About, type SegmentAbout } from './about.ts'
import type {
  Conversation,
  ConversationDeps,
  Expiring,
  LoadFailure,
  LocalChange,
  MergeFailure,
  WriteFailure,
  Writer,
} from './conversation-contract.ts'
import { cleanDraft, draftToOp, type OpDraft } from './draft.ts'
import { createHlcClock, type HlcClock } from './hlc.ts'
import { maxExpirySeconds, maxOpsPerSegment } from './limits.ts'
import { mergeUpdate } from './merge.ts'
import { type Message, threadAlone } from './message.ts'
import { withChanges, type MessageChange } from './message-list.ts'
import type { KnownOp, Op, PostOp } from './op.ts'
import { encodeOp } from './op-codec.ts'
import type { Erasure } from './op-set.ts'
import { placeOfTarget, type Loaded, type Place } from './place.ts'
import { createReducer, type Reducer } from './reducer.ts'
import { loadSegment, type PlacedOp } from './segment.ts'
import { opId, randomId, type OpId, type UserId } from '../protocol/ids.ts'

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
    write: (client, draft, id) => write(state, client, draft, id),
    prolong: (client, message) => prolong(state, client, message),
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
    expiring: (client) => expiring(state, client),
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
  const isWaiting = (message: OpId, author: UserId): boolean => waitsHere(state, message, author)
  const reducer = createReducer({ segment: number, isModerator, clock, isWaiting })
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

function write(
  state: State,
  client: number,
  draft: OpDraft,
  id: OpId | undefined,
): Result<LocalChange, WriteFailure> {
  const cleaned = cleanDraft(draft)
  if (!cleaned.ok) return cleaned
  const { self, random } = state.deps
  const place = findPlace(state, cleaned.value)
  if (!place.ok) return place
  const { loaded, target } = place.value
  const head = { id: id ?? randomId(opId, random), at: state.hlc.next(), by: self }
  const writtenAt = target && loaded.reducer.writtenAt(target.id, target.author)
  const thread = target && threadAlone(target)
  const op = draftToOp(cleaned.value, head, writtenAt ?? target?.at ?? head.at, thread)
  return ok(append(state, loaded, client, op, replacedBy(op, loaded.reducer, client, self)))
}

/** `erase`: places in the sub-log of `client`. */
function append(
  state: State,
  { number, segment, reducer }: Loaded,
  client: number,
  op: KnownOp,
  erase: ReadonlyArray<number>,
): LocalChange {
  const clock = segment.nextClock(client)
  const update = segment.write(client, encodeOp(op), erase)
  const erasures = erase.map((each) => ({ client, clock: each, length: 1 }))
  take(state, reducer, [{ client, clock, op }], erasures)
  return { segment: number, update, op, clock }
}

function prolong(state: State, client: number, message: OpId): LocalChange | undefined {
  const { self, clock } = state.deps
  for (const loaded of state.loaded.values()) {
    const before = loaded.reducer.postBy(message, client, self)
    const op = before && prolonged(before.op, clock.now())
    if (before !== undefined && op !== undefined) return append(state, loaded, client, op, [before.clock])
  }
  return undefined
}

/** Undefined if it does not disappear, or less had gone by than it says already. */
function prolonged(post: PostOp, now: Millis): PostOp | undefined {
  const { expiresAfter, waited: before = 0 } = post
  const waited = Math.min(maxExpirySeconds, Math.ceil((now - post.at.time) / 1_000))
  if (expiresAfter === undefined || waited <= before) return undefined
  return { ...post, expiresAfter: Math.min(maxExpirySeconds, expiresAfter - before + waited), waited }
}

/** What of one's own sub-log is worth nothing once `op` is there (SG2, SG8). */
function replacedBy(op: KnownOp, reducer: Reducer, client: number, self: UserId): ReadonlyArray<number> {
  if (op.kind === 'setting') return reducer.settingsAt(op.key, client, self)
  return op.kind === 'redact' ? reducer.writtenBy(op.target, client, self) : []
}

function findPlace(state: State, draft: OpDraft): Result<Place, WriteFailure> {
  if (draft.kind === 'setting') return firstPlace(state)
  return draft.kind === 'post' || draft.kind === 'meta'
    ? newestPlace(state)
    : placeOfTarget([...state.loaded.values()], draft, state.deps)
}

/** Whoever loads the first segment has all that was ever set. */
function firstPlace(state: State): Result<Place, WriteFailure> {
  if (!state.loaded.has(0)) {
    if (state.noted.has(0) || newestSegment(state) > 0)
      return fail({ kind: 'segment-not-loaded', segment: 0 })
    load(state, 0, [])
  }
  return ok({ loaded: get(state, 0) })
}

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

function expire(state: State, client: number | undefined): ReadonlyArray<OpId> {
  const due: Array<OpId> = []
  for (const { reducer } of state.loaded.values()) {
    state.changes.push(...reducer.expire())
    for (const message of reducer.expiring())
      if (message.expired && isIn(state, reducer, client, message)) due.push(message.id)
  }
  flush(state)
  return due
}

function expiring(state: State, client: number | undefined): Expiring {
  const own = new Map<number, Millis>()
  let next: Millis | undefined
  for (const { number, reducer } of state.loaded.values())
    for (const message of reducer.expiring()) {
      if (waitsHere(state, message.id, message.author)) continue
      if (!message.expired) next = sooner(next, message.expiresAt)
      if (isIn(state, reducer, client, message)) own.set(number, sooner(own.get(number), message.expiresAt))
    }
  return { next, own }
}

const waitsHere = ({ deps: { self, isWaiting } }: State, message: OpId, author: UserId): boolean =>
  author === self && isWaiting?.(message) === true

const sooner = (left: Millis | undefined, right: Millis): Millis =>
  left === undefined || right < left ? right : left

/** Whether this person wrote the message, and content of it lies in the sub-log of `client`. */
const isIn = (
  { deps: { self } }: State,
  reducer: Reducer,
  client: number | undefined,
  { id, author }: Message,
): boolean => client !== undefined && author === self && reducer.writtenBy(id, client, author).length > 0
