/**
 * How far this person has read, as this device knows it and their others say: in each conversation, and in each thread that concerns them. A
 * conversation that is open is followed as it changes; one that is not is opened for a moment when something that may be about
 * a thread came in. Rule VW6, decision 0090.
 */
import { millis } from '../../base/clock.ts'
import { createCell, type Readable } from '../../base/readable.ts'
import { fail } from '../../base/result.ts'
import type { ReadMark } from '../../conversation/about.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import type { ConversationView } from '../engine.ts'
import type { ListedThread } from '../threads-contract.ts'
import type { SyncDeps } from '../../sync/sync-contract.ts'
import { createFarRoots } from './far-roots.ts'
import { followExcerpts } from './follow-excerpts.ts'
import type { ThreadPlace } from '../personal/thread-choices.ts'
import { listedThreads } from './listed-threads.ts'
import { createLooks, type Looks } from './looks.ts'
import { markAllSeen, markSeen, markUnread, markWholeUnread, readThread } from './marks.ts'
import type { ReadingCore, ReadingDeps } from './reading-core.ts'
import { decodeReading, encodeReading, type ReadingOf } from './reading-record.ts'
import type { createSharedMarks, SharedMarks } from './share-marks.ts'
import { createWatch } from './watch.ts'

export interface Reading {
  /** Unread ones first, then the one in which somebody wrote last. */
  readonly threads: Readable<ReadonlyArray<ListedThread>>
  /** To be called before anything else. Nothing is listed until the directory is told of. */
  readonly begin: () => Promise<void>
  /** It is open until the returned function is called. */
  readonly watch: (
    conversation: ConversationId,
    view: Readable<Pick<ConversationView, 'messages' | 'opening'>>,
  ) => () => void
  /** Something came in for it: a reply, or a change of what was said. */
  readonly came: SyncDeps['threadNews']
  readonly markSeen: (conversation: ConversationId) => void
  /** Its threads are read too. */
  readonly markAllSeen: (conversation: ConversationId) => void
  /** From a message on, where it is open; or all of it. */
  readonly markUnread: (conversation: ConversationId, from?: OpId) => void
  readonly readThread: (conversation: ConversationId, root: OpId) => void
  readonly channelMark: (conversation: ConversationId) => ReadMark | undefined
  readonly isMarkedUnread: (conversation: ConversationId) => boolean
  /** Conversations have come or gone, or count otherwise. */
  readonly directoryChanged: () => void
  /** What this person has set is otherwise, here or on another device. */
  readonly settingsChanged: () => void
  /** Of these threads the person has said something else than before. */
  readonly chosen: (threads: ReadonlyArray<ThreadPlace>) => void
  /** Something came from the relay, or its connection is another. */
  readonly heard: () => void
  readonly rewrite: () => Promise<void>
  readonly close: () => Promise<void>
}

const key = 'reading'
/** What is read is gathered. */
const keepMs = 1_000

export function createReading(deps: ReadingDeps): Reading {
  const threads = createCell<ReadonlyArray<ListedThread>>([])
  const keeper = createKeeper(deps, () => encodeReading(core.all))
  const core: ReadingCore = {
    deps,
    all: new Map(),
    watches: new Map(),
    farRoots: createFarRoots(deps.findRoots),
    due: new Set(),
    refresh: () => threads.write(listedThreads(core, threads.read())),
    keep: keeper.soon,
    say: () => shared.say(),
  }
  const looks = createLooks(core)
  const shared = createLateMarks(() => import('./share-marks.ts'), core, looks)
  return {
    threads,
    begin: async () => {
      for (const [conversation, each] of await readAll(deps)) core.all.set(conversation, each)
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
    markAllSeen: (conversation) => markAllSeen(core, conversation),
    markUnread: (conversation, from) =>
      from === undefined ? markWholeUnread(core, conversation) : markUnread(core, conversation, from),
    readThread: (conversation, root) => readThread(core, conversation, root),
    channelMark: (conversation) => core.all.get(conversation)?.channel,
    isMarkedUnread: (conversation) => core.all.get(conversation)?.isMarked === true,
    directoryChanged: core.refresh,
    settingsChanged: shared.look,
    chosen: (places) => lookAgain(core, looks, places),
    heard: shared.heard,
    rewrite: keeper.rewrite,
    close: async () => {
      looks.close()
      await shared.close()
      await keeper.close()
    },
  }
}

/** No first screen needs them: they are read once it is known what the person has set, and catch up then. */
function createLateMarks(
  load: () => Promise<{ readonly createSharedMarks: typeof createSharedMarks }>,
  ...all: Parameters<typeof createSharedMarks>
): SharedMarks {
  let loading: Promise<void> | undefined
  let marks: SharedMarks | undefined
  const read = async (): Promise<void> => {
    marks = (await load()).createSharedMarks(...all)
    marks.look()
    marks.heard()
  }
  return {
    say: () => marks?.say(),
    look: () => {
      if (marks === undefined) loading ??= read()
      else marks.look()
    },
    heard: () => marks?.heard(),
    close: async () => {
      await loading
      await marks?.close()
    },
  }
}

/** What becomes of a thread is told by its messages: those of a closed conversation are read. */
function lookAgain(core: ReadingCore, looks: Looks, places: ReadonlyArray<ThreadPlace>): void {
  for (const { conversation, root } of places) {
    const watch = core.watches.get(conversation)
    if (watch === undefined) core.due.add(conversation)
    else watch.look([root])
  }
  looks.soon()
}

interface Keeper {
  readonly soon: () => void
  readonly rewrite: () => Promise<void>
  /** Writes what is gathered still. */
  readonly close: () => Promise<void>
}

function createKeeper({ clock, store, stored }: ReadingDeps, encoded: () => Uint8Array): Keeper {
  let cancel: (() => void) | undefined
  const rewrite = async (): Promise<void> => {
    const writes = [{ kind: 'value' as const, key, value: encoded() }]
    stored(await store.write(writes, { durable: false }), { name: key, again: rewrite })
  }
  return {
    soon: () => {
      cancel ??= clock.after(millis(keepMs), () => {
        cancel = undefined
        void rewrite()
      })
    },
    rewrite,
    close: async () => {
      if (cancel === undefined) return
      cancel()
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

async function readAll({ store, stored }: ReadingDeps): Promise<Map<ConversationId, ReadingOf>> {
  const value = await store.value(key)
  if (!value.ok) stored(value)
  if (!value.ok || value.value === undefined) return new Map()
  const read = decodeReading(value.value)
  if (read === undefined) stored(fail({ kind: 'damaged', where: key }))
  return read ?? new Map()
}
