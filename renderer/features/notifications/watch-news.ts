/** Sees from the directory that something came in, looks into the conversation, and tells of what the person should know. */
import { type Clock, millis, type Millis } from '../../../core/base/clock.ts'
import { compareMarks, type ReadMark } from '../../../core/conversation/about.ts'
import { isMentioned, isNamed } from '../../../core/conversation/mentions.ts'
import { threadAlone } from '../../../core/conversation/message.ts'
import type { ConversationView, Engine, OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import { type Listed, listedIn } from './listed.ts'
import { type Peace, shouldNotify } from './should-notify.ts'

/** The newest of the messages of one conversation that the person should know of. */
export interface Told {
  readonly conversation: Listed
  readonly message: ShownMessage
  readonly count: number
}

export interface NewsDeps {
  readonly engine: Pick<Engine, 'self' | 'directory' | 'open' | 'threads'>
  readonly clock: Clock
  /** The person has it in front of them, or would if they went to the end of what they have in front of them. */
  readonly isInView: (conversation: ConversationId, message: Pick<ShownMessage, 'thread'>) => boolean
  readonly peace: () => Peace
  readonly tell: (told: Told) => void
}

/** What is read at once is not told. */
const settleMs = 1_000
/** A conversation that does not open in this time, for want of a relay, is told of as far as it is there. */
const openMs = 10_000
/** Clocks of others may be so far behind. */
const slackMs = 5 * 60_000

interface Core {
  readonly deps: NewsDeps
  readonly since: Millis
  /** What was unread when it was looked at last; undefined before the directory is there. */
  counts: ReadonlyMap<ConversationId, number> | undefined
  readonly toldTo: Map<ConversationId, { readonly mark: ReadMark; readonly count: number }>
  /** What came in late and was told: their places say nothing of that. */
  readonly toldLate: Set<OpId>
  readonly due: Map<ConversationId, () => void>
}

/** Until the returned function is called. Rules NT1 to NT5. */
export function watchNews(deps: NewsDeps): () => void {
  const { directory } = deps.engine
  const since = millis(deps.clock.now() - slackMs)
  const core: Core = {
    deps,
    since,
    counts: undefined,
    toldTo: new Map(),
    toldLate: new Set(),
    due: new Map(),
  }
  const look = (): void => compare(core)
  const unlisten = directory.listen(look)
  look()
  return () => {
    unlisten()
    for (const stop of core.due.values()) stop()
  }
}

function compare(core: Core): void {
  const view = core.deps.engine.directory.read()
  if (!view.loaded) return
  const { counts: before, toldTo, due, deps } = core
  const all = listedIn(view)
  core.counts = new Map(all.map(({ id, count }) => [id, count]))
  for (const { id, count } of all) {
    const told = toldTo.get(id)
    if (count === 0 && told !== undefined) toldTo.set(id, { ...told, count: 0 })
    if (before === undefined || count <= (before.get(id) ?? 0) || due.has(id)) continue
    due.set(
      id,
      deps.clock.after(millis(settleMs), () => {
        due.delete(id)
        lookInto(core, id)
      }),
    )
  }
}

function lookInto(core: Core, id: ConversationId): void {
  const { engine } = core.deps
  const open = (core.counts?.get(id) ?? 0) > 0 ? engine.open(id) : undefined
  if (open === undefined) return
  const stop = whenOpened(open, core.deps.clock, () => {
    core.due.delete(id)
    tellOf(core, id, open.view.read())
    open.close()
  })
  // It may have been there at once.
  if (stop !== undefined)
    core.due.set(id, () => {
      stop()
      open.close()
    })
}

/** Undefined if it was opened already; else calls it off. */
function whenOpened(
  { view }: Pick<OpenConversation, 'view'>,
  clock: Clock,
  run: () => void,
): (() => void) | undefined {
  if (!view.read().opening) {
    run()
    return undefined
  }
  const stop = (): void => {
    unlisten()
    cancel()
  }
  const end = (): void => {
    stop()
    run()
  }
  const unlisten = view.listen(() => {
    if (!view.read().opening) end()
  })
  const cancel = clock.after(millis(openMs), end)
  return stop
}

function tellOf(core: Core, id: ConversationId, view: ConversationView): void {
  const { engine, isInView, peace, tell } = core.deps
  const conversation = listedIn(engine.directory.read()).find((each) => each.id === id)
  if (conversation === undefined || conversation.count === 0) return
  const known = core.toldTo.get(id)
  const threads = engine.threads.read().filter((each) => each.conversation === id)
  const rootsOf = (isLeft: boolean): ReadonlySet<OpId> =>
    new Set(threads.flatMap(({ root, left }) => (isLeft === (left === true) ? [root] : [])))
  const [followed, gone] = [rootsOf(false), rootsOf(true)]
  const wanted = peace()
  const isLate = ({ id: message }: ShownMessage): boolean => view.late.includes(message)
  // What was read on another device stands before those that are counted.
  const counted = conversation.count - view.late.length
  const others = view.messages.filter(
    (message) => message.author !== engine.self && !isLeft(message, gone, engine.self) && !isLate(message),
  )
  const unread = [...view.messages.filter(isLate), ...(counted > 0 ? others.slice(-counted) : [])]
  const news = unread.filter((message) => {
    if (message.redacted || message.at.time < core.since) return false
    if (isLate(message) ? core.toldLate.has(message.id) : isRead(message, view.readTo)) return false
    if (!isLate(message) && known !== undefined && compareMarks(message, known.mark) <= 0) return false
    const thread = threadAlone(message)
    const isFollowed = thread !== undefined && followed.has(thread)
    const about = {
      isDirect: conversation.isDirect,
      level: conversation.level,
      isOwn: message.author === engine.self,
      isMention: isMentioned(message.mentions, engine.self, thread === undefined || isFollowed),
      isReply: thread !== undefined,
      isFollowed,
      isInView: isInView(id, message),
    }
    return shouldNotify(about, wanted)
  })
  const message = news.at(-1)
  if (message === undefined) return
  const count = (known?.count ?? 0) + news.length
  for (const { id: late } of news.filter(isLate)) core.toldLate.add(late)
  const mark = known === undefined || compareMarks(message, known.mark) > 0 ? message : known.mark
  core.toldTo.set(id, { mark: { id: mark.id, at: mark.at }, count })
  tell({ conversation, message, count })
}

/** In a thread that the person has left, which is not counted either, unless it names them. Rule NT12. */
function isLeft(message: ShownMessage, gone: ReadonlySet<OpId>, self: UserId): boolean {
  const thread = threadAlone(message)
  return thread !== undefined && gone.has(thread) && !isNamed(message.mentions, self)
}

/** A mark says nothing of replies. */
const isRead = (message: ShownMessage, readTo: ReadMark | undefined): boolean =>
  readTo !== undefined && threadAlone(message) === undefined && compareMarks(message, readTo) <= 0
