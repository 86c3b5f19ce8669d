/** An engine that is all memory, for looking at the screens. It keeps the interface's promises and nothing else. */
import { createFakePersonal } from '../fake-settings.ts'
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import { millis } from '../../../core/base/clock.ts'
import { ok } from '../../../core/base/result.ts'
import type { BlockedChange } from '../../../core/engine/blocked-change.ts'
import type {
  ConnectionState,
  ConversationView,
  DirectoryView,
  Engine,
  Notice,
  OpenConversation,
  Presence,
  ShownMessage,
} from '../../../core/engine/engine.ts'
import type { StoreTrouble } from '../../../core/engine/store-trouble.ts'
import { type ConversationId, type OpId, type UserId } from '../../../core/protocol/ids.ts'
import type { ListedThread } from '../../../core/engine/threads-contract.ts'
import type { Progress } from '../../../core/sync/history.ts'
import { type DirectoryScene, toDirectory } from './fake-directory.ts'
import { highlightsIn } from '../../../core/search/matching.ts'
import { markedMessages, me, messageId, people, personId, sampleMessage } from './sample-messages.ts'

export interface Scene extends DirectoryScene {
  readonly total: number
  /** Messages that one `loadOlder` brings. */
  readonly page: number
  readonly connection: ConnectionState
  readonly opening: boolean
  readonly progress: Progress | undefined
  /** How many others are writing. */
  readonly typing: number
  readonly notices: ReadonlyArray<Notice>
  readonly trouble: StoreTrouble | undefined
  /** Only the newest screen is there yet. */
  readonly preview: boolean
  /** The newest messages are those that have marks of their own. */
  readonly marked: boolean
  /** Messages in place of the sample's, by their numbers. */
  readonly instead?: ReadonlyMap<number, ShownMessage>
  /** The change that was refused in each conversation. */
  readonly blocked?: BlockedChange
  /** How many of the newest messages have not been read; all unless told. */
  readonly fresh?: number
  /** How older messages come: at once, after very long, or not. */
  readonly older: 'here' | 'slow' | 'unreachable'
}

export interface FakeEngine extends Engine {
  readonly connection: Cell<ConnectionState>
  /** None until a test writes some. */
  readonly threads: Cell<ReadonlyArray<ListedThread>>
  readonly arrive: (count: number) => void
  /** The directory tells that something is otherwise, as with each message that comes in. */
  readonly tell: (view?: DirectoryView) => void
  /** So many messages are unread in the channels, or in what is said about documents. */
  readonly leaveUnread: (where: 'channels' | 'documents', count: number) => void
}

export function createFakeEngine(scene: Scene): FakeEngine {
  const directory = createCell<DirectoryView>(toDirectory(scene))
  const notices = createCell(scene.notices)
  const opened = new Map<ConversationId, FakeConversation>()
  const conversation = (id: ConversationId): FakeConversation => {
    const known = opened.get(id) ?? createFakeConversation(scene)
    opened.set(id, known)
    return known
  }
  return {
    self: me,
    directory,
    connection: createCell(scene.connection),
    progress: createCell(scene.progress),
    personal: createFakePersonal(),
    presence: (user) => presenceOf(user),
    setPresence: () => undefined,
    trouble: createCell(scene.trouble),
    search: {
      coverage: createCell({
        indexed: 8,
        held: 10,
        pages: [],
        filesElsewhere: 0,
        filesInPart: 0,
        toRead: 0,
        read: 8,
        known: 12,
        trouble: undefined,
      }),
      find: (query) => {
        const id = directory.read().workspaces[0]?.channels[0]?.id
        if (id === undefined || query.trim() === '' || query === 'nothing')
          return Promise.resolve(ok({ found: [], next: undefined, misread: [] }))
        const length = Math.min(400, scene.total)
        const found = Array.from({ length }, (_, index) => sampleMessage(scene.total - 1 - index))
          .filter(({ text }) => text.includes(query))
          .map((message) => ({
            ...message,
            conversation: id,
            files: [],
            traits: [],
            redactors: [],
            masks: [],
            expiresAt: undefined,
            highlights: highlightsIn(message.text, [query]),
          }))
        return Promise.resolve(ok({ found: found.slice(0, 30), next: found[29], misread: [] }))
      },
    },
    ready: () => undefined,
    notices,
    markRead: () => undefined,
    markUnread: () => undefined,
    threads: createCell<ReadonlyArray<ListedThread>>([]),
    dismiss: (kind) => notices.write(notices.read().filter((notice) => notice.kind !== kind)),
    member: (_, user) => {
      const name = people.find((_name, number) => personId(number) === user)
      if (name === undefined) return undefined
      return { user, name, username: undefined, role: 'member', placeholder: false }
    },
    members: () =>
      Promise.resolve(
        people.map((name, number) => ({
          user: personId(number),
          name,
          username: undefined,
          role: 'member',
          placeholder: false,
        })),
      ),
    open: conversation,
    wake: () => undefined,
    close: () => Promise.resolve(),
    arrive: (count) => {
      for (const each of opened.values()) each.arrive(count)
    },
    tell: (view = { ...directory.read() }) => directory.write(view),
    leaveUnread: (where, messages) => {
      const about = { unread: true, unreadCount: { messages, replies: 0, mentions: 0 } }
      const { workspaces, ...view } = directory.read()
      directory.write({
        ...view,
        workspaces: workspaces.map((each) => ({
          ...each,
          [where]: each[where].map((one) => ({ ...one, ...about })),
        })),
      })
    },
  }
}

interface FakeConversation extends OpenConversation {
  readonly arrive: (count: number) => void
}

/** Everybody is something else, and the same on each look. */
const presences = (['online', 'away', 'busy', 'offline'] as const).map((status) =>
  createCell<Presence>({ status, lastSeen: undefined }),
)
const noPresence = createCell<Presence>({ status: 'unknown', lastSeen: undefined })
const presenceOf = (user: UserId): Readable<Presence> =>
  presences[people.findIndex((_, number) => personId(number) === user) % presences.length] ?? noPresence

function createFakeConversation(scene: Scene): FakeConversation {
  const { total, page, opening, connection, typing, preview, older, instead, blocked } = scene
  let first = Math.max(0, total - page)
  let last = total
  let own = 1_000_000
  const range = (from: number, to: number): ReadonlyArray<ShownMessage> =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => {
      const number = from + index
      return instead?.get(number) ?? sampleMessage(number)
    })
  const marked = scene.marked ? markedMessages(last) : []
  const view = createCell<ConversationView>({
    messages: opening ? [] : [...range(first, last), ...marked],
    before: first === 0 ? 'beginning' : 'more',
    opening,
    preview,
    seen: scene.marked
      ? { message: messageId(last + 6), by: people.slice(1).map((_, n) => personId(n + 1)) }
      : undefined,
    typing: Array.from({ length: typing }, (_, number) => personId(((5 + number * 3) % 7) + 1)),
    draft: '',
    threadTyping: new Map(),
    threadDrafts: new Map(),
    late: [],
    readTo: scene.fresh === undefined ? undefined : range(total - scene.fresh - 1, total)[0],
    timer: undefined,
    blocked,
    timers: [],
  })
  const write = (change: Partial<ConversationView>): void => view.write({ ...view.read(), ...change })
  const change = (target: OpId, to: (message: ShownMessage) => ShownMessage) => {
    write({ messages: view.read().messages.map((each) => (each.id === target ? to(each) : each)) })
    return Promise.resolve(ok(target))
  }
  return {
    view,
    post: (text, about) => {
      const id = messageId(own++)
      const at = { time: millis(Date.now()), counter: 0 }
      const delivery =
        connection.kind === 'online' ? ({ kind: 'relay' } as const) : ({ kind: 'queued' } as const)
      const message: ShownMessage = {
        ...sampleMessage(1),
        id,
        at,
        author: me,
        text,
        delivery,
        ...about,
      }
      const seen = { message: id, by: [personId(1), personId(2), personId(3)] }
      write({ messages: [...view.read().messages, message], seen })
      return Promise.resolve(ok(id))
    },
    edit: (target, text) => change(target, (message) => ({ ...message, text, edited: true })),
    describe: () => Promise.resolve(ok(messageId(0))),
    setTimer: () => Promise.resolve(ok(messageId(0))),
    pin: (target, on) =>
      change(target, ({ pinned: _, ...message }) => ({
        ...message,
        ...(on && { pinned: { by: me, at: message.at } }),
      })),
    redact: (target) =>
      change(target, (message) => ({ ...message, text: '', redacted: true, reactions: [] })),
    retry: () => undefined,
    withhold: () => undefined,
    discard: () => Promise.resolve(ok(undefined)),
    react: (target, emoji, on) =>
      change(target, (message) => ({
        ...message,
        reactions: [
          ...message.reactions.filter((each) => each.emoji !== emoji),
          ...(on ? [{ emoji, users: [me] }] : []),
        ],
      })),
    loadOlder: async () => {
      if (view.read().before !== 'more') return
      write({ before: 'loading' })
      await new Promise((resolve) => setTimeout(resolve, older === 'slow' ? 3_600_000 : 60))
      if (older === 'unreachable') return write({ before: 'unreachable' })
      const from = Math.max(0, first - page)
      const earlier = range(from, first)
      first = from
      write({ messages: [...earlier, ...view.read().messages], before: from === 0 ? 'beginning' : 'more' })
    },
    setDraft: (draft, _, replaces) => {
      if (replaces === undefined || replaces === view.read().draft) write({ draft })
    },
    markSeen: () => undefined,
    markThreadSeen: () => undefined,
    markUnread: () => undefined,
    typing: () => undefined,
    close: () => undefined,
    arrive: (count) => {
      write({ messages: [...view.read().messages, ...range(last, last + count)] })
      last += count
    },
  }
}
