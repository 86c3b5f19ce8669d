/**
 * How far this person has read, as this device knows it: in each conversation, and in each thread that concerns them. A
 * conversation that is open is followed as it changes; one that is not is opened for a moment when something that may be about
 * a thread came in. Rule VW6, decision 0090.
 */
import { millis } from '../../base/clock.ts'
import { createCell, type Readable } from '../../base/readable.ts'
import { fail } from '../../base/result.ts'
import type { ReadMark } from '../../conversation/about.ts'
import type { Message } from '../../conversation/message.ts'
import { opId, type ConversationId, type OpId } from '../../protocol/ids.ts'
import type { ConversationView } from '../engine.ts'
import type { FollowedThread } from '../threads-contract.ts'
import type { SyncDeps } from '../../sync/sync-contract.ts'
import { createFarRoots } from './far-roots.ts'
import { followExcerpts } from './follow-excerpts.ts'
import { compareThreads } from './followed-thread.ts'
import { type ReadingCore, type ReadingDeps, readingOf } from './reading-core.ts'
import { decodeReading, encodeReading, type ReadingOf } from './reading-record.ts'
import { createWatch } from './watch.ts'

export interface Reading {
  /** Unread ones first, then the one in which somebody wrote last. */
  readonly threads: Readable<ReadonlyArray<FollowedThread>>
  /** To be called with what was stored, before anything else. */
  readonly begin: () => Promise<void>
  /** It is open until the returned function is called. */
  readonly watch: (
    conversation: ConversationId,
    view: Readable<Pick<ConversationView, 'messages' | 'opening'>>,
  ) => () => void
  /** Something came in for it: a reply, or a change of what was said. */
  readonly came: SyncDeps['threadNews']
  readonly markSeen: (conversation: ConversationId) => void
  readonly markUnread: (conversation: ConversationId, from: OpId) => void
  readonly readThread: (conversation: ConversationId, root: OpId) => void
  readonly channelMark: (conversation: ConversationId) => ReadMark | undefined
  readonly isMarkedUnread: (conversation: ConversationId) => boolean
  /** Conversations have come or gone. */
  readonly directoryChanged: () => void
  readonly rewrite: () => Promise<void>
  readonly close: () => Promise<void>
}

const key = 'reading'
/** What is read and what comes in is gathered. */
const keepMs = 1_000
const lookMs = 300

export function createReading(deps: ReadingDeps): Reading {
  const threads = createCell<ReadonlyArray<FollowedThread>>([])
  let cancelKeep: (() => void) | undefined
  const rewrite = async (): Promise<void> => {
    const writes = [{ kind: 'value' as const, key, value: encodeReading(core.all) }]
    deps.stored(await deps.store.write(writes, { durable: false }), { name: key, again: rewrite })
  }
  const core: ReadingCore = {
    deps,
    all: new Map(),
    watches: new Map(),
    farRoots: createFarRoots(deps.findRoots),
    due: new Set(),
    refresh: () => threads.write(listed(core)),
    keep: () => {
      cancelKeep ??= deps.clock.after(millis(keepMs), () => {
        cancelKeep = undefined
        void rewrite()
      })
    },
  }
  const looks = createLooks(core)
  return {
    threads,
    begin: async () => {
      for (const [conversation, each] of await readAll(deps)) core.all.set(conversation, each)
      core.refresh()
    },
    watch: (conversation, view) => {
      const watch = createWatch(core, conversation, view)
      core.watches.set(conversation, watch)
      return () => {
        watch.close()
        core.watches.delete(conversation)
      }
    },
    came: (conversation, what, saidAnew) => {
      if (followExcerpts(core, conversation, saidAnew)) {
        core.keep()
        core.refresh()
      }
      if (!isDue(core, conversation, what)) return
      core.due.add(conversation)
      looks.soon()
    },
    markSeen: (conversation) => markSeen(core, conversation),
    markUnread: (conversation, from) => markUnread(core, conversation, from),
    readThread: (conversation, root) => readThread(core, conversation, root),
    channelMark: (conversation) => core.all.get(conversation)?.channel,
    isMarkedUnread: (conversation) => core.all.get(conversation)?.isMarked === true,
    directoryChanged: core.refresh,
    rewrite,
    close: async () => {
      looks.close()
      if (cancelKeep === undefined) return
      cancelKeep()
      await rewrite()
    },
  }
}

/** What is in view is looked at as it changes. */
const isDue = (
  { all, watches }: ReadingCore,
  conversation: ConversationId,
  what: 'reply' | 'change',
): boolean =>
  !watches.has(conversation) && (what === 'reply' || (all.get(conversation)?.threads.size ?? 0) > 0)

const listed = ({ all, deps }: ReadingCore): ReadonlyArray<FollowedThread> =>
  Array.from(all)
    .flatMap(([conversation, { threads }]) => (deps.isKnown(conversation) ? [...threads.values()] : []))
    .toSorted(compareThreads)

async function readAll({ store, stored }: ReadingDeps): Promise<Map<ConversationId, ReadingOf>> {
  const value = await store.value(key)
  if (!value.ok) stored(value)
  if (!value.ok || value.value === undefined) return new Map()
  const read = decodeReading(value.value)
  if (read === undefined) stored(fail({ kind: 'damaged', where: key }))
  return read ?? new Map()
}

function markSeen(core: ReadingCore, conversation: ConversationId): void {
  // Of one that is closed no message is at hand: no more than the person's own mark goes.
  const newest = core.watches.get(conversation)?.newest()
  const of = readingOf(core, conversation)
  if ((newest === undefined || of.channel?.id === newest.id) && !of.isMarked) return
  if (newest !== undefined) of.channel = { id: newest.id, at: newest.at }
  of.isMarked = false
  core.keep()
  core.deps.changed(conversation)
}

function markUnread(core: ReadingCore, conversation: ConversationId, from: OpId): void {
  const watch = core.watches.get(conversation)
  const message = watch?.find(from)
  if (watch === undefined || message === undefined) return
  const of = readingOf(core, conversation)
  const mark = justBefore(message)
  if (message.thread !== undefined) {
    of.marks.set(message.thread, mark)
    watch.look([message.thread])
  } else {
    of.channel = mark
    of.isMarked = true
  }
  core.keep()
  core.deps.changed(conversation)
}

/** The place right before a message: no id comes before the one of zeros. */
const justBefore = ({ at }: Message): ReadMark => ({ at, id: opId('0'.repeat(32)) })

function readThread(core: ReadingCore, conversation: ConversationId, root: OpId): void {
  const of = readingOf(core, conversation)
  const watch = core.watches.get(conversation)
  const last = watch?.newestIn(root) ?? of.threads.get(root)?.last
  if (last === undefined || of.marks.get(root)?.id === last.id) return
  of.marks.set(root, { id: last.id, at: last.at })
  const known = of.threads.get(root)
  if (known !== undefined && known.unread > 0) of.threads.set(root, { ...known, unread: 0 })
  watch?.look([root])
  core.keep()
  core.refresh()
}

/** Opens the closed conversations that are due, one after the other, each until its newest messages have been read. */
function createLooks(core: ReadingCore): { readonly soon: () => void; readonly close: () => void } {
  const { clock, open } = core.deps
  let cancel: (() => void) | undefined
  let closeCurrent: (() => void) | undefined
  const next = (): void => {
    cancel = undefined
    const [conversation] = core.due
    if (conversation === undefined || closeCurrent !== undefined) return
    core.due.delete(conversation)
    const opened = core.watches.has(conversation) ? undefined : open(conversation)
    if (opened === undefined) return soon()
    let stop = (): void => undefined
    const end = (): void => {
      stop()
      closeCurrent = undefined
      opened.close()
    }
    closeCurrent = end
    const look = (): void => {
      if (opened.view.read().opening) return
      end()
      soon()
    }
    stop = opened.view.listen(look)
    look()
  }
  const soon = (): void => {
    if (core.due.size > 0 && closeCurrent === undefined) cancel ??= clock.after(millis(lookMs), next)
  }
  return {
    soon,
    close: () => {
      cancel?.()
      core.due.clear()
      closeCurrent?.()
    },
  }
}
