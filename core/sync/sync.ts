/** All conversations of one account over one socket. Rules in SPEC.md. */
import { bytesEqual } from '../base/bytes.ts'
import type { ConversationId } from '../protocol/ids.ts'
import { emptyRecord } from './conversation-record.ts'
import { createCredit } from './credit.ts'
import { createFetches } from './fetches.ts'
import { groupWrites } from './grouped-store.ts'
import { createHistory } from './history.ts'
import { createIntake } from './intake.ts'
import { createOutboxDrain } from './outbox-drain.ts'
import { createRelayLink } from './relay-link.ts'
import type { Welcome, WorkFrame } from './relay-session.ts'
import { createReceipts } from './receipts.ts'
import { createReplica, type Replica } from './replica.ts'
import { compareClocks, greet, isOld } from './greeting.ts'
import { createQueue } from './queue.ts'
import { createStoreCheck, type StoreCheck } from './store-check.ts'
import { createSealing } from './sealing/sealing.ts'
import type { SealingDeps } from './sealing/sealing-core.ts'
import type { Sync, SyncDeps } from './sync-contract.ts'
import { knownPosts } from './unread-posts.ts'
import { forget, mayReach, type SyncCore } from './sync-core.ts'

/** The key of the value that holds the epoch of the relay's database. */
export const relayEpochKey = 'relay-epoch'
/** Of conversations that nobody looks at, kept because more may come for them. */
const maxIdleReplicas = 16

export function createSync(given: SyncDeps): Sync {
  const deps = { ...given, store: groupWrites(given.store) }
  let requests = 0
  const newRequest = (): number => ++requests
  const link = createRelayLink({
    ...deps,
    greeting: () => greet(core),
    up: (welcome) => up(core, welcome),
    received: (frame, bytes) => {
      if (frame.kind === 'logs') for (const { conversation } of frame.logs) core.drain.hold(conversation)
      core.intake.take(frame, core.credit.take(frame.kind, bytes))
    },
    down: () => down(core),
  })
  const drain = createOutboxDrain({
    ...deps,
    contents: deps.outboxContents,
    send: (frame) => core.sealing.send(frame),
    newRequest,
    acked: (conversation, entry, receipt) => {
      void replicaOf(core, conversation).receive([entry])
      core.receipts.acked(conversation, entry, receipt)
    },
    prolong: (conversation) => replicaOf(core, conversation).prolong(),
    doubted: link.reset,
  })
  const core: SyncCore = {
    deps,
    link,
    drain,
    sealing: createSealing({
      ...deps,
      ...sealingEnds(() => core),
      port: deps.sealing,
      send: link.send,
      newRequest,
    }),
    fetches: createFetches({ send: (frame) => core.sealing.send(frame), newRequest, report: deps.report }),
    credit: createCredit(link.send),
    intake: createIntake({ ...deps, deal: (frame, pay) => void dealWith(core, frame, pay) }),
    receipts: createReceipts(deps),
    history: createHistory({
      ...deps,
      replicas: () => core.replicas.values(),
      isReady: () => isToldOfAll(core),
    }),
    replicas: new Map(),
    comparisons: createQueue(),
    recent: new Set(),
    relayEpoch: deps.relayEpoch,
    isFirstSync: false,
    isAnswered: false,
    noting: 0,
  }
  for (const conversation of deps.records.keys()) replicaOf(core, conversation)
  return syncOf(core, createStoreCheck({ ...deps, replicas: () => core.replicas.values() }), watchLink(core))
}

const watchLink = (core: SyncCore): (() => void) =>
  core.link.state.listen(() => {
    if (!mayReach(core)) core.replicas.forEach((replica) => replica.outOfReach())
  })

function syncOf(core: SyncCore, check: StoreCheck, unlisten: () => void): Sync {
  return {
    link: core.link.state,
    queued: core.drain.queued,
    stuck: core.drain.stuck,
    stuckIn: core.drain.stuckIn,
    waiting: core.drain.waiting,
    blocked: core.drain.blocked,
    retry: core.drain.retry,
    forget: (conversation) => forget(core, conversation),
    withhold: core.drain.withhold,
    isUnread: (conversation) => core.replicas.get(conversation)?.isUnread() ?? false,
    unreadCount: (id, ...which) => core.replicas.get(id)?.unreadCount(...which),
    markSeen: (id) => core.replicas.get(id)?.markSeen(),
    about: (conversation) => core.replicas.get(conversation)?.about(),
    knownPosts: (id) => knownPosts(core.replicas.get(id)),
    held: (conversation) => core.replicas.get(conversation),
    moderatorsChanged: () => core.replicas.forEach((replica) => replica.moderatorsChanged()),
    replica: (conversation) => (touch(core, conversation), replicaOf(core, conversation)),
    progress: core.history.progress,
    say: core.link.send,
    heardRead: (conversation, mark) => replicaOf(core, conversation).marked([mark], { isSealed: false }),
    storeLost: () => storeLost(core),
    isInSync: () => isInSync(core),
    isCurrent: (conversation) => isToldOfAll(core) && core.replicas.get(conversation)?.isBehind() !== true,
    sealedDue: core.sealing.due,
    sealedReopened: (conversations) => readAnew(core, conversations),
    start: () => {
      core.link.start()
      void check.start()
    },
    wake: core.link.wake,
    close: () => close(core, [unlisten, check.stop]),
  }
}

function storeLost(core: SyncCore): void {
  for (const replica of core.replicas.values()) void replica.storeLost()
  if (core.relayEpoch !== undefined) void rememberRelay(core, core.relayEpoch)
}

async function close(core: SyncCore, ends: ReadonlyArray<() => void>): Promise<void> {
  for (const end of [...ends, core.history.close, core.link.close, core.drain.close]) end()
  for (const replica of core.replicas.values()) replica.stop()
  await Promise.all(Array.from(core.replicas.values(), (replica) => replica.idle()))
}

const isToldOfAll = ({ link, intake, isAnswered, noting }: SyncCore): boolean =>
  link.state.read().kind === 'online' && isAnswered && noting === 0 && !intake.isBusy()

function isInSync(core: SyncCore): boolean {
  if (!isToldOfAll(core)) return false
  if (core.drain.queued.read() > 0 || core.fetches.underWay() > 0) return false
  return [...core.replicas.values()].every((replica) => !replica.isBehind())
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
      isSealed: () => deps.sealing.isSealed(id),
      fetch: core.fetches.start,
      inTurn: core.comparisons.run,
      hurry: core.fetches.hurry,
      filesUnused: deps.uploads.remove,
      mark: (seq) => deps.keepMark(id, seq) || core.sealing.send({ kind: 'mark', conversation: id, seq }),
      arrived: (seq, by) => core.sealing.arrived(id, seq, by),
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

function up(core: SyncCore, welcome: Welcome): void {
  const { relayEpoch, credit } = welcome
  core.credit.begin(credit)
  core.receipts.begin(welcome)
  compareClocks(core, welcome)
  if (core.relayEpoch === undefined) return void rememberRelay(core, relayEpoch.slice())
  if (!bytesEqual(core.relayEpoch, relayEpoch)) void changeRelay(core, relayEpoch.slice())
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
  for (const each of [core.intake, core.sealing, core.drain, core.fetches, core.history]) each.linkDown()
}

/** What was dealt with, or could not be, is paid for: a relay that is owed nothing more sends on. */
async function dealWith(core: SyncCore, frame: WorkFrame, pay: () => void): Promise<void> {
  // After the answer to hello: logs that have become readable just now.
  if (frame.kind === 'logs' && core.isAnswered)
    for (const { conversation } of frame.logs) replicaOf(core, conversation).becameReadable()
  try {
    await core.sealing.take(frame)
  } finally {
    pay()
  }
}

/** A list of logs, or one of them, has been dealt with. */
function noted(core: SyncCore): void {
  core.noting -= 1
  if (core.noting === 0) core.history.look()
}

/** What sealing needs of sync: of a log that it holds, `received` has seen to it that nothing is sent. */
const sealingEnds = (of: () => SyncCore): Pick<SealingDeps, 'take' | 'hold' | 'failed' | 'read'> => ({
  take: (frame) => take(of(), frame),
  hold: () => {
    of().noting += 1
    return { release: () => noted(of()) }
  },
  read: (conversation, marks) => replicaOf(of(), conversation).marked(marks, { isSealed: true }),
  // All of it comes again, and the wrong entries do not open any more.
  failed: (conversation, seqs) => {
    for (const seq of seqs) of().deps.report({ kind: 'sealed-forged', conversation, seq })
    readAnew(of(), [conversation])
  },
})

function readAnew(core: SyncCore, conversations: ReadonlyArray<ConversationId>): void {
  const distrusted = conversations.map((conversation) => replicaOf(core, conversation).distrustLog())
  void Promise.all(distrusted).then(core.link.reset)
}

/** A sealed log begins with entries that hold nothing: whoever was told of it then lacks what it goes on with (CS12). */
async function takeEntries(core: SyncCore, frame: Extract<WorkFrame, { kind: 'entries' }>): Promise<void> {
  const replica = replicaOf(core, frame.conversation)
  await replica.receive(frame.entries)
  const isSealed = core.deps.sealing.isSealed(frame.conversation)
  if (isSealed && replica.lacking().segment !== undefined) core.history.look()
}

/** Resolves when the frame lies in the store, if that is where it goes. */
function take(core: SyncCore, frame: WorkFrame): Promise<void> | void {
  switch (frame.kind) {
    case 'logs':
      for (const log of frame.logs) {
        core.noting += 1
        void core.receipts.compare(log)
        void replicaOf(core, log.conversation)
          .noteLog(log, { isOld: isOld(core, log) })
          .finally(() => {
            core.deps.changed(log.conversation)
            noted(core)
          })
      }
      return
    case 'entries':
      touch(core, frame.conversation)
      return takeEntries(core, frame)
    case 'fetched':
      return core.fetches.fetched(frame)
    case 'ack':
      return core.drain.ack(frame)
    case 'refuse':
      return void (core.drain.refuse(frame) || core.fetches.refused(frame.request, frame.code, frame.detail))
    case 'directory':
      core.isAnswered = true
      core.isFirstSync = false // what comes from here on is new
      core.drain.releaseRest()
      core.deps.directory.take(frame)
      return core.history.look()
    case 'marks':
      return replicaOf(core, frame.conversation).marked(frame.marks, { isSealed: false })
    case 'ephemeral':
    case 'presence':
      return core.deps.live(frame)
  }
}
