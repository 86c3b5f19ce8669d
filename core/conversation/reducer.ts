/**
 * Turns the ops of one segment into messages. Pure in effect: the messages are a function of the set of ops that are
 * there, whatever the order in which they came and went. The RE rules of SPEC.md.
 */
import type { Clock } from '../base/clock.ts'
import { clampHlc } from './hlc.ts'
import type { Message } from './message.ts'
import { compareMessages, sameMessage, type MessageChange } from './message-list.ts'
import type { KnownOp } from './op.ts'
import type { PlacedOp } from './segment.ts'
import { topicOf, viewTopic, type TopicContext, type TopicOp } from './topic.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

export interface ReducerDeps extends TopicContext {
  readonly clock: Pick<Clock, 'now'>
}

/** Erased places of one sub-log. */
export interface Erasure {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface Reducer {
  /** Adds `ops`, then takes away what is erased; tells which messages look different now. */
  readonly apply: (
    ops: ReadonlyArray<PlacedOp>,
    erasures: ReadonlyArray<Erasure>,
  ) => ReadonlyArray<MessageChange>
  /** Looks at all redactions again, after `isModerator` has begun to answer otherwise. */
  readonly refresh: () => ReadonlyArray<MessageChange>
  /** The messages with this id: more than one only if somebody took another's op id. */
  readonly find: (id: OpId) => ReadonlyArray<Message>
  /** In no particular order. */
  readonly all: () => ReadonlyArray<Message>
  /** Where the sub-log of `client` holds what `author` wrote of message `id`: the post and its edits. */
  readonly writtenBy: (id: OpId, client: number, author: UserId) => ReadonlyArray<number>
}

interface Entry extends TopicOp {
  readonly client: number
  readonly clock: number
  /** False for a second op of the same id and author. */
  counts: boolean
  erased: boolean
}

/** Arrays, for there is one per message and nearly all hold one entry; erased ones leave when the turn ends. */
interface Group {
  entries: Array<Entry>
}

interface Topic extends Group {
  messages: ReadonlyArray<Message>
}

interface State {
  readonly deps: ReducerDeps
  readonly topics: Map<OpId, Topic>
  /** By id and author. */
  readonly rivals: Map<string, Group>
  readonly subLogs: Map<number, Map<number, Entry>>
  /** What to look at again before the turn ends. */
  readonly touchedRivals: Set<Group>
  readonly touchedTopics: Set<Topic>
}

export function createReducer(deps: ReducerDeps): Reducer {
  const state: State = {
    deps,
    topics: new Map(),
    rivals: new Map(),
    subLogs: new Map(),
    touchedRivals: new Set(),
    touchedTopics: new Set(),
  }
  return {
    apply: (ops, erasures) => {
      for (const { client, clock, op } of ops) if (op.kind !== 'unknown') add(state, client, clock, op)
      for (const erasure of erasures) erase(state, erasure)
      return viewTouched(state)
    },
    refresh: () => {
      for (const topic of state.topics.values()) state.touchedTopics.add(topic)
      return viewTouched(state)
    },
    find: (id) => state.topics.get(id)?.messages ?? [],
    all: () => [...state.topics.values()].flatMap(({ messages }) => messages),
    writtenBy: (id, client, author) =>
      (state.topics.get(id)?.entries ?? [])
        .filter((entry) => entry.client === client && entry.op.by === author)
        .filter(({ op }) => op.kind === 'post' || op.kind === 'edit')
        .map(({ clock }) => clock),
  }
}

/** The messages of a set of ops, in screen order: what `createReducer` must come to, however it gets there. @internal */
export function reduce(ops: ReadonlyArray<PlacedOp>, deps: ReducerDeps): ReadonlyArray<Message> {
  const reducer = createReducer(deps)
  reducer.apply(ops, [])
  return reducer.all().toSorted(compareMessages)
}

function add(state: State, client: number, clock: number, op: KnownOp): void {
  const subLog = getOrAdd(state.subLogs, client, () => new Map<number, Entry>())
  if (subLog.has(clock)) return
  const { at: shownAt, clamped } = clampHlc(
    op.kind === 'redact' ? op.targetAt : op.at,
    state.deps.clock.now(),
  )
  const entry: Entry = { client, clock, op, shownAt, clamped, counts: true, erased: false }
  subLog.set(clock, entry)
  const topic = getOrAdd(state.topics, topicOf(op), () => ({ entries: [], messages: [] }))
  topic.entries.push(entry)
  state.touchedTopics.add(topic)
  const rivals = getOrAdd(state.rivals, op.id + op.by, () => ({ entries: [] }))
  rivals.entries.push(entry)
  if (rivals.entries.length > 1) state.touchedRivals.add(rivals)
}

function erase(state: State, { client, clock, length }: Erasure): void {
  const subLog = state.subLogs.get(client)
  if (subLog === undefined) return
  for (let each = clock; each < clock + length; each++) {
    const entry = subLog.get(each)
    if (entry === undefined) continue
    subLog.delete(each)
    entry.erased = true
    touch(state.touchedTopics, state.topics.get(topicOf(entry.op)))
    touch(state.touchedRivals, state.rivals.get(entry.op.id + entry.op.by))
  }
}

function touch<Touched>(all: Set<Touched>, one: Touched | undefined): void {
  if (one !== undefined) all.add(one)
}

const dropErased = (group: Group): void =>
  void (group.entries = group.entries.filter(({ erased }) => !erased))

/** Of several ops with one id and author the first counts (RE1): lowest client, then lowest clock. */
function settleRivals({ touchedRivals, touchedTopics, topics }: State): void {
  for (const rivals of touchedRivals) {
    dropErased(rivals)
    const first = rivals.entries.toSorted(comparePlaces)[0]
    for (const entry of rivals.entries) {
      if (entry.counts === (entry === first)) continue
      entry.counts = entry === first
      touch(touchedTopics, topics.get(topicOf(entry.op)))
    }
  }
  touchedRivals.clear()
}

const comparePlaces = (left: Entry, right: Entry): number =>
  left.client - right.client || left.clock - right.clock

function viewTouched(state: State): ReadonlyArray<MessageChange> {
  settleRivals(state)
  const changes: Array<MessageChange> = []
  for (const topic of state.touchedTopics) {
    const before = topic.messages
    dropErased(topic)
    const counting = topic.entries.filter(({ counts }) => counts)
    topic.messages = viewTopic(counting, state.deps).map((message) => {
      const old = before.find(({ author }) => author === message.author)
      return old !== undefined && sameMessage(old, message) ? old : message
    })
    changes.push(...changesOf(before, topic.messages))
  }
  state.touchedTopics.clear()
  return changes
}

function changesOf(
  before: ReadonlyArray<Message>,
  after: ReadonlyArray<Message>,
): ReadonlyArray<MessageChange> {
  return [
    ...before.filter((message) => !after.includes(message)).map((message) => ({ before: message })),
    ...after.filter((message) => !before.includes(message)).map((message) => ({ after: message })),
  ]
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const created = create()
  map.set(key, created)
  return created
}
