/** The ops of one segment that are there, by their places, and which of them count (RE1). */
import type { Clock } from '../base/clock.ts'
import { clampHlc, type Hlc } from './hlc.ts'
import type { KnownOp } from './op.ts'
import type { PlacedOp } from './segment.ts'

/** Erased places of one sub-log. */
export interface Erasure {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** An op in its place. */
export interface Entry<Kind extends KnownOp = KnownOp> {
  readonly op: Kind
  readonly client: number
  readonly clock: number
  /** The moment that the op is about, believable already: its own, that of a tombstone, or up to which somebody read. */
  readonly shownAt: Hlc
  readonly clamped: boolean
  /** False for a second op of the same id and author. */
  readonly counts: boolean
  readonly erased: boolean
}

export interface OpSet {
  /** Adds `ops`, then takes away what is erased. What it returns is good until it is called again. */
  readonly apply: (
    ops: ReadonlyArray<PlacedOp>,
    erasures: ReadonlyArray<Erasure>,
  ) => {
    /** Whether they count or not. */
    readonly added: ReadonlyArray<Entry>
    /** Those that were erased, began to count or ceased to. */
    readonly turned: ReadonlySet<Entry>
  }
}

interface OwnEntry extends Entry {
  counts: boolean
  erased: boolean
}

/** Ops of one id and author: nearly always one. */
interface Rivals {
  entries: Array<OwnEntry>
}

interface State {
  readonly clock: Pick<Clock, 'now'>
  readonly rivals: Map<string, Rivals>
  readonly subLogs: Map<number, Map<number, OwnEntry>>
  /** Of the call under way; kept, for most calls bring one op and touch neither. */
  readonly turned: Set<Entry>
  readonly unsettled: Set<Rivals>
}

export function createOpSet(clock: Pick<Clock, 'now'>): OpSet {
  const state: State = {
    clock,
    rivals: new Map(),
    subLogs: new Map(),
    turned: new Set(),
    unsettled: new Set(),
  }
  return {
    apply: (ops, erasures) => {
      state.turned.clear()
      const added: Array<Entry> = []
      for (const { client, clock: place, op } of ops) {
        const entry = op.kind === 'unknown' ? undefined : add(state, client, place, op)
        if (entry !== undefined) added.push(entry)
      }
      for (const erasure of erasures) erase(state, erasure)
      for (const rivals of state.unsettled) settle(state, rivals)
      state.unsettled.clear()
      return { added, turned: state.turned }
    },
  }
}

/** Undefined if the place is taken: the op came before. */
function add(state: State, client: number, clock: number, op: KnownOp): OwnEntry | undefined {
  const subLog = getOrAdd(state.subLogs, client, () => new Map<number, OwnEntry>())
  if (subLog.has(clock)) return undefined
  const { at: shownAt, clamped } = clampHlc(momentOf(op), state.clock.now())
  const entry: OwnEntry = { client, clock, op, shownAt, clamped, counts: true, erased: false }
  subLog.set(clock, entry)
  const rivals = getOrAdd<string, Rivals>(state.rivals, op.id + op.by, () => ({ entries: [] }))
  rivals.entries.push(entry)
  if (rivals.entries.length > 1) state.unsettled.add(rivals)
  return entry
}

function momentOf(op: KnownOp): Hlc {
  if (op.kind === 'redact') return op.targetAt
  return op.kind === 'read' ? op.upToAt : op.at
}

function erase({ subLogs, rivals, turned, unsettled }: State, { client, clock, length }: Erasure): void {
  const subLog = subLogs.get(client)
  if (subLog === undefined) return
  for (let each = clock; each < clock + length; each++) {
    const entry = subLog.get(each)
    if (entry === undefined) continue
    subLog.delete(each)
    entry.erased = true
    turned.add(entry)
    const others = rivals.get(entry.op.id + entry.op.by)
    if (others !== undefined) unsettled.add(others)
  }
}

/** Of several ops with one id and author the first counts: lowest client, then lowest clock. */
function settle({ turned }: State, rivals: Rivals): void {
  rivals.entries = rivals.entries.filter(({ erased }) => !erased)
  const first = rivals.entries.toSorted(comparePlaces)[0]
  for (const entry of rivals.entries) {
    if (entry.counts === (entry === first)) continue
    entry.counts = entry === first
    turned.add(entry)
  }
}

const comparePlaces = (left: Entry, right: Entry): number =>
  left.client - right.client || left.clock - right.clock

export function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const created = create()
  map.set(key, created)
  return created
}
