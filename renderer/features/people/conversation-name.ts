import type { UserId } from '../../../core/protocol/ids.ts'
import { pageListed } from '../../languages/speech.ts'
import { shortName } from '../../ui/short-name.ts'
import type { SealedConversation } from './people-model.ts'
import { words } from './words.ts'

/** Names that stand in a line before the rest is counted. */
const namesShown = 3

/** What a sealed conversation is called: its own name, or the people in it. */
export function conversationName(
  { kind, name, others }: Pick<SealedConversation, 'kind' | 'name' | 'others'>,
  nameOf: (user: UserId) => string,
): string {
  if (kind === 'notes') return words.notes
  if (name !== '') return name
  const names = others.map(nameOf)
  if (names.length === 1) return names.join('')
  const short = names.slice(0, namesShown).map(shortName)
  return names.length > namesShown ? words.andOthers(short, names.length - namesShown) : pageListed(short)
}
