/**
 * Turns the ops of one segment into messages, and into what they say of the conversation. Pure in effect: both are a
 * function of the set of ops that are there, whatever the order in which they came and went. The RE rules of SPEC.md.
 */
import type { Millis } from '../base/clock.ts'
import { createAboutReducer, type AboutReducer, type SegmentAbout } from './about.ts'
import type { Hlc } from './hlc.ts'
import type { Message } from './message.ts'
import { compareMessages, sameMessage, type MessageChange } from './message-list.ts'
import { isMessageOp, type ConversationOp, type MessageOp, type PostOp } from './op.ts'
import { createOpSet, getOrAdd, type Entry, type Erasure } from './op-set.ts'
import type { PlacedOp } from './segment.ts'
import { messageOf, viewTopic, type TopicContext } from './topic.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

export interface Reducer {
  /** Adds `ops`, then takes away what is erased; tells which messages look different now. */
  readonly apply: (
    ops: ReadonlyArray<PlacedOp>,
    erasures: ReadonlyArray<Erasure>,
  ) => ReadonlyArray<MessageChange>
  /** Looks at all messages again, after `isModerator` has begun to answer otherwise. */
  readonly refresh: () => ReadonlyArray<MessageChange>
  /** Hides what has expired by now. */
  readonly expire: () => ReadonlyArray<MessageChange>
  /** Messages that expire or have expired, unless they were taken back. In no particular order. */
  readonly expiring: () => ReadonlyArray<Message & { readonly expiresAt: Millis }>
  /** The messages with this id: more than one only if somebody took another's op id. */
  readonly find: (id: OpId) => ReadonlyArray<Message>
  /** In no particular order. */
  readonly all: () => ReadonlyArray<Message>
  readonly about: () => SegmentAbout
  /** Where in the sub-log of `client` this person has set `key`. */
  readonly settingsAt: AboutReducer['settingsAt']
  /** Where the sub-log of `client` holds what `author` wrote of message `id`: the post and its edits. */
  readonly writtenBy: (id: OpId, client: number, author: UserId) => ReadonlyArray<number>
  /** What of that is the post itself, with its place; undefined if it does not lie there, or does not count. */
  readonly postBy: (id: OpId, client: number, author: UserId) => Entry<PostOp> | undefined
  /** When `author` wrote message `id` by their own clock, which `Message.at` is not if that ran ahead (HL3). */
  readonly writtenAt: (id: OpId, author: UserId) => Hlc | undefined
}

/** Arrays, for there is one per message and nearly all hold one entry; erased ones leave when the turn ends. */
interface Topic {
  entries: Array<Entry<MessageOp>>
  messages: ReadonlyArray<Message>
}

interface State {
  readonly context: TopicContext
  readonly topics: Map<OpId, Topic>
  readonly about: AboutReducer
  /** What to look at again before the turn ends. */
  readonly touched: Set<Topic>
  /** Those with a message that expires. */
  readonly timed: Set<Topic>
}

export function createReducer(context: TopicContext): Reducer {
  const opSet = createOpSet(context.clock)
  const about = createAboutReducer(context)
  const state: State = { context, topics: new Map(), about, touched: new Set(), timed: new Set() }
  return {
    apply: (ops, erasures) => {
      const { added, turned } = opSet.apply(ops, erasures)
      for (const entry of added) add(state, entry)
      for (const entry of turned) touch(state, entry)
      return viewTouched(state)
    },
    refresh: () => {
      for (const topic of state.topics.values()) state.touched.add(topic)
      about.refresh()
      return viewTouched(state)
    },
    expire: () => {
      const now = context.clock.now()
      for (const topic of state.timed)
        if (topic.messages.some((each) => isTimed(each) && !each.expired && each.expiresAt <= now))
          state.touched.add(topic)
      return viewTouched(state)
    },
    expiring: () => [...state.timed].flatMap(({ messages }) => messages.filter(isTimed)),
    find: (id) => state.topics.get(id)?.messages ?? [],
    all: () => [...state.topics.values()].flatMap(({ messages }) => messages),
    about: about.view,
    settingsAt: about.settingsAt,
    writtenBy: (id, client, author) =>
      (state.topics.get(id)?.entries ?? [])
        .filter((entry) => entry.client === client && entry.op.by === author)
        .filter(({ op }) => op.kind === 'post' || op.kind === 'edit')
        .map(({ clock }) => clock),
    postBy: (id, client, author) =>
      state.topics.get(id)?.entries.find((entry): entry is Entry<PostOp> => {
        const { op, counts } = entry
        return counts && op.kind === 'post' && op.by === author && entry.client === client
      }),
    writtenAt: (id, author) =>
      state.topics.get(id)?.entries.find(({ op, counts }) => counts && op.kind === 'post' && op.by === author)
        ?.op.at,
  }
}

/** The messages of a set of ops, in screen order: what `createReducer` must come to, however it gets there. @internal */
export function reduce(ops: ReadonlyArray<PlacedOp>, context: TopicContext): ReadonlyArray<Message> {
  const reducer = createReducer(context)
  reducer.apply(ops, [])
  return reducer.all().toSorted(compareMessages)
}

const isAboutMessage = (entry: Entry): entry is Entry<MessageOp> => isMessageOp(entry.op)
const isAboutConversation = (entry: Entry): entry is Entry<ConversationOp> => !isMessageOp(entry.op)

function add(state: State, entry: Entry): void {
  if (isAboutMessage(entry)) {
    const topic = getOrAdd<OpId, Topic>(state.topics, messageOf(entry.op), emptyTopic)
    topic.entries.push(entry)
    state.touched.add(topic)
  } else touch(state, entry)
}

const emptyTopic = (): Topic => ({ entries: [], messages: [] })

function touch(state: State, entry: Entry): void {
  if (isAboutConversation(entry)) return state.about.touch(entry)
  const topic = isAboutMessage(entry) ? state.topics.get(messageOf(entry.op)) : undefined
  if (topic !== undefined) state.touched.add(topic)
}

function viewTouched(state: State): ReadonlyArray<MessageChange> {
  const changes: Array<MessageChange> = []
  for (const topic of state.touched) {
    const before = topic.messages
    topic.entries = topic.entries.filter(({ erased }) => !erased)
    const counting = topic.entries.filter(({ counts }) => counts)
    topic.messages = viewTopic(counting, state.context).map((message) => {
      const old = before.find(({ author }) => author === message.author)
      return old !== undefined && sameMessage(old, message) ? old : message
    })
    if (topic.messages.some(isTimed)) state.timed.add(topic)
    else if (state.timed.size > 0) state.timed.delete(topic)
    changes.push(...changesOf(before, topic.messages))
  }
  state.touched.clear()
  return changes
}

const isTimed = (message: Message): message is Message & { readonly expiresAt: Millis } =>
  message.expiresAt !== undefined

function changesOf(
  before: ReadonlyArray<Message>,
  after: ReadonlyArray<Message>,
): ReadonlyArray<MessageChange> {
  return [
    ...before.filter((message) => !after.includes(message)).map((message) => ({ before: message })),
    ...after.filter((message) => !before.includes(message)).map((message) => ({ after: message })),
  ]
}
