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

/** What of it has changed since. */
export const changedOf = (
  told: Told,
  { seen, typing, threadTyping, threadDrafts, timers }: Told,
): Partial<Omit<Told, 'messages'>> => ({
  ...(seen !== told.seen && { seen }),
  ...(typing !== told.typing && { typing }),
  ...(threadTyping !== told.threadTyping && { threadTyping }),
  ...(threadDrafts !== told.threadDrafts && { threadDrafts }),
  ...(timers !== told.timers && { timers }),
})

/** How many items at each end are the same ones. */
export function sameEnds<Item>(
  before: ReadonlyArray<Item>,
  after: ReadonlyArray<Item>,
): { readonly front: number; readonly back: number } {
  const shorter = Math.min(before.length, after.length)
  let front = 0
  while (front < shorter && before[front] === after[front]) front += 1
  let back = 0
  while (back < shorter - front && before.at(-1 - back) === after.at(-1 - back)) back += 1
  return { front, back }
}
