/** Whether new texts of messages came too late, or show to nobody: somebody had deleted the message, or put another text in its place. Rule CP29 in ../markup/SPEC.md. */
import { type Clock, millis } from '../../../core/base/clock.ts'
import type { Engine, OpenConversation } from '../../../core/engine/engine.ts'
import type { ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import type { KeptModes, MadeEdit } from './kept-modes.ts'

export interface WatchEditsDeps {
  readonly modes: Pick<KeptModes, 'made' | 'of' | 'listen'>
  readonly engine: Pick<Engine, 'self' | 'open' | 'directory' | 'connection'>
  readonly clock: Clock
  /** `edit` came too late: `by` had deleted its message; undefined: a moderator's text stands in its place. Once for each. */
  readonly tellLate: (edit: MadeEdit, by: UserId | undefined) => void
}

/** What has become the draft is stored as that by then, and what the view is told of a message has come. */
const settleMs = millis(1_000)

interface Core extends WatchEditsDeps {
  readonly opened: Map<ConversationId, { readonly open: OpenConversation; readonly stop: () => void }>
  /** Messages of which the person was told. */
  readonly told: Set<OpId>
  /** Messages whose new text was handed to the box. */
  readonly given: Set<OpId>
  /** Of messages whose new text is in the draft, or arrived: forgotten in a moment. */
  readonly leaving: Map<OpId, () => void>
  isLoading: boolean
}

/** Gives each that came too late back as a draft, and forgets the others once they are there. Until the returned function is called. */
export function watchEdits(deps: WatchEditsDeps): () => void {
  const { modes, engine } = deps
  const core: Core = {
    ...deps,
    opened: new Map(),
    told: new Set(),
    given: new Set(),
    leaving: new Map(),
    isLoading: false,
  }
  const look = (): void => lookAll(core, look)
  const stops = [modes.made, engine.connection, engine.directory].map(({ listen }) => listen(look))
  stops.push(modes.listen(look))
  look()
  return () => {
    for (const stop of [...stops, ...core.leaving.values()]) stop()
    for (const { stop } of core.opened.values()) stop()
  }
}

const ownOf = ({ modes, engine }: WatchEditsDeps): ReadonlyArray<MadeEdit> =>
  modes.made.read().filter(({ user }) => user === engine.self)

function lookAll(core: Core, look: () => void): void {
  const { opened, engine } = core
  const edits = ownOf(core)
  if (edits.length === 0 && opened.size === 0) return
  for (const { conversation } of edits) {
    const open = opened.has(conversation) ? undefined : engine.open(conversation)
    if (open === undefined) continue
    const unlisten = open.view.listen(look)
    opened.set(conversation, { open, stop: () => (unlisten(), open.close()) })
  }
  for (const edit of edits) judge(core, edit, look)
  for (const [conversation, { stop }] of opened) {
    if (ownOf(core).some((edit) => edit.conversation === conversation)) continue
    opened.delete(conversation)
    stop()
  }
}

function judge(core: Core, edit: MadeEdit, look: () => void): void {
  const open = core.opened.get(edit.conversation)?.open
  if (open === undefined) {
    // Whoever is no longer in it has nowhere to write that.
    if (core.engine.directory.read().loaded) forget(core, edit)
    return
  }
  const { messages, before, opening } = open.view.read()
  const message = messages.find(({ id }) => id === edit.message)
  if (message === undefined) {
    if (opening || core.isLoading) return
    if (before === 'beginning') forget(core, edit)
    if (before === 'more') void loadOlder(core, open, look)
    return
  }
  const isByOther = message.redacted && message.redactedBy !== undefined && message.expired !== true
  if (isByOther && message.redactedBy !== undefined) return giveBack(core, edit, message.redactedBy)
  // Who deletes their own message, or has it disappear, wants no text of it.
  if (message.redacted) return forget(core, edit)
  // Whenever that was put there, and be it for what this says: nothing of the author's shows any more.
  if (message.masked === true) return giveBack(core, edit, undefined)
  const { kind, syncedAt = 0 } = core.engine.connection.read()
  const waits = message.delivery?.kind === 'queued' || message.delivery?.kind === 'refused'
  if (waits || kind !== 'online' || syncedAt <= edit.at) return stay(core, edit)
  // All that was on the relay when it came there is here.
  leave(core, edit)
}

async function loadOlder(core: Core, open: OpenConversation, look: () => void): Promise<void> {
  core.isLoading = true
  await open.loadOlder()
  core.isLoading = false
  look()
}

/** To the box of that place, which has it in the draft; while something else is begun there, once that is over. */
function giveBack(core: Core, edit: MadeEdit, by: UserId | undefined): void {
  const { modes, told, given, leaving } = core
  const { message, text } = edit
  if (!told.has(message)) core.tellLate(edit, by)
  told.add(message)
  const mode = modes.of(edit.user, edit.conversation, edit.root)
  const now = mode.read()
  const isFree = now.kind === 'new' && now.text === undefined
  if (given.has(message)) {
    if (isFree) leave(core, edit)
    // What was begun before the page was has come in its place.
    else if (now.kind !== 'new' && !leaving.has(message)) given.delete(message)
    return
  }
  stay(core, edit)
  if (!isFree) return
  given.add(message)
  mode.write({ kind: 'new', text, isLeftOver: true })
}

function leave(core: Core, edit: MadeEdit): void {
  if (core.leaving.has(edit.message)) return
  const cancel = core.clock.after(settleMs, () => {
    core.leaving.delete(edit.message)
    forget(core, edit)
  })
  core.leaving.set(edit.message, cancel)
}

function stay({ leaving }: Core, { message }: MadeEdit): void {
  leaving.get(message)?.()
  leaving.delete(message)
}

function forget({ modes, told, given }: Core, edit: MadeEdit): void {
  told.delete(edit.message)
  given.delete(edit.message)
  modes.made.write(modes.made.read().filter((each) => each !== edit))
}
