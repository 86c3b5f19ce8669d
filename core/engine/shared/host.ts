/** The side of the window that runs the engine: tells each guest what it shows, and does what it asks. Rules WN1 to WN5. */
import type { ConversationId, UserId, WorkspaceId } from '../../protocol/ids.ts'
import type { ConversationView, Engine, Member, OpenConversation } from '../engine.ts'
import type { CallMessage, GuestMessage, HostMessage } from './messages.ts'

/** One guest as the host knows it. */
export interface Seat {
  readonly take: (message: GuestMessage) => void
  /** The guest is gone. */
  readonly leave: () => void
}

export interface Host {
  /** A guest joins: it is told all that the screens begin with. */
  readonly join: (tell: (message: HostMessage) => void) => Seat
  readonly close: () => void
}

interface Shown {
  readonly open: OpenConversation
  readonly stop: () => void
}

interface SeatCore {
  readonly engine: Engine
  readonly tell: (message: HostMessage) => void
  /** What this guest has open; undefined as long as the directory does not know of it. */
  readonly shown: Map<ConversationId, Shown | undefined>
  /** The members that it asked for, as it was told. */
  readonly members: Map<WorkspaceId, Map<UserId, Member | undefined>>
  /** Hears of each draft but the guest's own. */
  readonly tellOthers: (message: HostMessage) => void
}

export function createHost(engine: Engine): Host {
  const seats = new Map<SeatCore, () => void>()
  return {
    join: (tell) => {
      const core: SeatCore = {
        engine,
        tell,
        shown: new Map(),
        members: new Map(),
        tellOthers: (message) => {
          for (const other of seats.keys()) if (other !== core) other.tell(message)
        },
      }
      const leave = seat(core)
      seats.set(core, leave)
      return {
        take: (message) => take(core, message),
        leave: () => {
          seats.delete(core)
          leave()
        },
      }
    },
    close: () => {
      for (const leave of seats.values()) leave()
      seats.clear()
    },
  }
}

function seat(core: SeatCore): () => void {
  const { engine, tell, shown } = core
  const tellDirectory = (): void => tell({ kind: 'directory', directory: engine.directory.read() })
  const tellConnection = (): void => tell({ kind: 'connection', connection: engine.connection.read() })
  const tellTrouble = (): void => tell({ kind: 'trouble', trouble: engine.trouble.read() })
  tellConnection()
  tellTrouble()
  tellDirectory()
  const stops = [
    engine.connection.listen(tellConnection),
    engine.trouble.listen(tellTrouble),
    engine.directory.listen(() => {
      tellDirectory()
      tellMembers(core)
      for (const [conversation, open] of shown) if (open === undefined) show(core, conversation)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const conversation of shown.keys()) hide(core, conversation)
  }
}

function take(core: SeatCore, message: GuestMessage): void {
  switch (message.kind) {
    case 'open':
      if (!core.shown.has(message.conversation)) show(core, message.conversation)
      return
    case 'close':
      return hide(core, message.conversation)
    case 'call':
      return void answer(core, message)
    case 'draft':
      core.tellOthers(message)
      return withOpen(core, message.conversation, (open) => open.setDraft(message.text))
    case 'seen':
      return withOpen(core, message.conversation, (open) => open.markSeen())
    case 'members':
      return ask(core, message.workspace, message.users)
    case 'wake':
      return core.engine.wake()
  }
}

function show(core: SeatCore, conversation: ConversationId): void {
  const open = core.engine.open(conversation)
  if (open === undefined) return void core.shown.set(conversation, undefined)
  let told: ConversationView['messages'] = []
  const tellView = (): void => {
    const view = open.view.read()
    const { front, back } = sameEnds(told, view.messages)
    const messages = view.messages.slice(front, view.messages.length - back)
    told = view.messages
    core.tell({ kind: 'view', conversation, ...view, front, back, messages })
  }
  core.shown.set(conversation, { open, stop: open.view.listen(tellView) })
  tellView()
}

function sameEnds<Item>(
  before: ReadonlyArray<Item>,
  after: ReadonlyArray<Item>,
): { readonly front: number; readonly back: number } {
  const shorter = Math.min(before.length, after.length)
  let front = 0
  while (front < shorter && before[front] === after[front]) front += 1
  let back = 0
  while (back < shorter - front && before.at(-1 - back) === after.at(-1 - back)) back += 1
  return { front, back }
}

function hide({ shown }: SeatCore, conversation: ConversationId): void {
  const known = shown.get(conversation)
  shown.delete(conversation)
  known?.stop()
  known?.open.close()
}

/** Opens it for as long as it takes if the guest does not have it open. */
function withOpen<Value>(
  { engine, shown }: SeatCore,
  conversation: ConversationId,
  use: (open: OpenConversation) => Value,
): Value | undefined {
  const known = shown.get(conversation)
  if (known !== undefined) return use(known.open)
  const open = engine.open(conversation)
  if (open === undefined) return undefined
  try {
    return use(open)
  } finally {
    open.close()
  }
}

async function answer(core: SeatCore, message: CallMessage): Promise<void> {
  const done = await withOpen(core, message.conversation, (open) => run(open, message))
  core.tell({
    kind: 'answer',
    call: message.call,
    answer: done === undefined ? { ok: false, failure: { kind: 'not-ready' } } : done.answer,
  })
}

async function run(open: OpenConversation, message: CallMessage): Promise<{ readonly answer: unknown }> {
  switch (message.name) {
    case 'post':
      return { answer: await open.post(...message.input) }
    case 'edit':
      return { answer: await open.edit(...message.input) }
    case 'redact':
      return { answer: await open.redact(...message.input) }
    case 'react':
      return { answer: await open.react(...message.input) }
    case 'loadOlder':
      return { answer: await open.loadOlder() }
  }
}

function ask(core: SeatCore, workspace: WorkspaceId, users: ReadonlyArray<UserId>): void {
  const asked = core.members.get(workspace) ?? new Map<UserId, Member | undefined>()
  core.members.set(workspace, asked)
  const members = users.map((user) => ({ user, member: core.engine.member(workspace, user) }))
  for (const { user, member } of members) asked.set(user, member)
  core.tell({ kind: 'members', workspace, members })
}

/** Those that are others now. */
function tellMembers({ engine, tell, members }: SeatCore): void {
  for (const [workspace, asked] of members) {
    const changed = Array.from(asked.keys(), (user) => ({
      user,
      member: engine.member(workspace, user),
    })).filter(({ user, member }) => asked.get(user) !== member)
    for (const { user, member } of changed) asked.set(user, member)
    if (changed.length > 0) tell({ kind: 'members', workspace, members: changed })
  }
}
