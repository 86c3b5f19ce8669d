/** What a person has typed and not sent, kept on this device per conversation. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import { millis, type Clock } from '../base/clock.ts'
import { fail, type Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure } from '../storage/local-store.ts'

export interface DraftDeps {
  readonly conversation: ConversationId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: (outcome: Result<void, StoreFailure>) => void
  readonly changed: () => void
}

export interface Draft {
  readonly text: () => string
  /** Stored half a second after the last change. */
  readonly set: (text: string) => void
  /** Stores now what is not stored yet. */
  readonly flush: () => Promise<void>
}

const delayMs = 500
const draftKey = (conversation: ConversationId): string => `draft/${conversation}`

/** Empty until the stored one has been read, which changes nothing if something was typed meanwhile. */
export function createDraft({ conversation, clock, store, stored, changed }: DraftDeps): Draft {
  const key = draftKey(conversation)
  let text = ''
  let isTyped = false
  let cancel: (() => void) | undefined

  const read = async (): Promise<void> => {
    const value = await store.value(key)
    if (!value.ok) return stored(value)
    if (value.value === undefined || isTyped) return
    const found = toText(value.value)
    if (found === undefined) return stored(fail({ kind: 'damaged', where: key }))
    text = found
    changed()
  }
  const flush = async (): Promise<void> => {
    if (cancel === undefined) return
    cancel()
    cancel = undefined
    const value = text === '' ? undefined : encodeUtf8(text)
    stored(await store.write([{ kind: 'value', key, value }], { durable: false }))
  }
  void read()
  return {
    text: () => text,
    set: (typed) => {
      isTyped = true
      if (typed === text) return
      text = typed
      cancel?.()
      cancel = clock.after(millis(delayMs), () => void flush())
      changed()
    },
    flush,
  }
}

/** Undefined for what is no UTF-8: a disk may hold anything. */
function toText(bytes: Uint8Array): string | undefined {
  try {
    return decodeUtf8(bytes)
  } catch {
    return undefined
  }
}
