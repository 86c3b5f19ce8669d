/**
 * What a person has typed and not sent in a conversation and in its threads, kept on this device, and on their others once they
 * pause. Rules CR65 and PS8 in core/sync/SPEC.md.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { millis, type Clock, type Millis } from '../base/clock.ts'
import { fail } from '../base/result.ts'
import { type ConversationId, isIdText, type OpId, opId } from '../protocol/ids.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { SharedDrafts } from './personal/shared-draft.ts'

export interface DraftDeps {
  readonly conversation: ConversationId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly shared: SharedDrafts
  readonly changed: () => void
}

export interface Draft {
  readonly text: () => string
  /** What waits in threads, by their roots. The same object until that changes. */
  readonly threads: () => ReadonlyMap<OpId, string>
  /**
   * With a `root`: in that thread. Stored half a second after the last change, said to the person's other devices after three; both
   * at once if it is empty: what was sent must not stand there again after a crash. Given what it `replaces`, it does nothing where
   * something else stands.
   */
  readonly set: (text: string, root?: OpId, replaces?: string) => void
  /** Stores and says now what is not stored or said yet. */
  readonly flush: () => Promise<void>
  /** The store has lost it. */
  readonly rewrite: () => Promise<void>
  /** Hears no more of other devices. */
  readonly close: () => void
}

const storeDelayMs = 500
/** Who goes on writing and sends has said nothing by then: most messages cost no entry for their draft. */
const shareDelayMs = 3_000
/** In a conversation: each write stores them all. @internal */
export const maxThreadDrafts = 32
const draftKey = (conversation: ConversationId): string => `draft/${conversation}`

interface Typed {
  readonly text: string
  /** When, by the clock of the device where it was typed; 0 for nothing. */
  readonly time: Millis
}
const nothingTyped: Typed = { text: '', time: millis(0) }

/** The root of a thread; undefined for the conversation itself. */
type Place = OpId | undefined
type AllTyped = ReadonlyMap<Place, Typed>

interface DraftCore extends DraftDeps {
  readonly typed: Map<Place, Typed>
  /** Typed since this was opened: what is stored came before. */
  readonly touched: Set<Place>
  readonly sharing: Map<Place, Delay>
  texts: ReadonlyMap<OpId, string>
}

/** Empty until the stored ones have been read, which changes nothing where something was typed meanwhile. */
export function createDraft(deps: DraftDeps): Draft {
  const { conversation, clock, store, stored, shared } = deps
  const core: DraftCore = {
    ...deps,
    typed: new Map(),
    touched: new Set(),
    sharing: new Map(),
    texts: new Map(),
  }
  const key = draftKey(conversation)
  const write = (): Promise<void> => writeStored(store, stored, key, () => core.typed)
  // What was stored has been read by then: nothing of it goes from the disk because something else was typed.
  const rewrite = (): Promise<void> => begun.then(write)
  const storing = createDelay(clock, storeDelayMs, rewrite)
  const adoptAll = (): void => {
    const places = [undefined, ...core.typed.keys(), ...shared.threads()]
    if (places.filter((place) => adopt(core, place)).length > 0) void write()
  }
  const read = async (): Promise<void> => {
    const { found, isDamaged } = await readStored(store, stored, key)
    if (isDamaged) await write()
    for (const [place, typed] of found) if (!core.touched.has(place)) take(core, place, typed)
    adoptAll()
  }
  const begun = read()
  const unlisten = shared.listen(() => void begun.then(adoptAll))
  const textOf = (place: Place): string => core.typed.get(place)?.text ?? ''
  const set = (text: string, root: Place): void => {
    core.touched.add(root)
    if (text === textOf(root)) return
    if (root !== undefined) makeRoom(core, root)
    storing.begin()
    const sharing = sharingOf(core, root)
    sharing.begin()
    take(core, root, { text, time: clock.now() })
    if (text === '') void Promise.all([storing.end(), sharing.end()])
  }
  return {
    text: () => textOf(undefined),
    threads: () => core.texts,
    set: (text, root, replaces) => {
      if (replaces === undefined) return set(text, root)
      // What is to be replaced may be on the disk still, and then it would come after this.
      void begun.then(() => {
        if (textOf(root) === replaces) set(text, root)
      })
    },
    flush: async () => {
      await Promise.all([storing.end(), ...Array.from(core.sharing.values(), (each) => each.end())])
    },
    rewrite,
    close: unlisten,
  }
}

function take(core: DraftCore, place: Place, typed: Typed): void {
  const isNews = typed.text !== (core.typed.get(place)?.text ?? '')
  core.typed.set(place, typed)
  if (!isNews) return
  if (place !== undefined) {
    const waiting = [...core.typed].flatMap(([root, { text }]) =>
      root === undefined || text === '' ? [] : [[root, text] as const],
    )
    core.texts = new Map(waiting)
  }
  core.changed()
}

/** What another device says, unless something was typed here since. */
function adopt(core: DraftCore, place: Place): boolean {
  const said = core.shared.of(place).read()
  const known = core.typed.get(place) ?? nothingTyped
  if (said === undefined || core.sharing.get(place)?.isDue() === true || said.time <= known.time) return false
  const isOneMore = place !== undefined && !core.texts.has(place) && said.text !== ''
  if (isOneMore && core.texts.size >= maxThreadDrafts) return false
  take(core, place, said)
  return said.text !== known.text
}

/** At the bound the draft that was typed in first goes, here and on the other devices. */
function makeRoom(core: DraftCore, root: OpId): void {
  if (core.texts.has(root) || core.texts.size < maxThreadDrafts) return
  const timeOf = (each: OpId): Millis => core.typed.get(each)?.time ?? millis(0)
  const [oldest] = [...core.texts.keys()].toSorted((left, right) => timeOf(left) - timeOf(right))
  if (oldest === undefined) return
  take(core, oldest, { text: '', time: core.clock.now() })
  void core.shared.of(oldest).say('')
}

function sharingOf(core: DraftCore, place: Place): Delay {
  const known = core.sharing.get(place)
  if (known !== undefined) return known
  const shared = core.shared.of(place)
  const delay = createDelay(core.clock, shareDelayMs, async () => {
    const text = core.typed.get(place)?.text ?? ''
    if (text !== (shared.read()?.text ?? '')) await shared.say(text)
  })
  core.sharing.set(place, delay)
  return delay
}

async function readStored(
  store: LocalStore,
  stored: Stored,
  key: string,
): Promise<{ readonly found: AllTyped; readonly isDamaged: boolean }> {
  const value = await store.value(key)
  if (!value.ok) {
    stored(value)
    return { found: new Map(), isDamaged: value.failure.kind === 'damaged' }
  }
  const found = value.value && toTyped(value.value)
  const isDamaged = value.value !== undefined && found === undefined
  if (isDamaged) stored(fail({ kind: 'damaged', where: key }))
  return { found: found ?? new Map(), isDamaged }
}

async function writeStored(
  store: LocalStore,
  stored: Stored,
  key: string,
  read: () => AllTyped,
): Promise<void> {
  const waiting = [...read()].filter(([, { text }]) => text !== '')
  const value = waiting.length === 0 ? undefined : toBytes(new Map(waiting))
  stored(await store.write([{ kind: 'value', key, value }], { durable: false }), {
    name: key,
    again: () => writeStored(store, stored, key, read),
  })
}

interface Delay {
  /** Runs it once, after the delay; from now on if it was begun already. */
  readonly begin: () => void
  /** Runs it now if it was to be run. */
  readonly end: () => Promise<void>
  readonly isDue: () => boolean
}

function createDelay(clock: Clock, delayMs: number, run: () => Promise<void>): Delay {
  let cancel: (() => void) | undefined
  const end = async (): Promise<void> => {
    if (cancel === undefined) return
    cancel()
    cancel = undefined
    await run()
  }
  return {
    begin: () => {
      cancel?.()
      cancel = clock.after(millis(delayMs), () => void end())
    },
    end,
    isDue: () => cancel !== undefined,
  }
}

/** drafts = draft • (varString(root) • draft)*; draft = varUint(time) • varString(text); an empty text is none. */
function toBytes(all: AllTyped): Uint8Array {
  const output = encoding.createEncoder()
  const write = ({ time, text }: Typed): void => {
    encoding.writeVarUint(output, time)
    encoding.writeVarString(output, text)
  }
  write(all.get(undefined) ?? nothingTyped)
  for (const [root, typed] of all) {
    if (root === undefined) continue
    encoding.writeVarString(output, root)
    write(typed)
  }
  return encoding.toUint8Array(output)
}

/** Undefined for anything else: a disk may hold anything. */
function toTyped(bytes: Uint8Array): AllTyped | undefined {
  const input = decoding.createDecoder(bytes)
  const all = new Map<Place, Typed>()
  const read = (): Typed => ({
    time: millis(decoding.readVarUint(input)),
    text: decoding.readVarString(input),
  })
  try {
    all.set(undefined, read())
    while (decoding.hasContent(input)) {
      const root = decoding.readVarString(input)
      if (!isIdText(root) || all.size > maxThreadDrafts) return undefined
      all.set(opId(root), read())
    }
    return all
  } catch {
    return undefined
  }
}
