/**
 * One conversation on this device: its document, its place in the relay's log, the segments that lie in the store, and
 * the changes of this person on their way to the journal. Knows nothing of sockets.
 */
import { createConversation } from '../conversation/conversation.ts'
import type { OpDraft } from '../conversation/draft.ts'
import type { Result } from '../base/result.ts'
import type { LoggedEntry, LogPosition, LogState } from '../protocol/frame.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import { createClaims } from './claims.ts'
import { type ConversationRecord, isUnread } from './conversation-record.ts'
import { createQueue } from './queue.ts'
import {
  newestHeld,
  patch,
  publish,
  type ReplicaCore,
  type ReplicaDeps,
  type ReplicaView,
  save,
  shownRun,
} from './replica-core.ts'
import { distrustLog, noteLog, receive } from './replica-log.ts'
import { checkClaims, checkSegment, storeLost } from './replica-repair.ts'
import { showNewest, showOlder } from './replica-segments.ts'
import { type ChangeFailure, writeChange } from './replica-write.ts'
import { createSegmentShelf } from './segment-shelf.ts'

export interface Replica {
  readonly id: ConversationId
  /** Same reference until something changes; `deps.changed` tells. */
  readonly view: () => ReplicaView
  readonly isUnread: () => boolean
  readonly isOpen: () => boolean
  /** The relay is known to have more than has been taken in. */
  readonly isBehind: () => boolean
  /** What hello says of this log; undefined if it is to be told from scratch, or hello has no room left for it. */
  readonly resumePoint: (hasRoom: boolean) => LogPosition | undefined
  readonly noteLog: (state: LogState, how: { readonly isFirstSync: boolean }) => Promise<void>
  /** The relay's logs are others than before: all that is held is compared with them anew. */
  readonly distrustLog: () => Promise<void>
  /** Entries as the relay sent or acknowledged them. */
  readonly receive: (entries: ReadonlyArray<LoggedEntry>) => void
  /** Nothing will come: whoever waits for the newest messages is told. */
  readonly outOfReach: () => void
  /** Each call is to be matched by a `close`. */
  readonly open: () => void
  readonly close: () => void
  readonly showOlder: () => Promise<void>
  /** A message that is to have `id` and has been written by this person already is written. */
  readonly write: (draft: OpDraft, id?: OpId) => Promise<Result<OpId, ChangeFailure>>
  readonly markSeen: () => void
  readonly moderatorsChanged: () => void
  /** All that the store had is gone. */
  readonly storeLost: () => Promise<void>
  readonly heldSegments: () => ReadonlyArray<number>
  /** These look whether the store can give back what it should have, and repair it. */
  readonly checkClaims: () => Promise<void>
  readonly checkSegment: (segment: number) => Promise<void>
  /** Lets go of the document unless somebody looks at it. */
  readonly release: () => Promise<void>
  readonly idle: () => Promise<void>
}

/** Entries taken in one go; between two of them the screen may be drawn. */
const maxBatch = 250

export function createReplica(deps: ReplicaDeps, record: ConversationRecord): Replica {
  const core = createCore(deps, record)
  const inbox = createInbox(core)
  let shown: Promise<void> = Promise.resolve()
  const show = (): Promise<void> => (shown = showNewest(core))

  return {
    id: deps.id,
    view: () => core.view,
    isUnread: () => isUnread(core.record),
    isOpen: () => core.openers > 0,
    isBehind: () => (core.record.cursor?.seq ?? 0) < core.knownSeq,
    resumePoint: (hasRoom) => {
      const said = hasRoom ? core.record.cursor : undefined
      core.saidSeq = said?.seq
      return said
    },
    noteLog: async (state, how) => {
      inbox.cut()
      await core.queue.run(() => noteLog(core, state, how))
      await show()
    },
    distrustLog: () => core.queue.run(() => distrustLog(core)),
    receive: inbox.put,
    outOfReach: () => {
      if (!core.opening) return
      core.opening = false
      publish(core)
    },
    open: () => {
      core.openers += 1
      if (core.openers > 1) return
      core.shownFrom = Number.POSITIVE_INFINITY
      core.older = 'idle'
      void show()
    },
    close: () => void closeOne(core),
    showOlder: () => showOlder(core),
    write: async (draft, id) => {
      if (shownRun(core) === undefined) await shown
      return core.queue.run(() => writeChange(core, draft, id))
    },
    markSeen: () => {
      if (!isUnread(core.record)) return
      patch(core, { seenSeq: core.record.cursor?.seq ?? core.record.foreignSeq })
      core.deps.changed()
      void core.queue.run(() => save(core, { durable: false }))
    },
    moderatorsChanged: () => {
      core.conversation.moderatorsChanged()
      publish(core)
    },
    storeLost: () => core.queue.run(() => storeLost(core)),
    heldSegments: () => [...core.record.held.keys()],
    checkClaims: () => core.queue.run(() => checkClaims(core)),
    checkSegment: (segment) => core.queue.run(() => checkSegment(core, segment)),
    release: () => core.queue.run(() => letGo(core, () => true)),
    idle: core.queue.idle,
  }
}

interface Inbox {
  readonly put: (entries: ReadonlyArray<LoggedEntry>) => void
  /** What is put from now on comes after the tasks that are handed in until then. */
  readonly cut: () => void
}

/** Gathers what comes in while the replica is busy: one write for many entries. */
function createInbox(core: ReplicaCore): Inbox {
  let batch: Array<LoggedEntry> | undefined
  const begin = (): Array<LoggedEntry> => {
    const begun: Array<LoggedEntry> = []
    void core.queue.run(() => {
      if (batch === begun) batch = undefined
      return receive(core, begun)
    })
    return begun
  }
  return {
    put: (entries) => {
      for (const entry of entries) {
        if (batch === undefined || batch.length >= maxBatch) batch = begin()
        batch.push(entry)
      }
    },
    cut: () => {
      batch = undefined
    },
  }
}

function createCore(deps: ReplicaDeps, record: ConversationRecord): ReplicaCore {
  const { id, user, store } = deps
  const conversation = createConversation({ ...deps, self: user })
  return {
    deps,
    conversation,
    shelf: createSegmentShelf({ id, conversation, store }),
    queue: createQueue(),
    fetching: new Map(),
    waiting: new Map(),
    record,
    claims: createClaims([]),
    claimsChanged: false,
    isPrepared: false,
    isWriting: false,
    openers: 0,
    opening: false,
    older: 'idle',
    shownFrom: Number.POSITIVE_INFINITY,
    view: { messages: [], before: 'loading', opening: false },
    knownSeq: 0,
    saidSeq: undefined,
  }
}

async function closeOne(core: ReplicaCore): Promise<void> {
  core.openers -= 1
  if (core.openers > 0) return
  core.opening = false
  const newest = newestHeld(core)
  await core.queue.run(() => letGo(core, (segment) => segment !== newest))
}

/** Unloads segments that nobody looks at or waits for. */
function letGo(core: ReplicaCore, mayGo: (segment: number) => boolean): void {
  if (core.openers > 0) return
  for (const segment of core.conversation.loadedSegments()) {
    if (mayGo(segment) && !core.fetching.has(segment)) core.shelf.unload(segment)
  }
}
