/** What a window has open, has typed, and waits for: kept over the end of a host, and told to the next. Rules WN2 to WN5. */
import type { Random } from '../../base/random.ts'
import { createCell, type Cell } from '../../base/readable.ts'
import { ok, type Result } from '../../base/result.ts'
import { compareMarks, type ReadMark } from '../../conversation/about.ts'
import { opId, type OpId, randomId, type ConversationId } from '../../protocol/ids.ts'
import type { ConversationView, OpenConversation } from '../engine.ts'
import type { SendFailure } from '../send-failure.ts'
import { sameBlocked } from '../blocked-change.ts'
import { sameItems } from '../keep-same.ts'
import { noneLate } from '../late.ts'
import type { CallMessage } from './call-message.ts'
import type { GuestMessage, HostMessage } from './messages.ts'
import { nothingTold, type Told } from './told.ts'

export interface GuestConversations {
  readonly open: (conversation: ConversationId) => OpenConversation
  /** A host is there, the first or the next one. */
  readonly attach: () => void
  readonly takeView: (change: ViewMessage) => void
  readonly takeDraft: (draft: DraftMessage) => void
  readonly takeAnswer: (call: number, answer: unknown) => void
}

type ViewMessage = Extract<HostMessage, { kind: 'view' }>
type DraftMessage = Extract<HostMessage, { kind: 'draft' }>

interface OpenView {
  readonly view: Cell<ConversationView>
  /** As the host knows that it was told. */
  told: Told
  openers: number
}

interface PendingCall {
  readonly message: CallMessage
  readonly resolve: (answer: unknown) => void
  /** Of how many hosts it was asked: all but the last may or may not have done it. */
  asked: number
}

type Request = CallMessage extends infer Each
  ? Each extends CallMessage
    ? Pick<Each, 'name' | 'input'>
    : never
  : never

interface ConversationsCore {
  readonly random: Random
  /** False as long as there is no host. */
  readonly tell: (message: GuestMessage) => boolean
  readonly opened: Map<ConversationId, OpenView>
  readonly calls: Map<number, PendingCall>
  /** What was last typed, here or in another window, since this one is there. */
  readonly drafts: Map<string, DraftMessage>
  lastCall: number
}

const nothingShown: ConversationView = {
  ...nothingTold,
  before: 'loading',
  opening: true,
  preview: false,
  draft: '',
  readTo: undefined,
  late: noneLate,
  timer: undefined,
  blocked: undefined,
}

/** `tell` says whether there is a host. */
export function createGuestConversations(
  random: Random,
  tell: (message: GuestMessage) => boolean,
): GuestConversations {
  const core: ConversationsCore = {
    random,
    tell,
    opened: new Map(),
    calls: new Map(),
    drafts: new Map(),
    lastCall: 0,
  }
  return {
    open: (conversation) => open(core, conversation),
    attach: () => attach(core),
    takeView: (change) => takeView(core, change),
    takeDraft: (draft) => keepDraft(core, draft),
    takeAnswer: (id, answer) => {
      const asked = core.calls.get(id)
      core.calls.delete(id)
      asked?.resolve(asked.asked > 1 ? asFirst(asked.message, answer) : answer)
    },
  }
}

function keepDraft({ drafts }: ConversationsCore, { replaces, ...draft }: DraftMessage): void {
  const key = `${draft.conversation}/${draft.root ?? ''}`
  const known = drafts.get(key)
  if (known === undefined && replaces !== undefined) drafts.set(key, { ...draft, replaces })
  else if (replaces === undefined || replaces === known?.text) drafts.set(key, draft)
}

function attach({ tell, opened, drafts, calls }: ConversationsCore): void {
  for (const [conversation, each] of opened) {
    each.told = nothingTold
    tell({ kind: 'open', conversation })
  }
  for (const draft of drafts.values()) tell(draft)
  for (const each of calls.values()) {
    each.asked += 1
    tell(each.message)
  }
}

/** A redaction that the last host did before it ended finds nothing to take back the second time. */
function asFirst({ name, input }: CallMessage, answer: unknown): unknown {
  const isDone = name === 'redact' && isUnknownMessage(answer)
  return isDone ? ok(input[0]) : answer
}

const isUnknownMessage = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'failure' in answer &&
  typeof answer.failure === 'object' &&
  answer.failure !== null &&
  'kind' in answer.failure &&
  answer.failure.kind === 'unknown-message'

function takeView({ opened, tell }: ConversationsCore, change: ViewMessage): void {
  const { conversation, front, back, before, opening, preview, draft, readTo, late, timer, blocked } = change
  const known = opened.get(conversation)
  if (known === undefined) return
  if (front + back > known.told.messages.length) {
    // A difference to something else than what is here: all of it is asked for.
    known.told = nothingTold
    tell({ kind: 'close', conversation })
    return void tell({ kind: 'open', conversation })
  }
  known.told = changed(known.told, change)
  const { messages, ...rest } = known.told
  const shown = known.view.read()
  // The next host reads from the disk what is on the screen already.
  const isBehind = opening && messages.length === 0 && shown.messages.length > 0
  const next: ConversationView = isBehind
    ? { ...shown, ...rest, seen: shown.seen, draft, readTo, late, timer, blocked }
    : { ...known.told, before, opening, preview, draft, readTo, late, timer, blocked }
  if (!sameView(shown, next)) known.view.write(next)
}

function changed(told: Told, change: ViewMessage): Told {
  const { messages, seen, typing, threadTyping, threadDrafts, timers } = told
  const { front, back } = change
  const isSame = change.messages.length === 0 && front === messages.length && back === 0
  return {
    messages: isSame
      ? messages
      : messages.slice(0, front).concat(change.messages, messages.slice(messages.length - back)),
    seen: 'seen' in change ? change.seen : seen,
    typing: change.typing ?? typing,
    threadTyping: change.threadTyping ?? threadTyping,
    threadDrafts: change.threadDrafts ?? threadDrafts,
    timers: change.timers ?? timers,
  }
}

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
  left.timer === right.timer &&
  sameBlocked(left.blocked, right.blocked) &&
  left.timers === right.timers &&
  sameMark(left.readTo, right.readTo) &&
  sameItems(left.late, right.late)

/** What crosses to another window is a copy. */
const sameMark = (left: ReadMark | undefined, right: ReadMark | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && compareMarks(left, right) === 0)

function open(core: ConversationsCore, conversation: ConversationId): OpenConversation {
  const known = core.opened.get(conversation)
  const opened = known ?? { view: createCell(nothingShown), told: nothingTold, openers: 0 }
  opened.openers += 1
  if (known === undefined) {
    core.opened.set(conversation, opened)
    core.tell({ kind: 'open', conversation })
  }
  return conversationOf(core, conversation, opened)
}

function conversationOf(
  core: ConversationsCore,
  conversation: ConversationId,
  opened: OpenView,
): OpenConversation {
  let isOpen = true
  const send = async <Value>(request: Request): Promise<Result<Value, SendFailure>> => {
    const answer = await call(core, conversation, request)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the host passes on what the engine's call resolved to
    return answer as Result<Value, SendFailure>
  }
  return {
    view: opened.view,
    // The id is given here, so that a host who is asked for the second time knows what is there already.
    post: (text, about = {}) =>
      send<OpId>({ name: 'post', input: [text, { ...about, id: about.id ?? randomId(opId, core.random) }] }),
    edit: (target, text, mentions = []) => send<OpId>({ name: 'edit', input: [target, text, mentions] }),
    describe: (what) => send<OpId>({ name: 'describe', input: [what] }),
    setTimer: (seconds) => send<OpId>({ name: 'setTimer', input: [seconds] }),
    redact: (target) => send<OpId>({ name: 'redact', input: [target] }),
    react: (target, emoji, on) => send<OpId>({ name: 'react', input: [target, emoji, on] }),
    pin: (target, on) => send<OpId>({ name: 'pin', input: [target, on] }),
    retry: (target) => void call(core, conversation, { name: 'retry', input: [target] }),
    withhold: (on) => void call(core, conversation, { name: 'withhold', input: [on] }),
    discard: (target) => send<void>({ name: 'discard', input: [target] }),
    loadOlder: async () => void (await call(core, conversation, { name: 'loadOlder', input: [] })),
    setDraft: (text, root, replaces) => {
      const draft = {
        kind: 'draft' as const,
        conversation,
        text,
        ...(root !== undefined && { root }),
        ...(replaces !== undefined && { replaces }),
      }
      keepDraft(core, draft)
      core.tell(draft)
    },
    markSeen: () => void core.tell({ kind: 'seen', conversation }),
    markThreadSeen: (root) => void core.tell({ kind: 'thread-seen', conversation, root }),
    markUnread: (from) => void core.tell({ kind: 'unread', conversation, from }),
    typing: (on, root) =>
      void core.tell({ kind: 'typing', conversation, on, ...(root !== undefined && { root }) }),
    close: () => {
      if (!isOpen) return
      isOpen = false
      opened.openers -= 1
      if (opened.openers > 0) return
      core.opened.delete(conversation)
      core.tell({ kind: 'close', conversation })
    },
  }
}

/** Resolves once a host has answered, this one or a later one. */
function call(core: ConversationsCore, conversation: ConversationId, request: Request): Promise<unknown> {
  const message: CallMessage = { kind: 'call', call: ++core.lastCall, conversation, ...request }
  return new Promise((resolve) => {
    const pending: PendingCall = { message, resolve, asked: 0 }
    core.calls.set(message.call, pending)
    // Counted before it is told: a host in this window may answer at once.
    pending.asked = 1
    if (!core.tell(message)) pending.asked = 0
  })
}
