import { nothingIndexed } from '../../core/search/search-index.ts'
import { createFakePersonal } from './fake-settings.ts'
import { createCell, type Cell } from '../../core/base/readable.ts'
import { fail, ok } from '../../core/base/result.ts'
import type {
  ConversationView,
  DirectoryView,
  Engine,
  OpenConversation,
  Workspace,
} from '../../core/engine/engine.ts'
import {
  conversationId,
  workspaceId,
  type ConversationId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import { person } from './shown-message.ts'

export const workspaceNumber = (number: number): WorkspaceId =>
  workspaceId(number.toString(16).padStart(32, 'f'))
export const channelNumber = (number: number): ConversationId =>
  conversationId(number.toString(16).padStart(32, 'c'))

/** A workspace with channels by their numbers. */
export const workspaceWith = (number: number, ...channels: ReadonlyArray<number>): Workspace => ({
  id: workspaceNumber(number),
  name: `workspace ${number}`,
  role: 'member',
  memberCount: 1,
  documents: [],
  directs: [],
  channels: channels.map((channel) => ({
    id: channelNumber(channel),
    workspace: workspaceNumber(number),
    name: `channel ${channel}`,
    topic: '',
    unread: false,
  })),
})

export interface FakeConversation extends OpenConversation {
  readonly view: Cell<ConversationView>
  /** What was to be posted and edited, with all that was given: all of it is refused. */
  readonly written: ReadonlyArray<ReadonlyArray<unknown>>
}

/** An engine whose state the test writes; it does nothing by itself. */
export interface FakeEngine extends Engine {
  readonly directory: Cell<DirectoryView>
  readonly opened: ReadonlyMap<ConversationId, FakeConversation>
  /** What was called, in order: `open c…`, `close c…`, `wake`, `close`. */
  readonly calls: ReadonlyArray<string>
}

export function createFakeEngine(...workspaces: ReadonlyArray<Workspace>): FakeEngine {
  const directory = createCell<DirectoryView>({ loaded: true, workspaces })
  const opened = new Map<ConversationId, FakeConversation>()
  const calls: Array<string> = []
  return {
    self: person('a'),
    directory,
    connection: createCell({ kind: 'online', queued: 0, syncedAt: undefined }),
    progress: createCell(undefined),
    personal: createFakePersonal(),
    presence: () => createCell({ status: 'unknown', lastSeen: undefined } as const),
    setPresence: (status) => calls.push(`presence ${status}`),
    trouble: createCell(undefined),
    search: {
      coverage: createCell({ ...nothingIndexed, known: 0 }),
      find: async () => ok({ found: [], next: undefined, misread: [] }),
    },
    notices: createCell([]),
    ready: () => undefined,
    markRead: (id) => calls.push(`seen ${id}`),
    markUnread: (id) => calls.push(`unread ${id}`),
    threads: createCell([]),
    dismiss: (kind) => calls.push(`dismiss ${kind}`),
    member: () => undefined,
    members: async () => [],
    opened,
    calls,
    open: (id) => {
      calls.push(`open ${id}`)
      const conversation = createFakeConversation(() => calls.push(`close ${id}`))
      opened.set(id, conversation)
      return conversation
    },
    wake: () => calls.push('wake'),
    close: async () => void calls.push('close'),
  }
}

const emptyView: ConversationView = {
  messages: [],
  before: 'beginning',
  opening: false,
  preview: false,
  seen: undefined,
  typing: [],
  draft: '',
  threadTyping: new Map(),
  threadDrafts: new Map(),
  readTo: undefined,
  late: [],
  timer: undefined,
  blocked: undefined,
  timers: [],
}

export function createFakeConversation(close: () => void = () => undefined): FakeConversation {
  const refuse = (): Promise<{ readonly ok: false; readonly failure: { readonly kind: 'not-ready' } }> =>
    Promise.resolve(fail({ kind: 'not-ready' }))
  const written: Array<ReadonlyArray<unknown>> = []
  return {
    view: createCell<ConversationView>(emptyView),
    written,
    post: (...given) => {
      written.push(['post', ...given])
      return refuse()
    },
    edit: (...given) => {
      written.push(['edit', ...given])
      return refuse()
    },
    redact: refuse,
    describe: refuse,
    setTimer: refuse,
    react: refuse,
    pin: refuse,
    retry: () => undefined,
    withhold: () => undefined,
    discard: refuse,
    loadOlder: () => Promise.resolve(),
    setDraft: () => undefined,
    markSeen: () => undefined,
    markThreadSeen: () => undefined,
    markUnread: () => undefined,
    typing: () => undefined,
    close,
  }
}
