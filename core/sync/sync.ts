/** All conversations of one account over one socket. Rules in SPEC.md. */
import type { TokenFailure } from '../bridge/contract.ts'
import { bytesEqual } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type { Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { ConversationId, DeviceId, OpId, UserId } from '../protocol/ids.ts'
import { maxResumeConversations } from '../protocol/limits.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { Outbox, OutboxContents } from '../storage/outbox.ts'
import { type ConversationRecord, emptyRecord } from './conversation-record.ts'
import { createFetches, type Fetches } from './fetches.ts'
import { createOutboxDrain, type OutboxDrain, type Waiting } from './outbox-drain.ts'
import { createRelayLink, type LinkState, type RelayLink } from './relay-link.ts'
import type { Greeting, Welcome, WorkFrame } from './relay-session.ts'
import type { ConnectRelay } from './relay-socket.ts'
import { createReplica, type Replica } from './replica.ts'
import type { Report } from './report.ts'
import { createStoreCheck } from './store-check.ts'

/** The directory as sync sees it: a version, and frames that bring newer ones. */
export interface DirectorySink {
  readonly version: () => number
  readonly take: (frame: Extract<WorkFrame, { readonly kind: 'directory' }>) => void
  /** The versions are another relay's: all of it comes again. */
  readonly restart: () => void
}

export interface SyncDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly url: string
  readonly clock: Clock
  readonly random: Random
  readonly store: LocalStore
  readonly outbox: Outbox
  readonly outboxContents: OutboxContents
  readonly records: ReadonlyMap<ConversationId, ConversationRecord>
  /** Of the relay that this device last talked to. */
  readonly relayEpoch: Uint8Array | undefined
  readonly directory: DirectorySink
  readonly isModerator: (conversation: ConversationId, user: UserId) => boolean
  readonly connect: ConnectRelay
  readonly accessToken: () => Promise<Result<string, TokenFailure>>
  readonly report: Report
  readonly stored: Stored
  /** View, record or progress of a conversation is another. */
  readonly changed: (conversation: ConversationId) => void
  /** These messages of this person may wait or wait no longer. */
  readonly moved: (conversation: ConversationId, messages: ReadonlyArray<OpId>) => void
  /** Any sign of life from the relay. */
  readonly heard: () => void
}

export interface Sync {
  readonly link: Readable<LinkState>
  /** Entries with content that wait for the relay. */
  readonly queued: Readable<number>
  readonly waiting: (conversation: ConversationId, message: OpId) => Waiting | undefined
  /** Something by others came in that this device has not shown yet. */
  readonly isUnread: (conversation: ConversationId) => boolean
  /** To be called when another may moderate now, or one may no longer. */
  readonly moderatorsChanged: () => void
  /** Made when first asked for. */
  readonly replica: (conversation: ConversationId) => Replica
  /** All that the store had is gone: what is in memory is written again, the rest comes from the relay. */
  readonly storeLost: () => void
  /** This device has everything that the relay has, and the other way round. */
  readonly isInSync: () => boolean
  readonly start: () => void
  readonly wake: () => void
  /** Resolves when what came in so far lies in the store. */
  readonly close: () => Promise<void>
}

/** The key of the value that holds the epoch of the relay's database. */
export const relayEpochKey = 'relay-epoch'
/** Documents of conversations that nobody looks at, kept because more may come for them. */
const maxIdleReplicas = 16

interface SyncCore {
  readonly deps: SyncDeps
  readonly link: RelayLink
  readonly drain: OutboxDrain
  readonly fetches: Fetches
  readonly replicas: Map<ConversationId, Replica>
  /** Conversations with a document in memory, the least recent first. */
  readonly recent: Set<ConversationId>
  relayEpoch: Uint8Array | undefined
  isFirstSync: boolean
  /** The relay has answered hello in full: a directory frame ends the answer (HS10). */
  isAnswered: boolean
  /** Lists that are being taken in. */
  noting: number
}

export function createSync(deps: SyncDeps): Sync {
  let requests = 0
  const newRequest = (): number => ++requests
  const link = createRelayLink({
    ...deps,
    greeting: () => greet(core),
    up: (welcome) => up(core, welcome),
    received: (frame) => take(core, frame),
    down: () => down(core),
  })
  const drain = createOutboxDrain({
    ...deps,
    contents: deps.outboxContents,
    send: link.send,
    newRequest,
    acked: (conversation, entry) => replicaOf(core, conversation).receive([entry]),
  })
  const core: SyncCore = {
    deps,
    link,
    drain,
    fetches: createFetches({ send: link.send, newRequest, report: deps.report }),
    replicas: new Map(),
    recent: new Set(),
    relayEpoch: deps.relayEpoch,
    isFirstSync: false,
    isAnswered: false,
    noting: 0,
  }
  for (const conversation of deps.records.keys()) replicaOf(core, conversation)
  const check = createStoreCheck({ ...deps, replicas: () => core.replicas.values() })
  const unlisten = link.state.listen(() => {
    if (mayReach(core)) return
    for (const replica of core.replicas.values()) replica.outOfReach()
  })
  return {
    link: link.state,
    queued: drain.queued,
    waiting: drain.waiting,
    isUnread: (conversation) => core.replicas.get(conversation)?.isUnread() ?? false,
    moderatorsChanged: () => {
      for (const replica of core.replicas.values()) replica.moderatorsChanged()
    },
    replica: (conversation) => {
      touch(core, conversation)
      return replicaOf(core, conversation)
    },
    storeLost: () => storeLost(core),
    isInSync: () => isInSync(core),
    start: () => {
      link.start()
      void check.start()
    },
    wake: link.wake,
    close: () => {
      for (const end of [unlisten, check.stop, link.close, drain.close]) end()
      return allIdle(core)
    },
  }
}

async function allIdle({ replicas }: SyncCore): Promise<void> {
  await Promise.all(Array.from(replicas.values(), (replica) => replica.idle()))
}

function storeLost(core: SyncCore): void {
  for (const replica of core.replicas.values()) void replica.storeLost()
  if (core.relayEpoch !== undefined) void rememberRelay(core, core.relayEpoch)
}

const mayReach = ({ link }: SyncCore): boolean =>
  link.state.read().kind === 'online' || link.state.read().kind === 'connecting'

function isInSync(core: SyncCore): boolean {
  if (core.link.state.read().kind !== 'online' || !core.isAnswered || core.noting > 0) return false
  if (core.drain.queued.read() > 0 || core.fetches.underWay() > 0) return false
  for (const replica of core.replicas.values()) if (replica.isBehind()) return false
  return true
}

function replicaOf(core: SyncCore, id: ConversationId): Replica {
  const known = core.replicas.get(id)
  if (known !== undefined) return known
  const { deps } = core
  const made = createReplica(
    {
      ...deps,
      id,
      outbox: core.drain,
      isModerator: (user) => deps.isModerator(id, user),
      fetch: core.fetches.start,
      mayReach: () => mayReach(core),
      resetLink: core.link.reset,
      changed: () => deps.changed(id),
    },
    deps.records.get(id) ?? emptyRecord,
  )
  core.replicas.set(id, made)
  return made
}

/** Lets go of the document that was needed longest ago, if there are many. */
function touch(core: SyncCore, id: ConversationId): void {
  core.recent.delete(id)
  core.recent.add(id)
  if (core.recent.size <= maxIdleReplicas) return
  for (const each of core.recent) {
    const replica = replicaOf(core, each)
    if (replica.isOpen()) continue
    core.recent.delete(each)
    return void replica.release()
  }
}

function greet(core: SyncCore): Greeting {
  const version = core.deps.directory.version()
  core.isFirstSync = version === 0
  const resume = []
  for (const [conversation, replica] of core.replicas) {
    const position = replica.resumePoint(resume.length < maxResumeConversations)
    if (position !== undefined) resume.push({ conversation, ...position })
  }
  return { device: core.deps.device, directory: version, resume }
}

function up(core: SyncCore, { relayEpoch }: Welcome): void {
  const known = core.relayEpoch
  if (known !== undefined && !bytesEqual(known, relayEpoch)) return void changeRelay(core, relayEpoch.slice())
  if (known === undefined) void rememberRelay(core, relayEpoch.slice())
  core.drain.linkUp()
}

/** Another database behind the same address: what was known of its logs and versions is worth nothing. */
async function changeRelay(core: SyncCore, relayEpoch: Uint8Array): Promise<void> {
  core.deps.report({ kind: 'relay-changed' })
  core.deps.directory.restart()
  await Promise.all(Array.from(core.replicas.values(), (replica) => replica.distrustLog()))
  await rememberRelay(core, relayEpoch)
  core.link.reset() // the hello of this connection spoke of the other one
}

async function rememberRelay(core: SyncCore, relayEpoch: Uint8Array): Promise<void> {
  core.relayEpoch = relayEpoch
  const write = { kind: 'value', key: relayEpochKey, value: relayEpoch } as const
  const again = (): Promise<void> => rememberRelay(core, relayEpoch)
  core.deps.stored(await core.deps.store.write([write], { durable: false }), { name: relayEpochKey, again })
}

function down(core: SyncCore): void {
  core.isAnswered = false
  core.drain.linkDown()
  core.fetches.linkDown()
}

function take(core: SyncCore, frame: WorkFrame): void {
  switch (frame.kind) {
    case 'logs':
      for (const log of frame.logs) {
        core.noting += 1
        void replicaOf(core, log.conversation)
          .noteLog(log, { isFirstSync: core.isFirstSync })
          .finally(() => {
            core.noting -= 1
            core.deps.changed(log.conversation)
          })
      }
      return
    case 'entries':
      touch(core, frame.conversation)
      return replicaOf(core, frame.conversation).receive(frame.entries)
    case 'fetched':
      return core.fetches.fetched(frame)
    case 'ack':
      return core.drain.ack(frame)
    case 'refuse':
      if (!core.drain.refuse(frame)) core.fetches.refused(frame.request, frame.code, frame.detail)
      return
    case 'directory':
      core.isAnswered = true
      return core.deps.directory.take(frame)
  }
}
