/**
 * What the ops of one segment say of the conversation as a whole: its name, how far each person has read, what happened to
 * its people, and what people have set. A function of the set of ops that are there, as the messages are. Rules RE14 to
 * RE20 of SPEC.md.
 */
import { compareHlc, type Hlc } from './hlc.ts'
import { compareText } from './message-list.ts'
import type { ConversationOp, MetaOp, ReadOp, SettingOp, SystemEvent, SystemOp } from './op.ts'
import { getOrAdd, type Entry } from './op-set.ts'
import { joinTimers, type TimerLine, timerLineOf } from './timer-lines.ts'
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

type MetaField = 'name' | 'topic' | 'icon' | 'timer'

/** The same object until something in it changes. */
export interface SegmentAbout {
  /** For each field the op that has the last word on it. */
  readonly meta: ReadonlyMap<MetaField, MetaOp>
  /** For each person, and each thread apart, the op that reaches furthest. */
  readonly reads: ReadonlyMap<string, ReadOp>
  /** For each person and key the op that has the last word. */
  readonly settings: ReadonlyMap<string, Entry<SettingOp>>
  /** In no particular order. */
  readonly lines: ReadonlyArray<SystemLine>
  /** In no particular order. */
  readonly timers: ReadonlyArray<TimerLine>
}

export interface AboutReducer {
  /** To be called with each op when it comes, when it goes, and when it begins or ceases to count. */
  readonly touch: (entry: Entry<ConversationOp>) => void
  /** To be called when `isModerator` answers otherwise. */
  readonly refresh: () => void
  readonly view: () => SegmentAbout
  /** Where in the sub-log of `client` this person has set `key`. */
  readonly settingsAt: (key: string, client: number, by: UserId) => ReadonlyArray<number>
}

/** Ops that overwrite each other: the one that wins is kept, and sought anew only when it goes. */
interface Register<Kind extends ConversationOp> {
  readonly entries: Set<Entry<Kind>>
  winner: Entry<Kind> | undefined
}

interface State {
  readonly context: TopicContext
  readonly meta: Map<MetaField, Register<MetaOp>>
  readonly reads: Map<string, Register<ReadOp>>
  readonly settings: Map<string, Register<SettingOp>>
  readonly lines: Map<Entry<SystemOp>, SystemLine>
  readonly timers: Map<Entry<MetaOp>, TimerLine>
  view: SegmentAbout
  isStale: boolean
}

export function createAboutReducer(context: TopicContext): AboutReducer {
  const view: SegmentAbout = { meta: new Map(), reads: new Map(), settings: new Map(), lines: [], timers: [] }
  const registers = { meta: new Map(), reads: new Map(), settings: new Map() }
  const state: State = { context, ...registers, lines: new Map(), timers: new Map(), view, isStale: false }
  return {
    touch: (entry) => {
      if (isKind(entry, 'meta')) touchMeta(state, entry)
      else if (isKind(entry, 'read')) touchRead(state, entry)
      else if (isKind(entry, 'setting')) touchSetting(state, entry)
      else if (isKind(entry, 'system')) touchSystem(state, entry)
    },
    refresh: () => {
      if (state.lines.size > 0) state.isStale = true
    },
    view: () => viewOf(state),
    settingsAt: (key, client, by) =>
      Array.from(state.settings.get(settingName(by, key))?.entries ?? [])
        .filter((entry) => entry.client === client)
        .map(({ clock }) => clock),
  }
}

const isKind = <Kind extends ConversationOp['kind']>(
  entry: Entry<ConversationOp>,
  kind: Kind,
): entry is Entry<Extract<ConversationOp, { kind: Kind }>> => entry.op.kind === kind

const isThere = ({ counts, erased }: Entry): boolean => counts && !erased

function touchMeta(state: State, entry: Entry<MetaOp>): void {
  touchTimer(state, entry)
  for (const field of metaFields) {
    if (entry.op[field] === undefined) continue
    const register = getOrAdd(state.meta, field, emptyRegister<MetaOp>)
    if (touchRegister(register, entry, isBelievable(entry), byOps)) state.isStale = true
  }
}

const metaFields: ReadonlyArray<MetaField> = ['name', 'topic', 'icon', 'timer']

function touchTimer(state: State, entry: Entry<MetaOp>): void {
  const line = timerLineOf(entry)
  if (line === undefined) return
  state.isStale = true
  if (!isThere(entry)) state.timers.delete(entry)
  else if (!state.timers.has(entry)) state.timers.set(entry, line)
}

function touchRead(state: State, entry: Entry<ReadOp>): void {
  const { by, thread = '' } = entry.op
  const register = getOrAdd(state.reads, by + thread, emptyRegister<ReadOp>)
  if (touchRegister(register, entry, isBelievable(entry), byReads)) state.isStale = true
}

const settingName = (by: UserId, key: string): string => by + key

function touchSetting(state: State, entry: Entry<SettingOp>): void {
  const register = getOrAdd(state.settings, settingName(entry.op.by, entry.op.key), emptyRegister<SettingOp>)
  if (touchRegister(register, entry, isThere(entry), bySettings)) state.isStale = true
}

/**
 * One's own other device erased what it had set before, so there may be nothing else: what comes from the future counts as long
 * as nothing believable does (RE19).
 */
const bySettings = (left: Entry<SettingOp>, right: Entry<SettingOp>): number =>
  Number(right.clamped) - Number(left.clamped) || byOps(left, right)

const markOf = ({ upToAt, upTo }: ReadOp): ReadMark => ({ at: upToAt, id: upTo })

const compareReads = (left: ReadOp, right: ReadOp): number =>
  compareMarks(markOf(left), markOf(right)) || compareOps(left, right)

const byOps = (left: Entry<ConversationOp>, right: Entry<ConversationOp>): number =>
  compareOps(left.op, right.op)

const byReads = (left: Entry<ReadOp>, right: Entry<ReadOp>): number => compareReads(left.op, right.op)

/** One from the future takes no part: nobody could overrule it (RE13). */
const isBelievable = (entry: Entry): boolean => isThere(entry) && !entry.clamped

const emptyRegister = <Kind extends ConversationOp>(): Register<Kind> => ({
  entries: new Set(),
  winner: undefined,
})

/** True if another op wins now. */
function touchRegister<Kind extends ConversationOp>(
  register: Register<Kind>,
  entry: Entry<Kind>,
  takesPart: boolean,
  compare: (left: Entry<Kind>, right: Entry<Kind>) => number,
): boolean {
  const { entries, winner } = register
  if (takesPart) {
    entries.add(entry)
    if (winner === undefined || compare(entry, winner) > 0) register.winner = entry
  } else if (entries.delete(entry) && winner === entry) {
    register.winner = undefined
    for (const each of entries)
      if (register.winner === undefined || compare(each, register.winner) > 0) register.winner = each
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
    meta: opsOf(winnersOf(state.meta)),
    reads: opsOf(winnersOf(state.reads)),
    settings: winnersOf(state.settings),
    lines: isSame ? before : lines,
    timers: [...state.timers.values()],
  }
  return state.view
}

const winnersOf = <Key, Kind extends ConversationOp>(
  registers: ReadonlyMap<Key, Register<Kind>>,
): ReadonlyMap<Key, Entry<Kind>> =>
  new Map([...registers].flatMap(([key, { winner }]) => (winner === undefined ? [] : [[key, winner]])))

const opsOf = <Key, Kind extends ConversationOp>(
  entries: ReadonlyMap<Key, Entry<Kind>>,
): ReadonlyMap<Key, Kind> => new Map(Array.from(entries, ([key, { op }]) => [key, op]))

/** How far one person has read. */
export interface ReadMarks {
  readonly channel?: ReadMark
  /** By the root of the thread. */
  readonly threads: ReadonlyMap<OpId, ReadMark>
}

/** What somebody has set; without a value it is set no more. */
export interface Setting {
  readonly value: string | undefined
  readonly at: Hlc
}

/** What the loaded segments say together. */
export interface About {
  readonly name?: string
  readonly topic?: string
  readonly icon?: string
  /** Seconds after which what is written now disappears. */
  readonly timer?: number
  readonly reads: ReadonlyMap<UserId, ReadMarks>
  /** By person, then by key. Of use in a person's notes to self alone. */
  readonly settings: ReadonlyMap<UserId, ReadonlyMap<string, Setting>>
  /** Oldest first. */
  readonly lines: ReadonlyArray<SystemLine>
  /** Oldest first. */
  readonly timers: ReadonlyArray<TimerLine>
}

export function joinAbout(segments: ReadonlyArray<SegmentAbout>): About {
  const said = <Field extends MetaField>(field: Field): MetaOp[Field] | undefined =>
    best(
      segments.flatMap(({ meta }) => meta.get(field) ?? []),
      compareOps,
    )?.[field] || undefined
  const [name, topic, icon, timer] = [said('name'), said('topic'), said('icon'), said('timer')]
  return {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic }),
    ...(icon !== undefined && { icon }),
    ...(timer !== undefined && { timer }),
    reads: joinReads(segments),
    settings: joinSettings(segments),
    lines: segments.flatMap(({ lines }) => lines).toSorted(compareLines),
    timers: joinTimers(segments.flatMap(({ timers }) => timers)),
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

function joinSettings(
  segments: ReadonlyArray<SegmentAbout>,
): ReadonlyMap<UserId, ReadonlyMap<string, Setting>> {
  const settings = new Map<UserId, Map<string, Setting>>()
  const ordered = segments.flatMap((segment) => [...segment.settings.values()]).toSorted(bySettings)
  for (const { op } of ordered)
    getOrAdd(settings, op.by, () => new Map<string, Setting>()).set(op.key, { value: op.value, at: op.at })
  return settings
}

const compareLines = (left: SystemLine, right: SystemLine): number =>
  compareMarks(left, right) || compareText(left.by, right.by)

const best = <Item>(
  items: ReadonlyArray<Item>,
  compare: (left: Item, right: Item) => number,
): Item | undefined => items.toSorted(compare).at(-1)
