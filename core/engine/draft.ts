/** What a person has typed and not sent, kept on this device per conversation. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import { millis, type Clock } from '../base/clock.ts'
import { fail } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'

export interface DraftDeps {
  readonly conversation: ConversationId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly changed: () => void
}

export interface Draft {
  readonly text: () => string
  /** Stored half a second after the last change. */
  readonly set: (text: string) => void
  /** Stores now what is not stored yet. */
  readonly flush: () => Promise<void>
  /** The store has lost it. */
  readonly rewrite: () => Promise<void>
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
    if (!value.ok) {
      stored(value)
      return value.failure.kind === 'damaged' ? rewrite() : undefined
    }
    if (value.value === undefined || isTyped) return
    const found = toText(value.value)
    if (found === undefined) {
      stored(fail({ kind: 'damaged', where: key }))
      return rewrite()
    }
    text = found
    changed()
  }
  const flush = async (): Promise<void> => {
    if (cancel === undefined) return
    cancel()
    cancel = undefined
    await rewrite()
  }
  const rewrite = async (): Promise<void> => {
    const value = text === '' ? undefined : encodeUtf8(text)
    stored(await store.write([{ kind: 'value', key, value }], { durable: false }), {
      name: key,
      again: rewrite,
    })
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
    rewrite,
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
