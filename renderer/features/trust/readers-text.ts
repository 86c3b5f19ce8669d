import type { SealedConversation } from '../people/people-model.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import { words } from './words.ts'

/** The line under a sealed conversation's name. */
export function readersText(
  { others }: Pick<SealedConversation, 'others'>,
  nameOf: (user: SealedConversation['others'][number]) => string,
): string {
  const [first] = others
  if (first === undefined) return words.onlyYou
  return others.length === 1 ? words.onlyTwo(nameOf(first)) : words.onlyGroup(others.length + 1)
}

/** Whether everybody else in it has been verified; false where there is nobody else. */
export const isVerified = ({ readers }: Pick<ConversationTrust, 'readers'>): boolean =>
  readers.length > 1 && readers.every(({ verification: { kind } }) => kind === 'self' || kind === 'verified')
