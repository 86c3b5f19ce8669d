/**
 * What the ops of one segment say of the conversation as a whole: its name, how far each person has read, and what
 * happened to its people. A function of the set of ops that are there, as the messages are. Rules RE14 to RE17 of SPEC.md.
 */
import { compareHlc, type Hlc } from './hlc.ts'
import { compareText } from './message-list.ts'
import type { ConversationOp, MetaOp, ReadOp, SystemEvent, SystemOp } from './op.ts'
import { getOrAdd, type Entry } from './op-set.ts'
import { compareOps, type TopicContext } from './topic.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** A place among the messages: everything up to and with it has been read. */
export interface ReadMark {
  readonly at: Hlc
  readonly id: OpId
}

/** Negative if `left` comes first. For messages it is their order on the screen. */
export const compareMarks = (left: ReadMark, right: ReadMark): number =>
  compareHlc(left.at, right.at) || compareText(left.id, right.id)

/** Something that happened, as a line between the messages. `by` is who says so. */
export interface SystemLine {
  readonly id: OpId
  readonly segment: number
  readonly at: Hlc
  readonly clamped?: true
  readonly by: UserId
  readonly event: SystemEvent
  readonly user: UserId
}

type MetaField = 'name' | 'topic' | 'icon'

/** The same object until something in it changes. */
export interface SegmentAbout {
  /** For each field the op that has the last word on it. */
  readonly meta: ReadonlyMap<MetaField, MetaOp>
  /** For each person, and each thread apart, the op that reaches furthest. */
  readonly reads: ReadonlyMap<string, ReadOp>
  /** In no particular order. */
  readonly lines: ReadonlyArray<SystemLine>
}

export interface AboutReducer {
  /** To be called with each op when it comes, when it goes, and when it begins or ceases to count. */
  readonly touch: (entry: Entry<ConversationOp>) => void
  /** To be called when `isModerator` answers otherwise. */
  readonly refresh: () => void
  readonly view: () => SegmentAbout
}

/** Ops that overwrite each other: the one that wins is kept, and sought anew only when it goes. */
interface Register<Kind extends ConversationOp> {
  readonly entries: Set<Entry<Kind>>
  winner: Kind | undefined
}

interface State {
  readonly context: TopicContext
  readonly meta: Map<MetaField, Register<MetaOp>>
  readonly reads: Map<string, Register<ReadOp>>
  readonly lines: Map<Entry<SystemOp>, SystemLine>
  view: SegmentAbout
  isStale: boolean
}

export function createAboutReducer(context: TopicContext): AboutReducer {
  const view: SegmentAbout = { meta: new Map(), reads: new Map(), lines: [] }
  const state: State = { context, meta: new Map(), reads: new Map(), lines: new Map(), view, isStale: false }
  return {
    touch: (entry) => {
      if (isKind(entry, 'meta')) touchMeta(state, entry)
      else if (isKind(entry, 'read')) touchRead(state, entry)
      else if (isKind(entry, 'system')) touchSystem(state, entry)
    },
    refresh: () => {
      if (state.lines.size > 0) state.isStale = true
    },
    view: () => viewOf(state),
  }
}

const isKind = <Kind extends ConversationOp['kind']>(
  entry: Entry<ConversationOp>,
  kind: Kind,
): entry is Entry<Extract<ConversationOp, { kind: Kind }>> => entry.op.kind === kind

const isThere = ({ counts, erased }: Entry): boolean => counts && !erased

function touchMeta(state: State, entry: Entry<MetaOp>): void {
  for (const field of metaFields) {
    if (entry.op[field] === undefined) continue
    const register = getOrAdd(state.meta, field, emptyRegister<MetaOp>)
    if (touchRegister(register, entry, compareOps)) state.isStale = true
  }
}

const metaFields: ReadonlyArray<MetaField> = ['name', 'topic', 'icon']

function touchRead(state: State, entry: Entry<ReadOp>): void {
  const { by, thread = '' } = entry.op
  const register = getOrAdd(state.reads, by + thread, emptyRegister<ReadOp>)
  if (touchRegister(register, entry, compareReads)) state.isStale = true
}

const markOf = ({ upToAt, upTo }: ReadOp): ReadMark => ({ at: upToAt, id: upTo })

const compareReads = (left: ReadOp, right: ReadOp): number =>
  compareMarks(markOf(left), markOf(right)) || compareOps(left, right)

const emptyRegister = <Kind extends ConversationOp>(): Register<Kind> => ({
  entries: new Set(),
  winner: undefined,
})

/** True if another op wins now. One from the future takes no part: nobody could overrule it (RE13). */
function touchRegister<Kind extends ConversationOp>(
  register: Register<Kind>,
  entry: Entry<Kind>,
  compare: (left: Kind, right: Kind) => number,
): boolean {
  const { entries, winner } = register
  if (isThere(entry) && !entry.clamped) {
    entries.add(entry)
    if (winner === undefined || compare(entry.op, winner) > 0) register.winner = entry.op
  } else if (entries.delete(entry) && winner === entry.op) {
    register.winner = undefined
    for (const { op } of entries)
      if (register.winner === undefined || compare(op, register.winner) > 0) register.winner = op
  }
  return register.winner !== winner
}

function touchSystem(state: State, entry: Entry<SystemOp>): void {
  const { op, shownAt, clamped } = entry
  const { id, by, event, user } = op
  const { segment } = state.context
  if (!isThere(entry)) state.lines.delete(entry)
  else if (!state.lines.has(entry))
    state.lines.set(entry, { id, segment, at: shownAt, ...(clamped && { clamped }), by, event, user })
  state.isStale = true
}

/** Of others only a moderator may say that they came or went, and nobody what became of their devices. */
const mayTell = ({ by, event, user }: SystemLine, { isModerator }: TopicContext): boolean =>
  by === user || (event !== 'devices-changed' && isModerator(by))

function viewOf(state: State): SegmentAbout {
  if (!state.isStale) return state.view
  state.isStale = false
  const lines = [...state.lines.values()].filter((line) => mayTell(line, state.context))
  const before = state.view.lines
  const isSame = lines.length === before.length && lines.every((line, index) => line === before[index])
  state.view = {
    meta: winnersOf(state.meta),
    reads: winnersOf(state.reads),
    lines: isSame ? before : lines,
  }
  return state.view
}

const winnersOf = <Key, Kind extends ConversationOp>(
  registers: ReadonlyMap<Key, Register<Kind>>,
): ReadonlyMap<Key, Kind> =>
  new Map([...registers].flatMap(([key, { winner }]) => (winner === undefined ? [] : [[key, winner]])))

/** How far one person has read. */
export interface ReadMarks {
  readonly channel?: ReadMark
  /** By the root of the thread. */
  readonly threads: ReadonlyMap<OpId, ReadMark>
}

/** What the loaded segments say together. */
export interface About {
  readonly name?: string
  readonly topic?: string
  readonly icon?: string
  readonly reads: ReadonlyMap<UserId, ReadMarks>
  /** Oldest first. */
  readonly lines: ReadonlyArray<SystemLine>
}

export function joinAbout(segments: ReadonlyArray<SegmentAbout>): About {
  const said = (field: MetaField): string | undefined =>
    best(
      segments.flatMap(({ meta }) => meta.get(field) ?? []),
      compareOps,
    )?.[field]
  const [name, topic, icon] = metaFields.map((field) => said(field) || undefined)
  return {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic }),
    ...(icon !== undefined && { icon }),
    reads: joinReads(segments),
    lines: segments.flatMap(({ lines }) => lines).toSorted(compareLines),
  }
}

function joinReads(segments: ReadonlyArray<SegmentAbout>): ReadonlyMap<UserId, ReadMarks> {
  const marks = new Map<UserId, { channel?: ReadMark; readonly threads: Map<OpId, ReadMark> }>()
  const ordered = segments.flatMap(({ reads }) => [...reads.values()]).toSorted(compareReads)
  for (const op of ordered) {
    const person = marks.get(op.by) ?? { threads: new Map<OpId, ReadMark>() }
    marks.set(op.by, person)
    if (op.thread === undefined) person.channel = markOf(op)
    else person.threads.set(op.thread, markOf(op))
  }
  return marks
}

const compareLines = (left: SystemLine, right: SystemLine): number =>
  compareMarks(left, right) || compareText(left.by, right.by)

const best = <Item>(
  items: ReadonlyArray<Item>,
  compare: (left: Item, right: Item) => number,
): Item | undefined => items.toSorted(compare).at(-1)
