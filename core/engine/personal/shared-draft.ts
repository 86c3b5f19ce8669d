/** What a person has typed and not sent, as their other devices know it. Rule PS8 in core/sync/SPEC.md. */
import type { Millis } from '../../base/clock.ts'
import { conversationId, type ConversationId, isIdText } from '../../protocol/ids.ts'
import type { KeptSettings } from './settings.ts'

/** Drafts that are on all devices; further ones stay on the device where they are typed. */
const maxSharedDrafts = 200

export interface SharedDraft {
  /** Undefined if no device has said anything yet. Empty: it was sent, or taken back. */
  readonly read: () => { readonly text: string; readonly time: Millis } | undefined
  readonly say: (text: string) => Promise<void>
  readonly listen: (changed: () => void) => () => void
}

const prefix = 'draft/'

export function sharedDraft(settings: KeptSettings, conversation: ConversationId): SharedDraft {
  const key = prefix + conversation
  return {
    read: () => {
      const time = settings.timeOf(key)
      return time === undefined ? undefined : { text: settings.all.read().get(key) ?? '', time }
    },
    say: async (text) => {
      const all = settings.all.read()
      if (text !== '' && !all.has(key) && draftsIn(all).size >= maxSharedDrafts) return
      await settings.set(key, text === '' ? undefined : text) // one that is too long stays here
    },
    listen: settings.all.listen,
  }
}

/** Conversations in which something waits to be finished. */
export const draftsIn = (all: ReadonlyMap<string, string>): ReadonlySet<ConversationId> =>
  new Set(
    Array.from(all.keys())
      .filter((key) => key.startsWith(prefix) && isIdText(key.slice(prefix.length)))
      .map((key) => conversationId(key.slice(prefix.length))),
  )
