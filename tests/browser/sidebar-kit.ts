/** The list of conversations with more channels than it has room for. */
import { conversationId } from '../../core/protocol/ids.ts'
import { hexId } from '../support/preview/sample-messages.ts'

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
