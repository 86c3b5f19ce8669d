/** A log that a test writes entries into, what the relay reads of it, and what the reducer of the app makes of it. */
import { onTestFinished } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import type { Message } from '../../core/conversation/message.ts'
import { compareMessages, type MessageChange } from '../../core/conversation/message-list.ts'
import type { KnownOp } from '../../core/conversation/op.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { createReducer, type Reducer } from '../../core/conversation/reducer.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { createProjection, type Projection } from '../../sync-server/messages/projection.ts'
import { readTopics } from '../../sync-server/messages/read-messages.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { testMasterKey } from './master-key.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export interface WrittenEntry {
  readonly client: number
  readonly segment: number
  readonly ops: ReadonlyArray<KnownOp>
  /** Clocks of this sub-log that it erases. */
  readonly erase?: ReadonlyArray<number>
  /** Without one, that of `client`. */
  readonly device?: DeviceId
}

export interface ProjectedLog {
  readonly store: Store
  readonly clock: VirtualClock
  readonly conversation: ConversationId
  readonly workspace: WorkspaceId
  readonly projection: Projection
  readonly news: ReadonlyArray<MessageChange>
  readonly forgotten: () => number
  readonly write: (entry: WrittenEntry) => Promise<void>
  readonly setRole: (user: UserId, role: 'admin' | 'member') => Promise<void>
  /** What the relay shows, all of it in the order of the screen. */
  readonly shown: () => Promise<ReadonlyArray<Message>>
  /** What a device shows that was there all the time. */
  readonly expected: () => ReadonlyArray<Message>
}

export async function setupProjectedLog({
  file = ':memory:',
  people = [],
  moderators = [],
}: {
  readonly file?: string
  readonly people?: ReadonlyArray<UserId>
  readonly moderators?: ReadonlyArray<UserId>
} = {}): Promise<ProjectedLog> {
  const random = createSeededRandom(3)
  const clock = createVirtualClock()
  const store = orThrow(openSqliteStore({ file, random, masterKey: testMasterKey }))
  onTestFinished(() => store.close())
  const workspace = randomId(workspaceId, random)
  const conversation = randomId(conversationId, random)
  const channels = [{ id: conversation, name: 'general', topic: '' }]
  orThrow(await store.directory.createWorkspace({ id: workspace, name: 'Quay', owner: undefined, channels }))
  const roles = new Map<UserId, 'admin' | 'member'>()
  for (const user of new Set([...people, ...moderators])) {
    const account = { user, username: `p${user}`, displayName: 'P', passwordHash: '', created: clock.now() }
    orThrow(await store.accounts.createAccount(account))
    const role = moderators.includes(user) ? 'admin' : 'member'
    roles.set(user, role)
    orThrow(await store.directory.join(workspace, user, role))
  }
  const reducers = new Map<number, Reducer>()
  const news: Array<MessageChange> = []
  let forgotten = 0
  const projection = createProjection({
    store,
    clock,
    soon: (run) => void setImmediate(run),
    onForgotten: () => void forgotten++,
    onNews: (_, changes) => void news.push(...changes),
  })
  const isModerator = (user: UserId): boolean => roles.get(user) === 'admin'
  const reducerOf = (segment: number): Reducer => {
    const made = reducers.get(segment) ?? createReducer({ segment, isModerator, clock })
    reducers.set(segment, made)
    return made
  }
  const write = createLogWriter(store, conversation, clock, reducerOf)
  return {
    store,
    clock,
    conversation,
    workspace,
    projection,
    news,
    forgotten: () => forgotten,
    write,
    setRole: async (user, role) => {
      roles.set(user, role)
      orThrow(await store.directory.join(workspace, user, role))
      for (const reducer of reducers.values()) reducer.refresh()
    },
    shown: async () => {
      const log = orThrow(await projection.read(conversation))
      const found: Array<Message> = []
      const range = { beyond: undefined, withGone: true, limit: 10_000 } as const
      const inChannel = await store.messages.messages(conversation, { ...range, of: 'channel' })
      found.push(...(await readTopics(store.messages, log, inChannel)))
      const messages = [...reducers.values()].flatMap((reducer) => reducer.all())
      const threads = new Set(messages.flatMap(({ thread }) => thread ?? []))
      for (const thread of threads) {
        const replies = await store.messages.messages(conversation, { ...range, of: { thread } })
        const own = replies.filter(({ view }) => view?.inChannel === false)
        found.push(...(await readTopics(store.messages, log, own)))
      }
      return found.toSorted(compareMessages)
    },
    expected: () => {
      for (const reducer of reducers.values()) reducer.expire()
      return [...reducers.values()]
        .flatMap((reducer) => reducer.all())
        .map(({ redactedBy: _, ...message }) => message) // said by the audit alone
        .toSorted(compareMessages)
    },
  }
}

function createLogWriter(
  store: Store,
  conversation: ConversationId,
  clock: VirtualClock,
  reducerOf: (segment: number) => Reducer,
): ProjectedLog['write'] {
  const random = createSeededRandom(9)
  const devices = new Map<number, DeviceId>()
  const clocks = new Map<string, number>()
  const counters = new Map<number, number>()
  let seq = 0
  return async ({ client, segment, ops, erase = [], device: given }) => {
    const device = given ?? devices.get(client) ?? randomId(deviceId, random)
    devices.set(client, device)
    const from = clocks.get(`${segment}/${client}`) ?? 0
    const next = from + ops.length
    const gone = erase.filter((each) => each < next).toSorted((left, right) => left - right)
    if (ops.length === 0 && gone.length === 0) return
    const counter = counters.get(client) ?? 0
    const update = writeUpdate(client, from, ops.map(encodeOp), gone)
    const user = ops[0]?.by ?? randomId(userId, random)
    const bytes = encodeEntry({ kind: 'content', conversation, device, user, segment, counter, update })
    const place = { client, clock: from, ops: ops.length }
    const time = millis(clock.now())
    const entry = { seq: ++seq, head: emptyHead, time, bytes, segment, device, counter, place }
    const ranges = gone.map((each) => ({ clock: each, length: 1 }))
    orThrow(
      await store.logs.append([
        {
          conversation,
          after: seq - 1,
          newestSegment: segment,
          entries: [entry],
          claims: [],
          clocks: [{ segment, client, next }],
          deletions: ranges.length === 0 ? [] : [{ seq, segment, client, ranges }],
          imported: [],
        },
      ]),
    )
    clocks.set(`${segment}/${client}`, next)
    counters.set(client, counter + 1)
    reducerOf(segment).apply(
      ops.map((op, index) => ({ client, clock: from + index, op })),
      ranges.map((range) => ({ client, ...range })),
    )
  }
}
