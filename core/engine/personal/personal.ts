/** What a person has set for themselves, by workspace: where it lies, and when it is looked at again. */
import type { Clock } from '../../base/clock.ts'
import type { SealingPort } from '../../bridge/sealing.ts'
import type { ConversationId, OpId, UserId, WorkspaceId } from '../../protocol/ids.ts'
import { dmConversationId } from '../../sealed/conversation-id.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import type { Sync } from '../../sync/sync-contract.ts'
import { coalesce } from '../coalesce.ts'
import type { DirectoryModel } from '../directory-model.ts'
import type { OpenConversation } from '../engine.ts'
import { type Archive, type ArchiveDeps, createArchive } from './archive.ts'
import { createLevels, type Levels } from './levels.ts'
import { createSavedKeeper, type SavedKeeper } from './keep-saved.ts'
import { createReceipts, type Receipts } from './receipts.ts'
import { createScheduledFiles } from './scheduled-files.ts'
import { createSendLater } from './send-later.ts'
import { createThreadChoices, type ThreadChoices, type ThreadPlace } from './thread-choices.ts'
import { createSettings, type KeptSettings, type Notes } from './settings.ts'

export interface Personal {
  readonly of: (workspace: WorkspaceId) => KeptSettings
  /** The directory, the notes or the connection are others. */
  readonly look: () => void
  /** Something came from the relay, or its connection is another: what waits to be sent later may go now. */
  readonly heard: () => void
  /** Something that was said there may have been changed or taken back. */
  readonly saidChanged: SavedKeeper['changed']
  readonly receipts: Pick<Receipts, 'areOff' | 'keep'>
  readonly levelOf: Levels['of']
  readonly isArchived: Archive['has']
  readonly follows: ThreadChoices['follows']
  /** This person has posted there, in a thread or not. */
  readonly posted: (conversation: ConversationId, thread: OpId | undefined) => void
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  /** Whether all that this person's devices have set there is known here. */
  readonly isCurrent: (workspace: WorkspaceId) => boolean
  /** To be called before anybody is told anything. */
  readonly begin: () => Promise<void>
  readonly storeLost: () => void
  readonly close: () => Promise<void>
}

export interface PersonalDeps {
  readonly self: UserId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly sealing: Pick<SealingPort, 'beginNotes'>
  readonly model: Pick<DirectoryModel, 'hasConversation' | 'rows' | 'workspaceOf'>
  readonly sync: Pick<Sync, 'replica' | 'isCurrent' | 'heardRead' | 'about' | 'held'>
  readonly breathe: () => Promise<void>
  readonly open: (conversation: ConversationId) => OpenConversation | undefined
  /** Others' reading is to be shown now, or no longer. */
  readonly receiptsChanged: () => void
  /** Of some conversation something else is to be told now, or it is in the lists again or no longer. */
  readonly listChanged: () => void
  /** The person has said of these threads whether they follow them, or says so no longer. */
  readonly chosen: (threads: ReadonlyArray<ThreadPlace>) => void
  /** Of what is set something is otherwise. */
  readonly settingsChanged: () => void
}

export function createPersonal(deps: PersonalDeps): Personal {
  const all = new Map<WorkspaceId, KeptSettings>()
  const of = (workspace: WorkspaceId): KeptSettings => {
    const known = all.get(workspace)
    if (known !== undefined) return known
    const made = createSettings({ ...deps, workspace, notes: notesOf(deps, workspace) })
    all.set(workspace, made)
    made.look()
    made.all.listen(settingsChanged)
    return made
  }
  const workspaces = (): ReadonlyArray<WorkspaceId> => deps.model.rows().workspaces.map(({ id }) => id)
  const receipts = createReceipts({
    ...deps,
    workspaces,
    settings: of,
    workspaceOf: deps.model.workspaceOf,
    heardOwn: (conversation, seq) => deps.sync.heardRead(conversation, { user: deps.self, seq }),
    changed: deps.receiptsChanged,
  })
  const own = { workspaces, settings: of, isCurrent: isCurrentIn(deps) }
  const lists = listsOf(deps, own)
  const settingsChanged = coalesce(() => {
    receipts.look()
    lists.look()
    sendLater.look()
    keeper.look()
    deps.settingsChanged()
  })
  const sendLater = createSendLater({ ...deps, ...own, files: createScheduledFiles(deps.store) })
  const keeper = createSavedKeeper({ ...deps, ...own, held: deps.sync.held })
  return {
    ...lists,
    of,
    heard: () => {
      lists.tidy()
      sendLater.look()
    },
    saidChanged: keeper.changed,
    receipts,
    ...own,
    begin: async () => void (await Promise.all([receipts.begin(), lists.begin()])),
    look: coalesce(() => {
      for (const settings of all.values()) settings.look()
      settingsChanged()
    }),
    storeLost: () => {
      for (const settings of all.values()) void settings.rewrite()
      lists.storeLost()
    },
    close: async () => {
      sendLater.close()
      keeper.close()
      await receipts.close()
      await Promise.all(Array.from(all.values(), (settings) => settings.close()))
    },
  }
}

/** Whether all that this person's devices have set in a workspace is known here. */
const isCurrentIn =
  ({ sync, self }: PersonalDeps) =>
  (workspace: WorkspaceId): boolean =>
    sync.isCurrent(dmConversationId(workspace, self, self))

interface Lists extends Pick<
  Personal,
  'levelOf' | 'isArchived' | 'follows' | 'posted' | 'begin' | 'storeLost'
> {
  readonly look: () => void
  readonly tidy: () => void
}

/** What this person has set for each conversation, and each thread. */
function listsOf(deps: PersonalDeps, own: Pick<ArchiveDeps, 'workspaces' | 'settings' | 'isCurrent'>): Lists {
  const both = { ...deps, ...own, changed: deps.listChanged }
  const levels = createLevels(both)
  const archive = createArchive({
    ...both,
    workspaceOf: deps.model.workspaceOf,
    levelOf: levels.of,
    newestOf: (conversation) => deps.sync.about(conversation)?.foreignPost ?? 0,
  })
  const threads = createThreadChoices({ ...both, workspaceOf: deps.model.workspaceOf })
  return {
    levelOf: levels.of,
    isArchived: archive.has,
    follows: threads.follows,
    posted: (conversation, thread) => {
      archive.written(conversation)
      if (thread !== undefined) threads.replied(conversation, thread)
    },
    begin: async () => void (await Promise.all([levels.begin(), archive.begin(), threads.begin()])),
    look: () => {
      levels.look()
      threads.look()
      archive.look()
      archive.tidy()
    },
    tidy: archive.tidy,
    storeLost: () => {
      void levels.rewrite()
      void archive.rewrite()
      void threads.rewrite()
    },
  }
}

function notesOf({ self, sealing, model, sync }: PersonalDeps, workspace: WorkspaceId): Notes {
  const id = dmConversationId(workspace, self, self)
  const isThere = (): boolean => model.hasConversation(id)
  let isKept = false
  const keep = (): Promise<boolean> => {
    isKept = true
    return sync.replica(id).keepSettings()
  }
  return {
    written: () => {
      if (!isThere()) return undefined
      if (!isKept) void keep()
      return sync.replica(id).settings()
    },
    bring: async () => {
      // What main has made is in the directory a moment later: then it is looked at again.
      if (!isThere() && !((await sealing.beginNotes(workspace)) && isThere())) return false
      return (await keep()) && sync.replica(id).settings() !== undefined
    },
    write: (draft) => sync.replica(id).write(draft),
  }
}
