/** How this person appears to others, by one word and without an end. */
import type { Own } from '../own/own-model.ts'
import { words } from './words.ts'

export const namedStatuses = ['away', 'busy', 'online', 'invisible'] as const
export type NamedStatus = (typeof namedStatuses)[number]

export function setStatus(name: NamedStatus, change: Own['change'], say: (text: string) => void): void {
  // Online is what one is by being there; said outright it would hold while the machine is left alone too.
  change({ status: name === 'online' ? undefined : { status: name, until: undefined } })
  say(words.statusSet[name])
}
