import type { ConversationView } from '../engine.ts'

/** What of a view is told again only when it changes. */
export type Told = Pick<
  ConversationView,
  'messages' | 'seen' | 'typing' | 'threadTyping' | 'threadDrafts' | 'timers'
>

/** What a guest has of a conversation before it is told anything. */
export const nothingTold: Told = {
  messages: [],
  seen: undefined,
  typing: [],
  threadTyping: new Map(),
  threadDrafts: new Map(),
  timers: [],
}
