/** Brings how far this person has read threads, and what they want unread, to their other devices and from there. Rule PS23. */
import { type Millis, millis } from '../../base/clock.ts'
import { compareMarks } from '../../conversation/about.ts'
import { conversationId, type ConversationId, isIdText, type WorkspaceId } from '../../protocol/ids.ts'
import type { Looks } from './looks.ts'
import { type ReadingCore, readingOf } from './reading-core.ts'
import type { ReadingOf } from './reading-record.ts'
import { laterMark, type ThreadMark } from './thread-mark.ts'
import {
  boundMarks,
  decodeMarks,
  encodeMarks,
  joinMarks,
  laterOwn,
  marksIn,
  marksKey,
  nothingSaid,
  type SaidMarks,
} from './said-marks.ts'

export interface SharedMarks {
  /** Marks are others now. */
  readonly say: () => void
  /** Settings are others. */
  readonly look: () => void
  /** The connection is another, or something came: what waits may be said now. */
  readonly heard: () => void
  readonly close: () => Promise<void>
}

/** What is read reply by reply is said once the person has paused for so long, or reads for that long: each is an entry in the notes. */
const gatherMs = 20_000
const longestMs = 120_000

interface Core {
  readonly reading: ReadingCore
  readonly looks: Looks
  /** By conversation, as it was heard of last. */
  readonly known: Map<ConversationId, string>
  /** Something may have to be said. True at the start: what was read without a network was said to nobody. */
  isDue: boolean
  since: Millis | undefined
  cancel: (() => void) | undefined
  isClosed: boolean
}

export function createSharedMarks(reading: ReadingCore, looks: Looks): SharedMarks {
  const core: Core = {
    reading,
    looks,
    known: new Map(),
    isDue: true,
    since: undefined,
    cancel: undefined,
    isClosed: false,
  }
  return {
    say: () => soon(core),
    look: () => {
      if (hearAll(core)) soon(core) // what this device has said may have been overwritten
    },
    heard: () => {
      const { workspaces, isCurrent } = reading.deps.personal()
      if (core.isDue && core.cancel === undefined && workspaces().some(isCurrent)) soon(core)
    },
    close: async () => {
      core.isClosed = true
      if (core.cancel === undefined) return
      core.cancel()
      await sayAll(core)
    },
  }
}

function soon(core: Core): void {
  if (core.isClosed) return // what is said at the end is heard of again
  const { clock } = core.reading.deps
  core.isDue = true
  core.since ??= clock.now()
  core.cancel?.()
  const left = core.since + longestMs - clock.now()
  core.cancel = clock.after(millis(Math.max(0, Math.min(gatherMs, left))), () => void sayAll(core))
}

/** Where not all is known that the other devices have set, it is said later. */
async function sayAll(core: Core): Promise<void> {
  const { workspaces, isCurrent } = core.reading.deps.personal()
  core.cancel = undefined
  core.since = undefined
  const now = workspaces().filter(isCurrent)
  core.isDue = now.length < workspaces().length
  await Promise.all(now.map((workspace) => sayIn(core, workspace)))
}

async function sayIn({ reading }: Core, workspace: WorkspaceId): Promise<void> {
  const { all, set } = reading.deps.personal().of(workspace)
  const said = saidIn(all.read())
  const joined = new Map<ConversationId, SaidMarks>()
  for (const [conversation, { marks }] of said) if (marks !== undefined) joined.set(conversation, marks)
  for (const [conversation, of] of reading.all) {
    if (reading.deps.workspaceOf(conversation) !== workspace) continue
    const other = said.get(conversation)
    // Who cannot read what stands there leaves it.
    if (other === undefined || other.marks !== undefined)
      joined.set(conversation, joinMarks(other?.marks ?? nothingSaid, marksOf(of)))
  }
  for (const [conversation, marks] of boundMarks(joined)) {
    const text = encodeMarks(marks)
    if (text !== said.get(conversation)?.text) await set(marksKey(conversation), text)
  }
}

function marksOf({ turn, isMarked, channel, marks, threads }: ReadingOf): SaidMarks {
  return {
    own: { turn, ...(isMarked && channel !== undefined && { mark: channel }) },
    threads: new Map([...marks].filter(([root]) => threads.has(root))),
  }
}

type Said = ReadonlyMap<ConversationId, { readonly text: string; readonly marks: SaidMarks | undefined }>

const saidIn = (settings: ReadonlyMap<string, string>): Said =>
  new Map(textsIn(settings).map(([conversation, text]) => [conversation, { text, marks: decodeMarks(text) }]))

const textsIn = (settings: ReadonlyMap<string, string>): ReadonlyArray<readonly [ConversationId, string]> =>
  Array.from(settings).flatMap(([key, text]) => {
    const id = marksIn(key) ?? ''
    return isIdText(id) ? [[conversationId(id), text] as const] : []
  })

/** True if anything was said that this device has not heard of. */
function hearAll(core: Core): boolean {
  const { deps } = core.reading
  const { workspaces, of } = deps.personal()
  let [isNews, isOther] = [false, false]
  for (const workspace of workspaces())
    for (const [conversation, text] of textsIn(of(workspace).all.read())) {
      if (core.known.get(conversation) === text || deps.workspaceOf(conversation) !== workspace) continue
      core.known.set(conversation, text)
      isNews = true
      const marks = decodeMarks(text)
      if (marks !== undefined && hear(core, conversation, marks)) isOther = true
    }
  if (isOther) {
    core.looks.soon()
    core.reading.keep()
    core.reading.refresh()
  }
  return isNews
}

/** True if that is another mark than this device had. */
function hear({ reading }: Core, conversation: ConversationId, { own, threads }: SaidMarks): boolean {
  const of = readingOf(reading, conversation)
  let isOther = false
  const watch = reading.watches.get(conversation)
  for (const [root, said] of threads) {
    const before = of.marks.get(root)
    const now = laterMark(before, said)
    if (now === before) continue
    isOther = true
    of.marks.set(root, now)
    watch?.look([root])
    if (watch === undefined && isOtherwise(of, root, now)) reading.due.add(conversation)
  }
  const before = marksOf(of).own
  const now = laterOwn(before, own)
  if (now.turn === before.turn && now.mark?.id === before.mark?.id) return isOther
  // Seen after it was marked: how far one had read before that nobody knows any more.
  if (now.mark !== undefined || of.isMarked) of.channel = now.mark
  of.turn = now.turn
  of.isMarked = now.mark !== undefined
  reading.deps.changed(conversation)
  return true
}

/** A closed conversation is opened for what cannot be told without its messages; where all was read, that is told at once. */
function isOtherwise({ threads }: ReadingOf, root: ThreadMark['id'], mark: ThreadMark): boolean {
  const known = threads.get(root)
  if (known === undefined) return false
  if (compareMarks(mark, known.last) < 0) return true
  if (known.unread > 0) threads.set(root, { ...known, unread: 0, mentions: 0 })
  return false
}
