/** The ops that a batch of the log touches: new ones and stored ones, and which of them count (RE1). */
import { clampHlc } from '../../core/conversation/hlc.ts'
import type { MessageOp } from '../../core/conversation/op.ts'
import type { Entry } from '../../core/conversation/op-set.ts'
import { messageOf } from '../../core/conversation/topic.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { MessageStore, NewOp, OpName, OpPlace, StoredOp, TopicKey } from '../store/message-store.ts'
import type { LogStep } from './log-steps.ts'

type OpStep = Extract<LogStep, { readonly kind: 'op' }>

/** An op under work. `stored` is how it was before. */
export interface WorkOp extends Omit<NewOp, 'counts' | 'body' | 'view'> {
  readonly stored: StoredOp | undefined
  readonly fresh: Pick<OpStep, 'op' | 'bytes' | 'device' | 'time'> | undefined
  counts: boolean
  erased: boolean
}

export interface WorkOps {
  readonly all: () => Iterable<WorkOp>
  /** Ops by what they are about. */
  readonly topic: (key: TopicKey) => ReadonlyArray<WorkOp>
  readonly touched: () => Iterable<TopicKey>
}

type Reads = Pick<MessageStore, 'topic' | 'namesakes' | 'opsAt'>

const placeKey = ({ segment, client, clock }: OpPlace): string => `${segment}/${client}/${clock}`
const topicKey = ({ segment, topic }: TopicKey): string => `${segment}/${topic}`
const nameKey = ({ segment, id, by }: OpName): string => `${segment}/${id}/${by}`

/** Takes `steps`, in the order of the log, and all stored ops that stand in the topics that they or `also` touch. */
export async function gatherOps(
  store: Reads,
  conversation: ConversationId,
  steps: ReadonlyArray<LogStep>,
  also: ReadonlyArray<TopicKey>,
): Promise<WorkOps> {
  const ops = new Map<string, WorkOp>()
  const take = (stored: StoredOp): WorkOp => {
    const key = placeKey(stored)
    const known = ops.get(key)
    if (known !== undefined) return known
    const taken: WorkOp = { ...stored, stored, fresh: undefined, erased: false }
    ops.set(key, taken)
    return taken
  }
  const moved = new Set<WorkOp>()
  for (const step of steps) {
    if (step.kind === 'op') {
      const key = placeKey(step.place)
      if (!ops.has(key)) ops.set(key, freshOp(step))
      const added = ops.get(key)
      if (added !== undefined) moved.add(added)
      continue
    }
    for (const stored of await store.opsAt(conversation, step.place, step.length)) take(stored)
    for (const each of within(ops, step)) {
      each.erased = true
      moved.add(each)
    }
  }
  const loaded = new Set<string>()
  const load = async (key: TopicKey): Promise<void> => {
    if (loaded.has(topicKey(key))) return
    loaded.add(topicKey(key))
    for (const stored of await store.topic(conversation, key)) take(stored)
  }
  const names = new Map(Array.from(moved, (each) => [nameKey(each), each]))
  for (const name of names.values()) {
    for (const stored of await store.namesakes(conversation, name)) take(stored)
    await load({ segment: name.segment, topic: name.id })
  }
  for (const turned of settle([...ops.values()].filter((each) => names.has(nameKey(each))))) moved.add(turned)
  const topics = new Map([...moved, ...also].map((each) => [topicKey(each), each]))
  for (const key of topics.values()) await load(key)
  return workOver(ops, topics)
}

function freshOp({ place, op, bytes, device, seq, time }: OpStep): WorkOp {
  // As a device that was there when it came: what lies ahead of its time stands at what could be believed then (HL3).
  const { at: shownAt, clamped } = clampHlc(op.kind === 'redact' ? op.targetAt : op.at, time)
  return {
    ...place,
    seq,
    topic: messageOf(op),
    id: op.id,
    by: op.by,
    kind: op.kind,
    shownAt,
    clamped,
    stored: undefined,
    fresh: { op, bytes, device, time },
    counts: true,
    erased: false,
  }
}

function within(
  ops: ReadonlyMap<string, WorkOp>,
  { place, length }: Extract<LogStep, { kind: 'erase' }>,
): ReadonlyArray<WorkOp> {
  const { segment, client, clock } = place
  if (length > ops.size) {
    return [...ops.values()].filter(
      (each) =>
        each.segment === segment &&
        each.client === client &&
        each.clock >= clock &&
        each.clock < clock + length,
    )
  }
  const found: Array<WorkOp> = []
  for (let at = clock; at < clock + length; at++) {
    const each = ops.get(placeKey({ segment, client, clock: at }))
    if (each !== undefined) found.push(each)
  }
  return found
}

/** Of several ops with one name and author the first counts: lowest client, then lowest clock. Answers with those that turned. */
function settle(ops: ReadonlyArray<WorkOp>): ReadonlyArray<WorkOp> {
  const turned: Array<WorkOp> = []
  for (const rivals of grouped(ops, nameKey).values()) {
    const left = rivals.filter(({ erased }) => !erased)
    const [first] = left.toSorted((one, other) => one.client - other.client || one.clock - other.clock)
    for (const each of left) {
      if (each.counts === (each === first)) continue
      each.counts = each === first
      turned.push(each)
    }
  }
  return turned
}

function workOver(ops: ReadonlyMap<string, WorkOp>, topics: ReadonlyMap<string, TopicKey>): WorkOps {
  const byTopic = grouped(ops.values(), topicKey)
  return {
    all: () => ops.values(),
    topic: (key) => byTopic.get(topicKey(key)) ?? [],
    touched: () => topics.values(),
  }
}

function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Array<Item>> {
  const groups = new Map<string, Array<Item>>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

/** As the reducer wants it. */
export const entryOf = (
  { client, clock, shownAt, clamped }: Pick<NewOp, 'client' | 'clock' | 'shownAt' | 'clamped'>,
  op: MessageOp,
): Entry<MessageOp> => ({ op, client, clock, shownAt, clamped, counts: true, erased: false })
