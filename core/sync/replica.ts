/**
 * One conversation on this device: its document, its place in the relay's log, the segments that lie in the store, and
 * the changes of this person on their way to the journal. Knows nothing of sockets.
 */
import { createConversation } from '../conversation/conversation.ts'
import type { OpDraft } from '../conversation/draft.ts'
import type { Message } from '../conversation/message.ts'
import { millis, type Millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import type { LoggedEntry, LogPosition, LogState } from '../protocol/frame.ts'
import type { ReadUpTo } from '../bridge/sealing.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import type { OutboxFailure } from '../storage/outbox.ts'
import { noneReached, tellArrivals } from './arrivals.ts'
import { createClaims } from './claims.ts'
import { type ConversationRecord, isUnread, type ListedAbout } from './conversation-record.ts'
import { createQueue } from './queue.ts'
import { createExpiry } from './replica-expiry.ts'
import { newestHeld, type ReplicaCore, type ReplicaDeps, type ReplicaView, save } from './replica-core.ts'
import { createInbox } from './replica-inbox.ts'
import { beginLog, distrustLog, noteLog } from './replica-log.ts'
import { deleteMessage, discardRefused } from './replica-discard.ts'
import { compareOwn } from './replica-own.ts'
import { markSeen, noteMarks } from './replica-marks.ts'
import { prolongLate } from './replica-prolong.ts'
import { checkClaims, checkSegment, storeLost } from './replica-repair.ts'
import { fetchScreen } from './replica-screen.ts'
import { fillSegment, isKept, messagesIn, readNewest, showNewest, showOlder } from './replica-segments.ts'
import { keepSettings, type Settings, settingsOf } from './replica-settings.ts'
import { publish, shownRun } from './replica-view.ts'
import { type ChangeFailure, createWriter } from './replica-write.ts'
import { createSegmentShelf } from './segment-shelf.ts'
import { countPosts, type UnreadCount } from './unread-posts.ts'

export interface Replica {
  readonly id: ConversationId
  /** Same reference until something changes; `deps.changed` tells. */
  readonly view: () => ReplicaView
  readonly isUnread: () => boolean
  /** What is to be read, in numbers: of all, or in one thread. */
  readonly unreadCount: (thread?: OpId, isLeft?: (root: OpId) => boolean) => UnreadCount
  /** For lists: see `ConversationRecord`. */
  readonly about: () => ListedAbout
  /** Of notes to self: see `settingsOf` and `keepSettings`. */
  readonly settings: () => Settings | undefined
  readonly keepSettings: () => Promise<boolean>
  readonly isOpen: () => boolean
  /** The relay is known to have more than has been taken in. */
  readonly isBehind: () => boolean
  /** What hello says of this log; undefined if it is to be told from scratch, or hello has no room left for it. */
  readonly resumePoint: (hasRoom: boolean) => LogPosition | undefined
  /** What the relay says of this log from now on is no answer to that: this person is in again who was out. */
  readonly becameReadable: () => void
  readonly noteLog: (state: LogState, how: { readonly isOld: boolean }) => Promise<void>
  /** The relay's logs are others than before: all that is held is compared with them anew. */
  /** Its log was made on this device. */
  readonly begin: () => Promise<void>
  readonly distrustLog: () => Promise<void>
  /** Entries as the relay sent or acknowledged them. Resolves when they are in the store, or refused by it. */
  readonly receive: (entries: ReadonlyArray<LoggedEntry>) => Promise<void>
  /** What this device lacks of what the relay has. */
  readonly lacking: () => Lacking
  /** Gets the newest screen into the store. False if the relay is out of reach or refuses. */
  readonly fetchScreen: () => Promise<boolean>
  /** Gets a segment into the store, or the end of it. False if the relay is out of reach or refuses. */
  readonly fillSegment: (segment: number) => Promise<boolean>
  /** How far people have read, this one on other devices included; `isSealed` if the log itself says so. */
  readonly marked: (marks: ReadonlyArray<ReadUpTo>, from: { readonly isSealed: boolean }) => void
  /** Nothing will come: whoever waits for the newest messages is told. */
  readonly outOfReach: () => void
  /** Each call is to be matched by a `close`. */
  readonly open: () => void
  readonly close: () => void
  /** Its newest segment is read into memory if the store has it (CR37). Resolves to the ops in it, 0 if it is not there. */
  readonly ready: () => Promise<number>
  readonly showOlder: () => Promise<void>
  /** A message that is to have `id` and has been written by this person already is written. */
  readonly write: (draft: OpDraft, id?: OpId) => Promise<Result<OpId, ChangeFailure>>
  /** Writes anew what disappears and has waited too long to be sent as it is (CR98). */
  readonly prolong: () => Promise<void>
  /** Gives up what the relay refused for good, this message or the change of this op, or without one whatever it is: what waits behind it goes on. */
  readonly discard: (op?: OpId) => Promise<Result<void, OutboxFailure>>
  readonly markSeen: () => void
  readonly moderatorsChanged: () => void
  /** All that the store had is gone. */
  readonly storeLost: () => Promise<void>
  readonly heldSegments: () => ReadonlyArray<number>
  /** What a segment says, shown or not; undefined if it is not on this device. */
  readonly messagesIn: (segment: number) => Promise<ReadonlyArray<Message> | undefined>
  /** These look whether the store can give back what it should have, and repair it. */
  readonly checkClaims: () => Promise<void>
  readonly checkSegment: (segment: number) => Promise<void>
  /** Lets go of the document unless somebody looks at it. */
  readonly release: () => Promise<void>
  readonly idle: () => Promise<void>
  /** No timer runs any more. */
  readonly stop: () => void
}

export interface Lacking {
  /** Neither the newest segment nor the newest screen of it is here. */
  readonly screen: boolean
  /** The newest segment that is not complete up to the cursor. */
  readonly segment: number | undefined
  /** Segments from it to the newest one. */
  readonly depth: number
  /** Entries of the log, and those that are here, as far as can be told: all segments count alike. */
  readonly total: number
  readonly done: number
  /** When the newest entry came into the log. */
  readonly time: Millis
}

export function createReplica(deps: ReplicaDeps, record: ConversationRecord): Replica {
  const core = createCore({ ...deps, changed: () => (expiry.look(), deps.changed()) }, record)
  const inbox = createInbox(core)
  let shown: Promise<void> = Promise.resolve()
  const show = (): Promise<void> => (shown = showNewest(core))
  const write = createWriter(core)
  const expiry = createExpiry({ core, write, letGo: (mayGo) => letGo(core, mayGo) })
  expiry.look()

  return {
    id: deps.id,
    view: () => core.view,
    isUnread: () => isUnread(core.record),
    unreadCount: (...which) => countPosts(core.record.unread, ...which),
    about: () => core.record,
    settings: () => settingsOf(core),
    keepSettings: () => keepSettings(core),
    isOpen: () => core.openers > 0,
    isBehind: () => (core.record.cursor?.seq ?? 0) < core.knownSeq || core.record.doubt !== undefined,
    resumePoint: (hasRoom) => resumePoint(core, hasRoom),
    becameReadable: () => void (core.saidSeq = undefined),
    noteLog: async (state, how) => {
      const release = deps.outbox.releaser(deps.id)
      inbox.cut()
      await core.queue.run(() => noteLog(core, state, how))
      tellArrivals(deps, core.record)
      void deps.inTurn(() => compareOwn(core, state)).then((isCompared) => isCompared && release())
      await Promise.all([show(), core.keepsFirst && keepSettings(core)])
    },
    begin: () => core.queue.run(() => beginLog(core)).then(show),
    distrustLog: () => core.queue.run(() => distrustLog(core)),
    receive: inbox.put,
    outOfReach: () => outOfReach(core),
    open: () => {
      if (openOne(core)) void show()
    },
    lacking: () => lackingIn(core),
    fetchScreen: () => fetchScreen(core, core.record.newestSegment, { isWanted: false }),
    fillSegment: (segment) => fillSegment(core, segment),
    marked: (marks, from) => marked(core, marks, from),
    close: () => void closeOne(core),
    ready: () => core.queue.run(() => readNewest(core)),
    showOlder: () => showOlder(core),
    write: async (draft, id) => {
      await writable(core, draft, shown)
      return draft.kind === 'redact' ? deleteMessage(core, write, draft) : write(draft, id)
    },
    prolong: () => core.queue.run(() => prolongLate(core)),
    discard: (op) => core.queue.run(() => discardRefused(core, op)),
    markSeen: () => seeAll(core),
    moderatorsChanged: () => moderatorsChanged(core),
    storeLost: () => core.queue.run(() => storeLost(core)),
    heldSegments: () => [...core.record.held.keys()],
    messagesIn: (segment) => core.queue.run(() => messagesIn(core, segment)),
    checkClaims: () => core.queue.run(() => checkClaims(core)),
    checkSegment: (segment) => core.queue.run(() => checkSegment(core, segment)),
    release: () => core.queue.run(() => letGo(core, () => true)),
    idle: core.queue.idle,
    stop: expiry.close,
  }
}

function seeAll(core: ReplicaCore): void {
  if (!markSeen(core)) return
  core.deps.changed()
  keepSeen(core)
}

/** True if nobody had it open. */
function openOne(core: ReplicaCore): boolean {
  core.openers += 1
  if (core.openers > 1) return false
  core.shownFrom = Number.POSITIVE_INFINITY
  core.older = 'idle'
  return true
}

function moderatorsChanged(core: ReplicaCore): void {
  core.conversation.moderatorsChanged()
  publish(core)
}

function resumePoint(core: ReplicaCore, hasRoom: boolean): LogPosition | undefined {
  const said = hasRoom ? core.record.cursor : undefined
  core.saidSeq = said?.seq
  return said
}

function marked(core: ReplicaCore, ...[marks, from]: Parameters<Replica['marked']>): void {
  const isNews = noteMarks(core, marks, from)
  publish(core)
  if (isNews) keepSeen(core)
}

const keepSeen = (core: ReplicaCore): void => void core.queue.run(() => save(core, { durable: false }))

/** A post needs the newest screen at least, all else the segment (CR76). */
async function writable(core: ReplicaCore, { kind }: OpDraft, shown: Promise<void>): Promise<void> {
  if (kind === 'setting') return
  if (shownRun(core) === undefined && kind === 'post') await Promise.race([shown, core.screenShown])
  if (shownRun(core) === undefined && (kind !== 'post' || core.preview === undefined)) await shown
}

function lackingIn({ record, preview, fetching, logTime }: ReplicaCore): Lacking {
  const { cursor, newestSegment, held } = record
  const total = cursor?.seq ?? 0
  if (newestSegment < 0 || cursor === undefined)
    return { screen: false, segment: undefined, depth: 0, total, done: total, time: logTime }
  let segment = newestSegment
  while (segment >= 0 && held.get(segment) === 'live') segment -= 1
  const isHere = held.has(newestSegment) || fetching.has(newestSegment) || preview !== undefined
  const live = [...held.values()].filter((how) => how === 'live').length
  return {
    screen: !isHere && record.screen !== newestSegment,
    segment: segment < 0 ? undefined : segment,
    depth: newestSegment - segment,
    total,
    done: Math.floor((total * live) / (newestSegment + 1)),
    time: logTime,
  }
}

function createCore(deps: ReplicaDeps, record: ConversationRecord): ReplicaCore {
  const { id, user, store } = deps
  const isWaiting = (message: OpId): boolean => deps.outbox.isPosting(id, message)
  const conversation = createConversation({ ...deps, self: user, isWaiting })
  return {
    deps,
    conversation,
    shelf: createSegmentShelf({ id, conversation, store }),
    queue: createQueue(),
    fetching: new Map(),
    waiting: new Map(),
    unsettled: new Set(),
    record,
    claims: createClaims([]),
    claimsChanged: false,
    isPrepared: false,
    isWriting: false,
    openers: 0,
    keepsFirst: false,
    opening: false,
    older: 'idle',
    shownFrom: Number.POSITIVE_INFINITY,
    preview: undefined,
    screenShown: Promise.resolve(),
    view: {
      messages: [],
      before: 'loading',
      opening: false,
      preview: false,
      seen: undefined,
      reached: noneReached,
      timer: undefined,
      timers: [],
    },
    logTime: millis(0),
    knownSeq: 0,
    isRepairing: false,
    said: undefined,
    saidSeq: undefined,
  }
}

function outOfReach(core: ReplicaCore): void {
  if (!core.opening) return
  core.opening = false
  publish(core)
}

async function closeOne(core: ReplicaCore): Promise<void> {
  core.openers -= 1
  if (core.openers > 0) return
  core.opening = false
  core.preview = undefined
  const newest = newestHeld(core)
  await core.queue.run(() => letGo(core, (segment) => segment !== newest))
}

/** Unloads segments that nobody looks at or waits for. */
function letGo(core: ReplicaCore, mayGo: (segment: number) => boolean): void {
  if (core.openers > 0) return
  for (const segment of core.conversation.loadedSegments()) {
    if (mayGo(segment) && !isKept(core, segment) && !core.fetching.has(segment)) core.shelf.unload(segment)
  }
}
