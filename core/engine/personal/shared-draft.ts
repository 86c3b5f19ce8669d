/** What a person has typed and not sent, as their other devices know it. Rule PS8 in core/sync/SPEC.md. */
import type { Millis } from '../../base/clock.ts'
import { conversationId, type ConversationId, isIdText, type OpId, opId } from '../../protocol/ids.ts'
import type { KeptSettings } from './settings.ts'

/** Drafts that are on all devices; further ones stay on the device where they are typed. */
const maxSharedDrafts = 200

interface SharedDraft {
  /** Undefined if no device has said anything yet. Empty: it was sent, or taken back. */
  readonly read: () => { readonly text: string; readonly time: Millis } | undefined
  readonly say: (text: string) => Promise<void>
}

/** Those of a conversation. */
export interface SharedDrafts {
  /** Of the conversation itself if there is no `root`, else of that thread. */
  readonly of: (root: OpId | undefined) => SharedDraft
  /** Roots of the threads in which something waits. */
  readonly threads: () => ReadonlyArray<OpId>
  readonly listen: (changed: () => void) => () => void
}

/** `draft/<conversation>` holds the text; `draft-in/<root>` the conversation and the text: a key has no room for both ids. */
const ofConversation = 'draft/'
const ofThread = 'draft-in/'
const idLength = 32

export function sharedDrafts(settings: KeptSettings, conversation: ConversationId): SharedDrafts {
  /** Undefined for what belongs elsewhere: whoever writes in another conversation may give a message there the same id. */
  const textIn = (value: string): string | undefined =>
    value.startsWith(conversation) ? value.slice(idLength) : undefined
  return {
    of: (root) => {
      const key = root === undefined ? ofConversation + conversation : ofThread + root
      return {
        read: () => {
          const time = settings.timeOf(key)
          if (time === undefined) return undefined
          const value = settings.all.read().get(key)
          const text = value === undefined || root === undefined ? (value ?? '') : textIn(value)
          return text === undefined ? undefined : { text, time }
        },
        say: async (text) => {
          const all = settings.all.read()
          if (text !== '' && !all.has(key) && countShared(all) >= maxSharedDrafts) return
          const value = root === undefined ? text : conversation + text
          await settings.set(key, text === '' ? undefined : value) // one that is too long stays here
        },
      }
    },
    threads: () =>
      Array.from(settings.all.read()).flatMap(([key, value]) => {
        const root = key.startsWith(ofThread) ? key.slice(ofThread.length) : ''
        return isIdText(root) && value.startsWith(conversation) ? [opId(root)] : []
      }),
    listen: settings.all.listen,
  }
}

const countShared = (all: ReadonlyMap<string, string>): number =>
  Array.from(all.keys()).filter((key) => key.startsWith(ofConversation) || key.startsWith(ofThread)).length

/** Conversations in which something waits to be finished. */
export const draftsIn = (all: ReadonlyMap<string, string>): ReadonlySet<ConversationId> =>
  new Set(
    Array.from(all.keys())
      .filter((key) => key.startsWith(ofConversation) && isIdText(key.slice(ofConversation.length)))
      .map((key) => conversationId(key.slice(ofConversation.length))),
  )
