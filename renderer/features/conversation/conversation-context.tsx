import { createContext, use } from 'react'
import { Defect } from '../../../core/base/defect.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import type { TrustEvent } from '../../../core/bridge/trust.ts'
import type { OuterLink } from '../links/outer-link.ts'
import type { ConversationModel } from './conversation-model.ts'

/** What a person can do with a message. Stable as long as the conversation is shown. */
export interface MessageActions {
  readonly reply: (message: ShownMessage) => void
  readonly edit: (message: ShownMessage) => void
  /** Asks first. */
  readonly remove: (message: ShownMessage) => void
  readonly react: (message: ShownMessage, emoji: string, on: boolean) => void
  /** What the server refused is sent once more, taken back into the composer, or given up, with the way back. */
  readonly retry: (message: ShownMessage) => void
  readonly rewrite: (message: ShownMessage) => void
  readonly discard: (message: ShownMessage) => void
  readonly copy: (message: ShownMessage) => void
  /** Shows the thread about it, or the one that it is a reply in. */
  readonly openThread: (message: ShownMessage) => void
  readonly pin: (message: ShownMessage, on: boolean) => void
  /** Asks where to. */
  readonly forward: (message: ShownMessage) => void
  readonly copyLink: (message: ShownMessage) => void
  readonly markUnread: (message: ShownMessage) => void
  readonly showEarlier: (message: ShownMessage) => void
  readonly showReactions: (message: ShownMessage) => void
  /** To a message, or out of the app: there the person is asked first. */
  readonly followLink: (link: OuterLink) => void
}

/** What every row needs, the same for all of them. */
export interface ShownConversation {
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
  readonly self: UserId
  /** May delete what others wrote. */
  readonly moderator: boolean
  readonly mayPin: boolean
  /** `blocked`: not before a key was looked at. `closed`: what is here is read, and nothing changes any more. */
  readonly writing: 'open' | 'blocked' | 'closed'
  readonly actions: MessageActions
  /** What happened to people and devices, oldest first; empty in a channel. */
  readonly events: ReadonlyArray<TrustEvent>
}

const ConversationContext = createContext<ShownConversation | undefined>(undefined)

export const ConversationProvider = ConversationContext.Provider

export function useConversation(): ShownConversation {
  const conversation = use(ConversationContext)
  if (conversation === undefined) throw new Defect('no ConversationProvider above')
  return conversation
}

const ActiveRowContext = createContext(false)

export const ActiveRowProvider = ActiveRowContext.Provider

/** Tab reaches what is inside one row alone, the active one; else it would take hundreds of presses past the list. */
export const useRowTabIndex = (): 0 | -1 => (use(ActiveRowContext) ? 0 : -1)

export interface Allowed {
  readonly change: boolean
  readonly remove: boolean
  readonly answer: boolean
  readonly pin: boolean
  /** To oneself, or to others elsewhere. */
  readonly keep: boolean
  readonly thread: boolean
  /** Others have to have written it. */
  readonly markUnread: boolean
}

/** Which actions a message offers to this person. */
export function allowedFor(
  message: ShownMessage,
  conversation: Pick<ShownConversation, 'self' | 'moderator' | 'mayPin' | 'writing' | 'model'>,
): Allowed {
  const { self, moderator, mayPin, writing, model } = conversation
  const own = message.author === self
  const there = !message.redacted && !model.removal.pending.read().has(message.id)
  const isOpen = there && writing !== 'closed'
  return {
    change: isOpen && own && message.masked !== true, // nobody would see it
    remove: isOpen && (own || moderator),
    answer: isOpen,
    pin: isOpen && mayPin,
    keep: there,
    thread: there && model.root === undefined,
    markUnread: there && !own,
  }
}
