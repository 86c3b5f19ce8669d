/** One open conversation as its screen needs it, and what the screen remembers of it while another one is shown. */
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import { threadAlone } from '../../../core/conversation/message.ts'
import type { Thread } from '../../../core/conversation/views/threads.ts'
import type { OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'
import type { ComposerMode } from '../composer/composer-mode.ts'
import { createMessageIndex } from './message-index.ts'
import { createQuest, type Quest } from './quest.ts'
import { createRemoval, type Removal } from './removal.ts'
import { answeredBy, answersInThread, keyOf, type Row, updateRows } from './rows.ts'
import { openThread } from './thread-view.ts'
import { createVisit, type Visit } from './visit.ts'

/** The row at the top edge and how far it is scrolled out, in CSS pixels. */
export interface ReadingPlace {
  readonly key: string
  readonly offset: number
}

/** What stands beside the messages. */
export type Panel =
  | { readonly kind: 'thread'; readonly root: OpId }
  | { readonly kind: 'pinned' }
  | { readonly kind: 'files' }
  | { readonly kind: 'details' }
  /** What a search has found in the conversation. */
  | { readonly kind: 'found'; readonly typed: string; readonly query: string }

/** The messages of a channel, or of one thread, as a list. */
export interface ConversationModel {
  readonly id: ConversationId
  /** Of the thread whose messages these are; undefined for all that shows in the conversation itself. */
  readonly root: OpId | undefined
  readonly open: OpenConversation
  readonly rows: Readable<ReadonlyArray<Row>>
  /** A loaded message by its id, in its present state. */
  readonly find: (id: OpId) => ShownMessage | undefined
  /** The loaded replies to a message, undefined if there are none or they are what the list shows. */
  readonly thread: (root: OpId) => Thread | undefined
  /** Undefined while the newest message is in view. */
  readonly readingPlace: () => ReadingPlace | undefined
  readonly setReadingPlace: (place: ReadingPlace | undefined) => void
  readonly quest: Readable<Quest | undefined>
  /** Loads older messages until the one with this key (`keyOf`) is among the rows, or in a thread, which is then shown. */
  readonly seek: (key: string) => void
  /** What was sought is in view. */
  readonly arrived: () => void
  readonly endQuest: () => void
  /** In the document that this is the chat of: the block that is to be shown, until it is. */
  readonly block: Cell<OpId | undefined>
  /** What is being answered or edited here. It is still there when the person comes back, also once this was closed. */
  readonly mode: Cell<ComposerMode>
  /** Long messages that are shown whole. */
  readonly unfolded: Set<OpId>
  readonly newFrom: Visit['newFrom']
  readonly newAbove: Visit['newAbove']
  /** Loads older messages until the first new one is there, and shows it. Nothing if there are none. */
  readonly goToNew: () => void
  readonly beenAtNew: Visit['beenThere']
  readonly cameLate: Visit['cameLate']
  /** The person comes, or goes. */
  readonly beginVisit: Visit['begin']
  readonly endVisit: () => void
  /** What is on the screen has been seen, unless the person wants it to be unread until they come again. */
  readonly markSeen: () => void
  readonly markRead: Visit['markRead']
  readonly markUnread: (from: OpId) => void
  /** The same for the conversation and its threads. */
  readonly removal: Removal
  readonly panel: Readable<Panel | undefined>
  readonly showPanel: (panel: Panel | undefined) => void
  /** A list of its own for the messages of a thread: the same one as long as the conversation is open. */
  readonly threadOf: (root: OpId) => ConversationModel
  readonly close: () => void
}

/** `modeOf` gives the mode of a thread, or without one that of the conversation. */
export function createConversationModel(
  id: ConversationId,
  open: OpenConversation,
  modeOf: (root: OpId | undefined) => Cell<ComposerMode>,
): ConversationModel {
  const panel = createCell<Panel | undefined>(undefined)
  const removal = createRemoval(open)
  const threads = new Map<OpId, ConversationModel>()
  const index = createMessageIndex()
  const threadOf = (root: OpId): ConversationModel => {
    const known = threads.get(root) ?? createThreadModel(root)
    threads.set(root, known)
    return known
  }
  const block = createCell<OpId | undefined>(undefined)
  const shared = { id, find: index.find, removal, panel, threadOf, block }
  const createThreadModel = (root: OpId): ConversationModel => {
    const thread = openThread(open, root)
    return createList({
      ...shared,
      root,
      open: thread,
      mode: modeOf(root),
      inList: inThread,
      answers: answersInThread,
      thread: () => undefined,
      reveal: () => false,
      close: thread.close,
    })
  }
  index.update(open.view.read().messages)
  // Before the rows change: whoever draws them looks up what they answer.
  const stop = open.view.listen(() => index.update(open.view.read().messages))
  return createList({
    ...shared,
    root: undefined,
    open,
    mode: modeOf(undefined),
    inList: inChannel,
    answers: answeredBy,
    thread: index.thread,
    reveal: (key) => {
      const found = open.view.read().messages.findLast((message) => keyOf(message) === key)
      const root = found && threadAlone(found)
      if (root === undefined) return false
      panel.write({ kind: 'thread', root })
      threadOf(root).seek(key)
      return true
    },
    close: () => {
      removal.finish()
      stop()
      for (const thread of threads.values()) thread.close()
      open.close()
    },
  })
}

const inChannel = (messages: ReadonlyArray<ShownMessage>): ReadonlyArray<ShownMessage> =>
  only(messages, (message) => message.expired !== true && threadAlone(message) === undefined)

/** What has disappeared leaves no mark. */
const inThread = (messages: ReadonlyArray<ShownMessage>): ReadonlyArray<ShownMessage> =>
  only(messages, ({ expired }) => expired !== true)

/** The same list where nothing is left out. */
const only = (
  messages: ReadonlyArray<ShownMessage>,
  isShown: (message: ShownMessage) => boolean,
): ReadonlyArray<ShownMessage> => (messages.every(isShown) ? messages : messages.filter(isShown))

interface ListDeps extends Pick<
  ConversationModel,
  'id' | 'root' | 'open' | 'mode' | 'find' | 'thread' | 'removal' | 'threadOf' | 'block'
> {
  readonly inList: (messages: ReadonlyArray<ShownMessage>) => ReadonlyArray<ShownMessage>
  readonly answers: (message: ShownMessage) => OpId | undefined
  /** Shows what stands elsewhere than in this list; false if it is not there. */
  readonly reveal: (key: string) => boolean
  readonly panel: ReturnType<typeof createCell<Panel | undefined>>
  readonly close: () => void
}

function createList(deps: ListDeps): ConversationModel {
  const { id, root, open, mode, inList, answers, find, thread, reveal, removal, panel, threadOf } = deps
  let { messages } = open.view.read()
  const rows = createCell<ReadonlyArray<Row>>(updateRows([], inList(messages), answers))
  const quest = createQuest(open, rows, reveal)
  const { begin, end, beenThere, markRead, look, ...visit } = createVisit(open, () =>
    inList(open.view.read().messages),
  )
  let place: ReadingPlace | undefined
  const stop = open.view.listen(() => {
    look()
    if (open.view.read().messages !== messages) {
      messages = open.view.read().messages // a draft changes with each key
      rows.write(updateRows(rows.read(), inList(messages), answers))
    }
    quest.goOn()
  })
  return {
    id,
    root,
    open,
    rows,
    find,
    thread,
    readingPlace: () => place,
    setReadingPlace: (next) => void (place = next),
    quest: quest.state,
    seek: (key) => quest.begin(() => key),
    arrived: quest.arrived,
    endQuest: quest.end,
    block: deps.block,
    mode,
    unfolded: new Set(),
    ...visit,
    goToNew: () => {
      if (visit.newFrom.read() !== undefined || visit.newAbove.read() !== undefined)
        quest.begin(visit.newFrom.read)
    },
    beenAtNew: beenThere,
    beginVisit: begin,
    endVisit: () => {
      end()
      quest.end()
      if (root === undefined) removal.finish()
    },
    markRead: () => {
      markRead()
      quest.end()
    },
    removal,
    panel,
    showPanel: panel.write,
    threadOf,
    close: () => {
      stop()
      deps.close()
    },
  }
}
