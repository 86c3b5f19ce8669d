/** An open conversation as the screens see it, shared by all that opened it. */
import { createCell, type Readable } from '../base/readable.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { OpDraft } from '../conversation/draft.ts'
import type { ReadMark } from '../conversation/about.ts'
import type { Message } from '../conversation/message.ts'
import type { OpId, UserId } from '../protocol/ids.ts'
import { hasArrived, noneReached, type Reached } from '../sync/arrivals.ts'
import type { Blocked } from '../sync/outbox-decisions.ts'
import type { Waiting } from '../sync/outbox-drain.ts'
import type { Replica } from '../sync/replica.ts'
import type { ChangeFailure } from '../sync/replica-write.ts'
import type { Uploads } from '../sync/uploads.ts'
import { type BlockedChange, sameBlocked } from './blocked-change.ts'
import { coalesce } from './coalesce.ts'
import { lateOf, noneLate } from './late.ts'
import type { Draft } from './draft.ts'
import type { ConversationView, Delivery, OpenConversation, ShownMessage } from './engine.ts'
import type { SendFailure } from './send-failure.ts'
import type { Typing } from './typing.ts'
import { nothingShown, showMessages } from './shown-messages.ts'

export interface ScreenDeps {
  readonly self: UserId
  readonly replica: Replica
  readonly draft: Draft
  readonly typing: Typing
  readonly waiting: (message: OpId) => Waiting | undefined
  readonly blocked: () => Blocked | undefined
  readonly retry: () => void
  readonly withhold: (on: boolean) => void
  readonly sendFiles: Uploads['send']
  /** This person has written a message here. */
  readonly posted: (thread: OpId | undefined) => void
  /** Whether others' reading is shown. */
  readonly showsSeen: () => boolean
  readonly reading: ScreenReading
  /** In seconds, how long what is written here lasts at most, whatever was set; 0 for no bound. */
  readonly longest: () => number
  /** The last one that had it open has closed it. */
  readonly unused: () => void
}

/** What is known of this person's reading here. */
export interface ScreenReading {
  readonly watch: (view: Readable<ConversationView>) => () => void
  readonly mark: () => ReadMark | undefined
  readonly markSeen: () => void
  readonly markThreadSeen: (root: OpId) => void
  readonly markUnread: (from: OpId) => void
}

export interface Screen {
  /** One more that has it open. */
  readonly open: () => OpenConversation
  /** Replica or draft are others now. */
  readonly changed: () => void
  /** The delivery of these messages may be another. */
  readonly moved: (messages: ReadonlyArray<OpId>) => void
}

export function createScreen(deps: ScreenDeps): Screen {
  const { replica, draft, typing, reading } = deps
  let unwatch = (): void => undefined
  const own = createOwn(deps)
  let openers = 0
  const view = createCell(beforeFirst(deps))

  const refresh = (): void => {
    const { messages, seen, reached, ...rest } = replica.view()
    const showsSeen = deps.showsSeen()
    const readTo = reading.mark()
    const besides = {
      messages: own.show(messages, showsSeen ? reached : noneReached),
      seen: showsSeen ? seen : undefined,
      typing: typing.users(),
      draft: draft.text(),
      threadTyping: typing.threads(),
      threadDrafts: draft.threads(),
      readTo,
      late: lateOf({ messages, unread: replica.about().unread, readTo }, view.read().late),
      timer: sooner(rest.timer, deps.longest()),
      blocked: blockedBesides(deps, messages),
    }
    const next = { ...rest, ...besides }
    if (!sameView(view.read(), next)) view.write(next)
  }
  const changed = coalesce(refresh)
  return {
    open: () => {
      openers += 1
      replica.open()
      if (openers === 1) {
        refresh()
        unwatch = reading.watch(view)
      }
      return opened(deps, view, () => {
        openers -= 1
        replica.close()
        if (openers > 0) return
        unwatch()
        typing.close()
        deps.unused()
      })
    },
    changed,
    moved: (messages) => {
      own.moved(messages)
      changed()
    },
  }
}

const beforeFirst = ({ draft, typing, reading }: ScreenDeps): ConversationView => ({
  messages: [],
  before: 'loading',
  opening: true,
  preview: false,
  seen: undefined,
  typing: [],
  draft: draft.text(),
  threadTyping: typing.threads(),
  threadDrafts: draft.threads(),
  readTo: reading.mark(),
  late: noneLate,
  timer: undefined,
  blocked: undefined,
  timers: [],
})

const sameView = (left: ConversationView, right: ConversationView): boolean =>
  left.messages === right.messages &&
  left.before === right.before &&
  left.opening === right.opening &&
  left.preview === right.preview &&
  left.seen === right.seen &&
  left.typing === right.typing &&
  left.draft === right.draft &&
  left.threadTyping === right.threadTyping &&
  left.threadDrafts === right.threadDrafts &&
  left.readTo === right.readTo &&
  left.late === right.late &&
  left.timer === right.timer &&
  sameBlocked(left.blocked, right.blocked) &&
  left.timers === right.timers

/** A message that stands in the conversation shows it itself. */
function blockedBesides(
  { self, blocked }: ScreenDeps,
  messages: ReadonlyArray<Message>,
): BlockedChange | undefined {
  const found = blocked()
  const shows = ({ id, author, expired, thread, alsoInChannel }: Message): boolean =>
    author === self &&
    expired !== true &&
    (thread === undefined || alsoInChannel === true) &&
    found?.posts.includes(id) === true
  if (found === undefined || messages.some(shows)) return undefined
  const { code, op, does, message } = found
  return { code, op, does, message }
}

interface Own {
  readonly show: (source: ReadonlyArray<Message>, reached: Reached) => ReadonlyArray<ShownMessage>
  /** Shows the delivery of these anew, the next time. */
  readonly moved: (messages: ReadonlyArray<OpId>) => void
}

/** This person's messages with what became of them, beside everybody's. */
function createOwn(deps: ScreenDeps): Own {
  const moved = new Set<OpId>()
  let shown = nothingShown
  let before = noneReached
  return {
    show: (source, reached) => {
      if (reached !== before)
        for (const { id, author } of shown.messages) if (author === deps.self) moved.add(id)
      before = reached
      shown = showMessages(shown, source, moved, (message) => show(deps, message, reached))
      moved.clear()
      return shown.messages
    },
    moved: (messages) => {
      for (const message of messages) moved.add(message)
    },
  }
}

/** Others' messages are shown as they are: what has no delivery needs no object of its own. */
function show({ self, waiting }: ScreenDeps, message: Message, reached: Reached): ShownMessage {
  if (message.author !== self) return message
  return { ...message, delivery: deliveryOf(waiting(message.id), message, reached) }
}

function deliveryOf(waiting: Waiting | undefined, message: Message, { arrived, read }: Reached): Delivery {
  if (waiting === undefined && hasArrived(read, message)) return { kind: 'read' }
  if (waiting === undefined) return { kind: hasArrived(arrived, message) ? 'arrived' : 'relay' }
  if (waiting.refused !== undefined) return { kind: 'refused', code: waiting.refused }
  const isUnbegun = waiting.posting && message.expiresAt !== undefined
  return { kind: 'queued', ...(waiting.unsent && { unsent: true }), ...(isUnbegun && { unbegun: true }) }
}

function opened(
  { replica, draft, typing, retry, withhold, sendFiles, posted, reading, longest }: ScreenDeps,
  view: Readable<ConversationView>,
  close: () => void,
): OpenConversation {
  let isOpen = true
  let withholds = false
  const write = async (what: OpDraft, id?: OpId): Promise<Result<OpId, SendFailure>> => {
    const written = await replica.write(what, id)
    return written.ok ? ok(written.value) : fail(toSendFailure(written.failure))
  }
  return {
    view,
    post: async (text, { id, expiresAfter, ...about } = {}) => {
      typing.set(false, about.thread)
      const files = about.attachments?.map((attachment) => attachment.id) ?? []
      const sent = files.length === 0 ? undefined : await sendFiles(files)
      if (sent?.ok === false) return fail({ kind: 'file', failure: sent.failure })
      const seconds = sooner(expiresAfter ?? replica.about().timer?.seconds, longest())
      const expiry = seconds !== undefined && { expiresAfter: seconds }
      const written = await write({ kind: 'post', text, ...expiry, ...about }, id)
      if (written.ok) posted(about.thread)
      return written
    },
    edit: (target, text, mentions = []) => write({ kind: 'edit', target, text, mentions }),
    describe: (what) => write({ kind: 'meta', ...what }),
    setTimer: (seconds) => write({ kind: 'meta', timer: seconds }),
    redact: (target) => write({ kind: 'redact', target }),
    react: (target, emoji, on) => write({ kind: 'react', target, emoji, on }),
    pin: (target, on) => write({ kind: 'pin', target, on }),
    retry,
    withhold: (on) => {
      if (on !== withholds) withhold(on)
      withholds = on
    },
    discard: async (target) => {
      const discarded = await replica.discard(target)
      return discarded.ok ? discarded : fail({ kind: 'outbox', failure: discarded.failure })
    },
    loadOlder: replica.showOlder,
    setDraft: draft.set,
    markSeen: () => {
      reading.markSeen()
      replica.markSeen()
    },
    markThreadSeen: reading.markThreadSeen,
    markUnread: reading.markUnread,
    typing: typing.set,
    close: () => {
      if (!isOpen) return
      isOpen = false
      void draft.flush()
      close()
    },
  }
}

/** The shorter of two times in seconds, of which 0 and undefined are none. */
function sooner(set: number | undefined, longest: number): number | undefined {
  const bounds = [set ?? 0, longest].filter((seconds) => seconds > 0)
  return bounds.length === 0 ? undefined : Math.min(...bounds)
}

function toSendFailure(failure: ChangeFailure): SendFailure {
  switch (failure.kind) {
    case 'unknown-message':
    case 'not-yours':
      return { kind: failure.kind }
    default:
      return failure
  }
}
