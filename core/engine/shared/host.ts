/** The side of the window that runs the engine: tells each guest what it shows, and does what it asks. Rules WN1 to WN10. */
import type { Clock } from '../../base/clock.ts'
import type { Readable } from '../../base/readable.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import type { Engine, Notice, OpenConversation } from '../engine.ts'
import { createHostPeople, type HostPeople } from './host-people.ts'
import { createHostSettings, type HostSettings } from './host-settings.ts'
import { keepNotices, type KeptNotices } from './kept-notices.ts'
import type { CallMessage } from './call-message.ts'
import type { GuestMessage, HostMessage } from './messages.ts'
import { changedOf, nothingTold, sameEnds, type Told } from './told.ts'
import { presenceOfWindows, type Said } from './window-presence.ts'

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
  /** Where this guest has said that the person writes; undefined if nowhere. */
  typing: { readonly root: OpId | undefined } | undefined
  /** It has said that what was refused is about to be given up; set until that is over. */
  withholds: boolean
  /** The last of what it has asked to be given up. */
  discarded: Promise<unknown> | undefined
}

interface HostCore {
  readonly engine: Engine
  readonly clock: Clock
  readonly notices: KeptNotices
  readonly seats: Map<SeatCore, () => void>
}

interface SeatCore {
  readonly host: HostCore
  readonly engine: Engine
  readonly tell: (message: HostMessage) => void
  /** What this guest has open; undefined as long as the directory does not know of it. */
  readonly shown: Map<ConversationId, Shown | undefined>
  readonly people: HostPeople
  readonly settings: HostSettings
  /** What this guest lets others see of the person. */
  presence: Said | undefined
}

/** `earlier` are the notices that were there under the host before. */
export function createHost(engine: Engine, clock: Clock, earlier: ReadonlyArray<Notice>): Host {
  const host: HostCore = { engine, clock, notices: keepNotices(engine, earlier), seats: new Map() }
  const { seats, notices } = host
  return {
    join: (tell) => {
      const people = createHostPeople(engine, tell)
      const settings = createHostSettings(engine, tell)
      const core: SeatCore = { host, engine, tell, shown: new Map(), people, settings, presence: undefined }
      seats.set(core, seat(core))
      showPresence(host)
      return {
        take: (message) => take(core, message),
        leave: () => {
          seats.get(core)?.()
          if (seats.delete(core)) showPresence(host)
        },
      }
    },
    close: () => {
      for (const leave of seats.values()) leave()
      seats.clear()
      notices.close()
    },
  }
}

function showPresence({ engine, clock, seats }: HostCore): void {
  const said = presenceOfWindows(
    Array.from(seats.keys(), ({ presence }) => presence),
    clock,
  )
  if (said !== undefined) engine.setPresence(said.status, said.until)
}

function seat(core: SeatCore): () => void {
  const { engine, tell, shown, people, settings } = core
  const { connection, trouble, progress, directory, search, threads } = engine
  const notices = core.host.notices.all
  // The directory comes last: who has it has all that the screens begin with.
  const stops = [
    keepTold(connection, () => tell({ kind: 'connection', connection: connection.read() })),
    keepTold(trouble, () => tell({ kind: 'trouble', trouble: trouble.read() })),
    keepTold(progress, () => tell({ kind: 'progress', progress: progress.read() })),
    keepTold(search.coverage, () => tell({ kind: 'coverage', coverage: search.coverage.read() })),
    keepTold(threads, () => tell({ kind: 'threads', threads: threads.read() })),
    keepTold(notices, () => tell({ kind: 'notices', notices: notices.read() })),
    keepTold(directory, () => {
      tell({ kind: 'directory', directory: directory.read() })
      people.directoryChanged()
      for (const [conversation, open] of shown) if (open === undefined) show(core, conversation)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const conversation of shown.keys()) hide(core, conversation)
    people.close()
    settings.close()
  }
}

function keepTold(value: Readable<unknown>, tell: () => void): () => void {
  tell()
  return value.listen(tell)
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
      for (const other of core.host.seats.keys()) if (other !== core) other.tell(message)
      return withOpen(core, message.conversation, (open) =>
        open.setDraft(message.text, message.root, message.replaces),
      )
    case 'seen':
      return withOpen(core, message.conversation, (open) => open.markSeen())
    case 'read':
      return core.engine.markRead(message.conversation)
    case 'ready':
      return core.engine.ready(message.conversations)
    case 'thread-seen':
      return withOpen(core, message.conversation, (open) => open.markThreadSeen(message.root))
    case 'unread':
      if (message.from === undefined) return core.engine.markUnread(message.conversation)
      return withOpen(core, message.conversation, (open) => message.from && open.markUnread(message.from))
    case 'typing':
      return setTyping(core.shown.get(message.conversation), message)
    case 'members':
      return core.people.askMembers(message.workspace, message.users)
    case 'list':
      return void list(core, message)
    case 'watch':
      return core.people.watch(message.users)
    case 'own-presence':
      core.presence = { status: message.status, until: message.until }
      return showPresence(core.host)
    case 'dismiss':
      return core.host.notices.dismiss(message.notice)
    case 'find':
      return void find(core, message)
    case 'settings':
      return core.settings.watch(message.workspace)
    case 'set':
      return void core.settings.set(message)
    case 'wake':
      return core.engine.wake()
  }
}

async function find(
  { engine, tell }: SeatCore,
  { call, query, after }: Extract<GuestMessage, { kind: 'find' }>,
): Promise<void> {
  tell({ kind: 'found', call, outcome: await engine.search.find(query, after) })
}

async function list(
  { engine, tell }: SeatCore,
  { call, workspace }: Extract<GuestMessage, { kind: 'list' }>,
): Promise<void> {
  tell({ kind: 'listed', call, members: await engine.members(workspace) })
}

function setTyping(
  shown: Shown | undefined,
  { on, root }: Pick<Extract<GuestMessage, { kind: 'typing' }>, 'on' | 'root'>,
): void {
  if (shown === undefined) return
  if (on) shown.typing = { root }
  else if (shown.typing?.root === root) shown.typing = undefined
  shown.open.typing(on, root)
}

function show(core: SeatCore, conversation: ConversationId): void {
  const open = core.engine.open(conversation)
  if (open === undefined) return void core.shown.set(conversation, undefined)
  let told: Told = nothingTold
  const tellView = (): void => {
    const view = open.view.read()
    const { before, opening, preview, draft, readTo, late, timer, blocked } = view
    const { front, back } = sameEnds(told.messages, view.messages)
    const messages = view.messages.slice(front, view.messages.length - back)
    const rest = { before, opening, preview, draft, readTo, late, timer, blocked, ...changedOf(told, view) }
    told = view
    core.tell({ kind: 'view', conversation, ...rest, front, back, messages })
  }
  const stop = open.view.listen(tellView)
  core.shown.set(conversation, { open, stop, typing: undefined, withholds: false, discarded: undefined })
  tellView()
}

function hide({ shown }: SeatCore, conversation: ConversationId): void {
  const known = shown.get(conversation)
  shown.delete(conversation)
  if (known === undefined) return
  known.stop()
  // Others may have it open still; who is gone from here writes no more.
  if (known.typing !== undefined) known.open.typing(false, known.typing.root)
  // What it has asked to be given up comes before anything is tried again.
  if (known.withholds) void Promise.resolve(known.discarded).finally(() => known.open.withhold(false))
  known.open.close()
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
  const shown = core.shown.get(message.conversation)
  if (shown !== undefined && message.name === 'withhold') [shown.withholds] = message.input
  const running = withOpen(core, message.conversation, (open) => run(open, message))
  if (shown !== undefined && (message.name === 'discard' || message.name === 'redact'))
    shown.discarded = running
  const done = await running
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
    case 'describe':
      return { answer: await open.describe(...message.input) }
    case 'setTimer':
      return { answer: await open.setTimer(...message.input) }
    case 'redact':
      return { answer: await open.redact(...message.input) }
    case 'react':
      return { answer: await open.react(...message.input) }
    case 'pin':
      return { answer: await open.pin(...message.input) }
    case 'retry':
      return { answer: open.retry(...message.input) }
    case 'withhold':
      return { answer: open.withhold(...message.input) }
    case 'discard':
      return { answer: await open.discard(...message.input) }
    case 'loadOlder':
      return { answer: await open.loadOlder() }
  }
}
