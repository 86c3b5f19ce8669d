/** One open conversation as its screen needs it, and what the screen remembers of it while another one is shown. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import { createThreadIndex, type Thread } from '../../../core/conversation/views/threads.ts'
import type { OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'
import { keyOf, type Row, updateRows } from './rows.ts'

/** The row at the top edge and how far it is scrolled out, in CSS pixels. */
export interface ReadingPlace {
  readonly key: string
  readonly offset: number
}

/** The way to a message that the person wants to see: `there` once it is among the rows, `shown` once it is in view. */
export interface Quest {
  readonly kind: 'seeking' | 'there' | 'shown' | 'not-there' | 'unreachable'
  readonly key: string
}

export interface ConversationModel {
  readonly id: ConversationId
  readonly open: OpenConversation
  readonly rows: Readable<ReadonlyArray<Row>>
  /** A loaded message by its id, in its present state. */
  readonly find: (id: OpId) => ShownMessage | undefined
  /** The loaded replies to a message, undefined if there are none. */
  readonly thread: (root: OpId) => Thread | undefined
  /** Undefined while the newest message is in view. */
  readonly readingPlace: () => ReadingPlace | undefined
  readonly setReadingPlace: (place: ReadingPlace | undefined) => void
  readonly quest: Readable<Quest | undefined>
  /** Loads older messages until the one with this key (`keyOf`) is among the rows. */
  readonly seek: (key: string) => void
  /** What was sought is in view. */
  readonly arrived: () => void
  readonly endQuest: () => void
  /** Long messages that are shown whole. */
  readonly unfolded: Set<OpId>
  readonly close: () => void
}

export function createConversationModel(id: ConversationId, open: OpenConversation): ConversationModel {
  let { messages } = open.view.read()
  const rows = createCell<ReadonlyArray<Row>>(updateRows([], messages))
  const found = createIndex()
  const quest = createQuest(open, rows)
  let place: ReadingPlace | undefined
  found.update(messages)
  const stop = open.view.listen(() => {
    follow()
    quest.goOn()
  })
  const follow = (): void => {
    if (open.view.read().messages === messages) return // a draft changes with each key
    messages = open.view.read().messages
    found.update(messages)
    rows.write(updateRows(rows.read(), messages))
  }
  return {
    id,
    open,
    rows,
    find: found.find,
    thread: found.thread,
    readingPlace: () => place,
    setReadingPlace: (next) => {
      place = next
    },
    quest: quest.state,
    seek: quest.begin,
    arrived: quest.arrived,
    endQuest: quest.end,
    unfolded: new Set(),
    close: () => {
      stop()
      open.close()
    },
  }
}

/** Answers and threads look up messages by id; only what changed since the last update is looked at. */
function createIndex(): {
  readonly update: (messages: ReadonlyArray<ShownMessage>) => void
  readonly find: (id: OpId) => ShownMessage | undefined
  readonly thread: (root: OpId) => Thread | undefined
} {
  const byId = new Map<OpId, ShownMessage>()
  const threads = createThreadIndex()
  let known: ReadonlyArray<ShownMessage> = []
  return {
    update: (messages) => {
      const shorter = Math.min(known.length, messages.length)
      let head = 0
      while (head < shorter && known[head] === messages[head]) head++
      let tail = 0
      while (tail < shorter - head && known.at(-1 - tail) === messages.at(-1 - tail)) tail++
      const gone = known.slice(head, known.length - tail)
      const come = messages.slice(head, messages.length - tail)
      for (const message of come) byId.set(message.id, message)
      threads.update([...gone.map((before) => ({ before })), ...come.map((after) => ({ after }))])
      known = messages
    },
    find: (id) => byId.get(id),
    thread: threads.of,
  }
}

function createQuest(
  open: OpenConversation,
  rows: Readable<ReadonlyArray<Row>>,
): {
  readonly state: Readable<Quest | undefined>
  readonly begin: (key: string) => void
  readonly goOn: () => void
  readonly arrived: () => void
  readonly end: () => void
} {
  const state = createCell<Quest | undefined>(undefined)
  /** One step a change of the view: what is asked for below changes it again. */
  const goOn = (): void => {
    const quest = state.read()
    if (quest?.kind !== 'seeking') return
    const { before, opening } = open.view.read()
    const isThere = rows.read().some(({ message }) => keyOf(message) === quest.key)
    if (isThere) state.write({ ...quest, kind: 'there' })
    else if (opening || before === 'loading') return
    else if (before === 'more') void open.loadOlder()
    else state.write({ ...quest, kind: before === 'beginning' ? 'not-there' : 'unreachable' })
  }
  return {
    state,
    goOn,
    arrived: () => {
      const quest = state.read()
      if (quest?.kind === 'there') state.write({ ...quest, kind: 'shown' })
    },
    begin: (key) => {
      state.write({ kind: 'seeking', key })
      if (open.view.read().before === 'unreachable') void open.loadOlder()
      else goOn()
    },
    end: () => state.write(undefined),
  }
}
