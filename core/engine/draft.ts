/** What a person has typed and not sent, kept on this device per conversation, and on their others once they pause. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { millis, type Clock, type Millis } from '../base/clock.ts'
import { fail } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { SharedDraft } from './personal/shared-draft.ts'

export interface DraftDeps {
  readonly conversation: ConversationId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly shared: SharedDraft
  readonly changed: () => void
}

export interface Draft {
  readonly text: () => string
  /** Stored half a second after the last change, said to the person's other devices after three; at once if it is empty. */
  readonly set: (text: string) => void
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
const draftKey = (conversation: ConversationId): string => `draft/${conversation}`

interface Typed {
  readonly text: string
  /** When, by the clock of the device where it was typed; 0 for nothing. */
  readonly time: Millis
}

/** Empty until the stored one has been read, which changes nothing if something was typed meanwhile. */
export function createDraft({ conversation, clock, store, stored, shared, changed }: DraftDeps): Draft {
  const key = draftKey(conversation)
  let typed: Typed = { text: '', time: millis(0) }
  let isTyped = false
  const storing = createDelay(clock, storeDelayMs, () => rewrite())
  const sharing = createDelay(clock, shareDelayMs, () => say())

  const read = async (): Promise<void> => {
    const { found, isDamaged } = await readStored(store, stored, key)
    if (isDamaged) await rewrite()
    if (isTyped) return
    if (found !== undefined) take(found)
    adopt()
  }
  const take = (found: Typed): void => {
    const isNews = found.text !== typed.text
    typed = found
    if (isNews) changed()
  }
  /** What another device says, unless something was typed here since. */
  const adopt = (): void => {
    const said = shared.read()
    if (said === undefined || sharing.isDue() || said.time <= typed.time) return
    const isNews = said.text !== typed.text
    take(said)
    if (isNews) void rewrite()
  }
  const say = async (): Promise<void> => {
    const said = shared.read()?.text ?? ''
    if (typed.text !== said) await shared.say(typed.text)
  }
  const rewrite = (): Promise<void> => writeStored(store, stored, key, () => typed)
  const begun = read()
  const unlisten = shared.listen(() => void begun.then(adopt))
  return {
    text: () => typed.text,
    set: (text) => {
      isTyped = true
      if (text === typed.text) return
      typed = { text, time: clock.now() }
      storing.begin()
      sharing.begin()
      if (text === '') void sharing.end()
      changed()
    },
    flush: async () => {
      await Promise.all([storing.end(), sharing.end()])
    },
    rewrite,
    close: () => unlisten(),
  }
}

async function readStored(
  store: LocalStore,
  stored: Stored,
  key: string,
): Promise<{ readonly found: Typed | undefined; readonly isDamaged: boolean }> {
  const value = await store.value(key)
  if (!value.ok) {
    stored(value)
    return { found: undefined, isDamaged: value.failure.kind === 'damaged' }
  }
  const found = value.value && toTyped(value.value)
  const isDamaged = value.value !== undefined && found === undefined
  if (isDamaged) stored(fail({ kind: 'damaged', where: key }))
  return { found, isDamaged }
}

async function writeStored(store: LocalStore, stored: Stored, key: string, read: () => Typed): Promise<void> {
  const typed = read()
  const value = typed.text === '' ? undefined : toBytes(typed)
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

/** draft = varUint(time) • varString(text) */
function toBytes({ text, time }: Typed): Uint8Array {
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, time)
  encoding.writeVarString(output, text)
  return encoding.toUint8Array(output)
}

/** Undefined for anything else: a disk may hold anything. */
function toTyped(bytes: Uint8Array): Typed | undefined {
  const input = decoding.createDecoder(bytes)
  try {
    const time = millis(decoding.readVarUint(input))
    const text = decoding.readVarString(input)
    return decoding.hasContent(input) ? undefined : { text, time }
  } catch {
    return undefined
  }
}
