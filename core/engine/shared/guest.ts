/**
 * An engine as a window sees it: whoever runs it, this window or another, and whoever runs it next. The screens keep what
 * they show while one host goes and the next one comes; what was asked and not answered is asked again. Rules WN1 to WN6.
 */
import type { Random } from '../../base/random.ts'
import { createCell, type Cell } from '../../base/readable.ts'
import { ok, type Result } from '../../base/result.ts'
import {
  opId,
  type OpId,
  randomId,
  type ConversationId,
  type UserId,
  type WorkspaceId,
} from '../../protocol/ids.ts'
import { coalesce } from '../coalesce.ts'
import type {
  ConnectionState,
  ConversationView,
  DirectoryView,
  Engine,
  Member,
  OpenConversation,
  SendFailure,
  StoreTrouble,
} from '../engine.ts'
import type { CallMessage, GuestMessage, HostMessage } from './messages.ts'

/** The way to a host. */
export interface HostLine {
  readonly tell: (message: GuestMessage) => void
  /** Where the host is this very window: names need not be asked for. */
  readonly member: Engine['member'] | undefined
}

export interface Guest {
  readonly engine: Omit<Engine, 'close'>
  /** A host is there, the first or the next one: it is told what this window has open, has typed and still waits for. */
  readonly attach: (line: HostLine) => void
  readonly take: (message: HostMessage) => void
}

interface OpenView {
  readonly view: Cell<ConversationView>
  /** The messages as the host knows that they were told. */
  told: ConversationView['messages']
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

interface GuestCore {
  readonly random: Random
  readonly directory: Cell<DirectoryView>
  readonly connection: Cell<ConnectionState>
  readonly trouble: Cell<StoreTrouble | undefined>
  readonly opened: Map<ConversationId, OpenView>
  readonly calls: Map<number, PendingCall>
  /** What was last typed, here or in another window, since this one is there. */
  readonly drafts: Map<ConversationId, string>
  readonly members: Map<WorkspaceId, Map<UserId, Member | undefined>>
  /** Members to be asked for at the end of the turn. */
  readonly wanted: Map<WorkspaceId, Set<UserId>>
  readonly askMembers: () => void
  line: HostLine | undefined
  lastCall: number
}

export function createGuest(self: UserId, random: Random): Guest {
  const core: GuestCore = {
    random,
    directory: createCell<DirectoryView>({ loaded: false, workspaces: [] }),
    connection: createCell<ConnectionState>({ kind: 'connecting', queued: 0, syncedAt: undefined }),
    trouble: createCell<StoreTrouble | undefined>(undefined),
    opened: new Map(),
    calls: new Map(),
    drafts: new Map(),
    members: new Map(),
    wanted: new Map(),
    askMembers: coalesce(() => tellWanted(core)),
    line: undefined,
    lastCall: 0,
  }
  return {
    engine: {
      self,
      directory: core.directory,
      connection: core.connection,
      trouble: core.trouble,
      member: (workspace, user) => memberOf(core, workspace, user),
      open: (conversation) => open(core, conversation),
      wake: () => core.line?.tell({ kind: 'wake' }),
    },
    attach: (line) => attach(core, line),
    take: (message) => take(core, message),
  }
}

function attach(core: GuestCore, line: HostLine): void {
  core.line = line
  for (const [conversation, open] of core.opened) {
    open.told = []
    line.tell({ kind: 'open', conversation })
  }
  for (const [conversation, text] of core.drafts) line.tell({ kind: 'draft', conversation, text })
  for (const [workspace, known] of core.members) {
    if (known.size > 0 && line.member === undefined)
      line.tell({ kind: 'members', workspace, users: [...known.keys()] })
  }
  for (const call of core.calls.values()) {
    call.asked += 1
    line.tell(call.message)
  }
}

function take(core: GuestCore, message: HostMessage): void {
  switch (message.kind) {
    case 'directory':
      return core.directory.write(message.directory)
    case 'connection':
      return core.connection.write(message.connection)
    case 'trouble':
      return core.trouble.write(message.trouble)
    case 'view':
      return takeView(core, message)
    case 'draft':
      return void core.drafts.set(message.conversation, message.text)
    case 'members': {
      const known = membersIn(core, message.workspace)
      for (const { user, member } of message.members) known.set(user, member)
      return core.directory.write({ ...core.directory.read() }) // names are read when the directory changes
    }
    case 'answer': {
      const call = core.calls.get(message.call)
      core.calls.delete(message.call)
      return call?.resolve(call.asked > 1 ? asFirst(call.message, message.answer) : message.answer)
    }
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

function takeView(core: GuestCore, change: Extract<HostMessage, { kind: 'view' }>): void {
  const open = core.opened.get(change.conversation)
  if (open === undefined) return
  const { front, back, before, opening, draft } = change
  const { told } = open
  const messages =
    change.messages.length === 0 && front === told.length && back === 0
      ? told
      : told.slice(0, front).concat(change.messages, told.slice(told.length - back))
  open.told = messages
  const shown = open.view.read()
  // The next host reads from the disk what is on the screen already.
  const isBehind = opening && messages.length === 0 && shown.messages.length > 0
  const next = isBehind
    ? { ...shown, draft }
    : { messages: messages.length === 0 ? noMessages : messages, before, opening, draft }
  if (!sameView(shown, next)) open.view.write(next)
}

const noMessages: ConversationView['messages'] = []

const sameView = (left: ConversationView, right: ConversationView): boolean =>
  left.messages === right.messages &&
  left.before === right.before &&
  left.opening === right.opening &&
  left.draft === right.draft

function open(core: GuestCore, conversation: ConversationId): OpenConversation | undefined {
  const { workspaces } = core.directory.read()
  if (!workspaces.some(({ channels }) => channels.some(({ id }) => id === conversation))) return undefined
  const known = core.opened.get(conversation)
  const opened = known ?? {
    view: createCell<ConversationView>({ messages: noMessages, before: 'loading', opening: true, draft: '' }),
    told: [],
    openers: 0,
  }
  opened.openers += 1
  if (known === undefined) {
    core.opened.set(conversation, opened)
    core.line?.tell({ kind: 'open', conversation })
  }
  return conversationOf(core, conversation, opened)
}

function conversationOf(core: GuestCore, conversation: ConversationId, opened: OpenView): OpenConversation {
  let isOpen = true
  const send = async (request: Request): Promise<Result<OpId, SendFailure>> => {
    const answer = await call(core, conversation, request)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the host passes on what the engine's call resolved to
    return answer as Result<OpId, SendFailure>
  }
  return {
    view: opened.view,
    // The id is given here, so that a host who is asked for the second time knows what is there already.
    post: (text, about = {}) =>
      send({ name: 'post', input: [text, { ...about, id: about.id ?? randomId(opId, core.random) }] }),
    edit: (target, text) => send({ name: 'edit', input: [target, text] }),
    redact: (target) => send({ name: 'redact', input: [target] }),
    react: (target, emoji, on) => send({ name: 'react', input: [target, emoji, on] }),
    loadOlder: async () => void (await call(core, conversation, { name: 'loadOlder', input: [] })),
    setDraft: (text) => {
      core.drafts.set(conversation, text)
      core.line?.tell({ kind: 'draft', conversation, text })
    },
    markSeen: () => core.line?.tell({ kind: 'seen', conversation }),
    close: () => {
      if (!isOpen) return
      isOpen = false
      opened.openers -= 1
      if (opened.openers > 0) return
      core.opened.delete(conversation)
      core.line?.tell({ kind: 'close', conversation })
    },
  }
}

/** Resolves once a host has answered, this one or a later one. */
function call(core: GuestCore, conversation: ConversationId, request: Request): Promise<unknown> {
  const message: CallMessage = { kind: 'call', call: ++core.lastCall, conversation, ...request }
  return new Promise((resolve) => {
    core.calls.set(message.call, { message, resolve, asked: core.line === undefined ? 0 : 1 })
    core.line?.tell(message)
  })
}

function membersIn(core: GuestCore, workspace: WorkspaceId): Map<UserId, Member | undefined> {
  const known = core.members.get(workspace) ?? new Map<UserId, Member | undefined>()
  core.members.set(workspace, known)
  return known
}

function memberOf(core: GuestCore, workspace: WorkspaceId, user: UserId): Member | undefined {
  if (core.line?.member !== undefined) return core.line.member(workspace, user)
  const known = membersIn(core, workspace)
  if (!known.has(user)) {
    known.set(user, undefined)
    core.wanted.set(workspace, (core.wanted.get(workspace) ?? new Set()).add(user))
    core.askMembers()
  }
  return known.get(user)
}

function tellWanted(core: GuestCore): void {
  for (const [workspace, users] of core.wanted)
    core.line?.tell({ kind: 'members', workspace, users: [...users] })
  core.wanted.clear()
}
