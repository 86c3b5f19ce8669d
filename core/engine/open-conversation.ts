/** How a conversation is opened: its screen, and beside it what the person types and who writes. */
import type { Clock } from '../base/clock.ts'
import type { Readable } from '../base/readable.ts'
import type { SealingPort } from '../bridge/sealing.ts'
import type { ConversationId, UserId } from '../protocol/ids.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Sync } from '../sync/sync-contract.ts'
import type { Uploads } from '../sync/uploads.ts'
import type { DirectoryModel } from './directory-model.ts'
import { createDraft, type Draft } from './draft.ts'
import type { OpenConversation } from './engine.ts'
import type { Personal } from './personal/personal.ts'
import { sharedDrafts } from './personal/shared-draft.ts'
import type { Reading } from './reading/reading.ts'
import type { Said } from './said.ts'
import { createScreen, type Screen } from './screen.ts'
import type { TroubleDesk } from './store-trouble.ts'
import { createTyping, type Typing } from './typing.ts'
import type { WaitingEdits } from './waiting-edits.ts'

interface OpenCore {
  readonly deps: {
    readonly account: { readonly user: UserId }
    readonly clock: Clock
    readonly store: LocalStore
    readonly uploads: Uploads
    readonly sealing: Pick<SealingPort, 'isSealed'>
    readonly longestSealed?: Readable<number>
  }
  readonly model: Pick<DirectoryModel, 'workspaceOf' | 'isSealed'>
  readonly sync: Pick<Sync, 'replica' | 'waiting' | 'blocked' | 'retry' | 'withhold'>
  readonly desk: Pick<TroubleDesk, 'stored'>
  readonly personal: Pick<Personal, 'of' | 'receipts' | 'posted'>
  readonly said: Pick<Said, 'say'>
  readonly reading: Reading
  readonly screens: Map<ConversationId, Shown>
  readonly edits: Pick<WaitingEdits, 'isAwaited'>
}

export interface Shown {
  readonly screen: Screen
  readonly draft: Draft
  readonly typing: Typing
}

/** Shared by all that have it open; undefined if the directory has no such conversation. */
export function open(core: OpenCore, conversation: ConversationId): OpenConversation | undefined {
  const workspace = core.model.workspaceOf(conversation)
  if (workspace === undefined) return undefined
  const known = core.screens.get(conversation)
  if (known !== undefined) return known.screen.open()
  const { deps, sync } = core
  if (core.edits.isAwaited(conversation)) void sync.replica(conversation).begin()
  const draft = createDraft({
    ...deps,
    conversation,
    stored: core.desk.stored,
    shared: sharedDrafts(core.personal.of(workspace), conversation),
    changed: () => screen.changed(),
  })
  const typing = createTyping({
    clock: deps.clock,
    self: deps.account.user,
    say: (body) => void core.said.say(conversation, body),
    changed: () => screen.changed(),
  })
  const { reading } = core
  const screen = createScreen({
    reading: {
      watch: (view) => reading.watch(conversation, view),
      mark: () => reading.channelMark(conversation),
      markSeen: () => reading.markSeen(conversation),
      markThreadSeen: (root) => reading.readThread(conversation, root),
      markUnread: (from) => reading.markUnread(conversation, from),
    },
    self: deps.account.user,
    typing,
    replica: sync.replica(conversation),
    draft,
    waiting: (message) => sync.waiting(conversation, message),
    blocked: () => sync.blocked(conversation),
    retry: () => sync.retry(conversation),
    withhold: (on) => sync.withhold(conversation, on),
    sendFiles: deps.uploads.send,
    posted: (thread) => core.personal.posted(conversation, thread),
    showsSeen: () => !core.personal.receipts.areOff(),
    longest: () => {
      const isSealed = deps.sealing.isSealed(conversation) || core.model.isSealed(conversation)
      return (isSealed && deps.longestSealed?.read()) || 0
    },
    unused: () => {
      unlisten?.()
      draft.close()
      core.screens.delete(conversation)
    },
  })
  const unlisten = deps.longestSealed?.listen(screen.changed)
  core.screens.set(conversation, { screen, draft, typing })
  return screen.open()
}
