/** The list of conversations with more channels than it has room for. */
import { millis } from '../../core/base/clock.ts'
import type { ListedThread } from '../../core/engine/threads-contract.ts'
import { conversationId, workspaceId } from '../../core/protocol/ids.ts'
import { hexId, me, messageId, personId } from '../support/preview/sample-messages.ts'

export const names = Array.from({ length: 46 }, (_, index) => `channel-${String(index).padStart(3, '0')}`)
export const entry = (number: number): HTMLElement | null =>
  document.querySelector(`nav [data-conversation="${conversationId(hexId(4, number))}"]`)
/** What scrolls. */
export const list = (): HTMLElement | null | undefined =>
  entry(0)?.closest('nav')?.querySelector(':scope > div > div')

export function isInView(number: number): boolean {
  const [inner, outer] = [entry(number), list()].map((each) => each?.getBoundingClientRect())
  return inner !== undefined && outer !== undefined && inner.top >= outer.top && inner.bottom <= outer.bottom
}

/** In a channel of the fake's workspaces; both by their numbers. */
export const threadIn = (place: number, channel: number, about: Partial<ListedThread>): ListedThread => ({
  conversation: conversationId(hexId(4, place * 1_000 + channel)),
  workspace: workspaceId(hexId(3, place + 5)),
  root: messageId(900 + place * 10 + channel),
  by: me,
  text: `begun in ${place} ${channel}`,
  replies: 3,
  people: [personId(1)],
  last: { id: messageId(990), by: personId(1), at: { time: millis(1), counter: 0 }, text: 'a reply' },
  unread: 0,
  mentions: 0,
  alsoCounted: { unread: 0, mentions: 0 },
  ...about,
})
