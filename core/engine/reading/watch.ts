/** A conversation that is open, as far as reading goes: its newest message, and what becomes of its threads. */
import type { Readable } from '../../base/readable.ts'
import { type Message, threadAlone } from '../../conversation/message.ts'
import { createThreadIndex, type Thread } from '../../conversation/views/threads.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import type { ConversationView, ShownMessage } from '../engine.ts'
import { followThread, furthest, sameThread, type ThreadReader } from './followed-thread.ts'
import type { ReadMark } from '../../conversation/about.ts'
import type { ReadingOf } from './reading-record.ts'
import { type ReadingCore, readingOf, type Watch } from './reading-core.ts'

export function createWatch(
  core: ReadingCore,
  conversation: ConversationId,
  view: Readable<Pick<ConversationView, 'messages' | 'opening'>>,
): Watch {
  const index = createThreadIndex()
  const byId = new Map<OpId, Message>()
  let known: ReadonlyArray<ShownMessage> = []
  let isThere = false

  const look = (roots: Iterable<OpId>): void => {
    const of = readingOf(core, conversation)
    let isNews = false
    const rootless: Array<Thread> = []
    for (const root of roots) {
      const before = of.threads.get(root)
      const thread = index.of(root)
      const message = byId.get(root)
      const far = core.farRoots.of(conversation, root)
      if (thread !== undefined && message === undefined && before?.by === undefined && far === undefined)
        rootless.push(thread)
      const reader = readerOf(core, conversation, root)
      const now = thread && followThread(thread, message, reader, before, far)
      // As long as the root is not loaded, nobody can say that nothing of the thread is left.
      if (now === undefined && (before === undefined || message === undefined)) continue
      if (now !== undefined && before !== undefined && sameThread(now, before)) continue
      isNews = true
      setOrDelete(of.threads, root, now)
    }
    // The one that follows the conversation by then, if any does.
    core.farRoots.ask(conversation, rootless, (found) =>
      (core.watches.get(conversation) ?? watch).look(found),
    )
    if (!isNews) return
    core.keep()
    core.refresh()
  }

  const follow = (): void => {
    const { messages, opening } = view.read()
    const isFirst = !opening && !isThere
    if (messages === known && !isFirst) return
    isThere ||= isFirst
    const { gone, come } = changesOf(known, messages)
    known = messages
    replaceIn(byId, gone, come)
    if (!opening) beginReading(core, conversation, messages)
    const touched = index.update([...gone.map((before) => ({ before })), ...come.map((after) => ({ after }))])
    const roots = come.map(({ id }) => id).filter((id) => index.of(id) !== undefined)
    // Threads whose replies were all taken back while nobody looked are nowhere among the messages.
    const listed = isFirst ? [...readingOf(core, conversation).threads.keys()] : []
    look(new Set([...touched, ...roots, ...listed]))
  }
  const stop = view.listen(follow)
  const watch: Watch = {
    newest: () => known.findLast((message) => threadAlone(message) === undefined && !mayGo(message)),
    newestIn: (root) => index.of(root)?.replies.at(-1),
    find: (id) => byId.get(id),
    look,
    close: stop,
  }
  follow()
  return watch
}

const readerOf = (core: ReadingCore, conversation: ConversationId, root: OpId): ThreadReader => ({
  self: core.deps.self,
  conversation,
  mark: markIn(readingOf(core, conversation), root),
  follows: core.deps.personal().follows(conversation, root),
})

/** What is not on the relay may be given up without a trace: of it nobody could say later how far it was. */
const mayGo = ({ delivery }: ShownMessage): boolean =>
  delivery?.kind === 'queued' || delivery?.kind === 'refused'

/** What was marked as unread may lie before all that this device has been there for. */
function markIn({ since, marks }: ReadingOf, root: OpId): ReadMark | undefined {
  const said = marks.get(root)
  return said !== undefined && said.turn > 0 ? said : furthest(since, said)
}

function setOrDelete<Value>(map: Map<OpId, Value>, key: OpId, value: Value | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

function replaceIn(
  byId: Map<OpId, Message>,
  gone: ReadonlyArray<Message>,
  come: ReadonlyArray<Message>,
): void {
  for (const message of gone) byId.delete(message.id)
  for (const message of come) byId.set(message.id, message)
}

/** What there is of a conversation when this device learns of it was read elsewhere, unless the log says otherwise. */
function beginReading(
  core: ReadingCore,
  conversation: ConversationId,
  messages: ReadonlyArray<Message>,
): void {
  const of = readingOf(core, conversation)
  if (of.isMet) return
  of.isMet = true
  const newest = messages.at(-1)
  if (newest === undefined || core.deps.isUnread(conversation)) return
  of.since = { id: newest.id, at: newest.at }
  core.keep()
}

/** Most changes are at the end or in one place: what is the same in front and behind is not looked at. */
function changesOf(
  before: ReadonlyArray<Message>,
  after: ReadonlyArray<Message>,
): { readonly gone: ReadonlyArray<Message>; readonly come: ReadonlyArray<Message> } {
  const shorter = Math.min(before.length, after.length)
  let front = 0
  while (front < shorter && before[front] === after[front]) front += 1
  let back = 0
  while (back < shorter - front && before.at(-1 - back) === after.at(-1 - back)) back += 1
  return {
    gone: before.slice(front, before.length - back),
    come: after.slice(front, after.length - back),
  }
}
