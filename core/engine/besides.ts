/**
 * What no directory tells of a conversation that is no channel: what it is about, as those who are in it say, and whether this person
 * has put it out of the lists. Rules CS24 and PS21 in core/sync/SPEC.md.
 */
import { maxTopicLength } from '../conversation/limits.ts'
import { cleanLine } from '../conversation/preview-fields.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { Sync } from '../sync/sync-contract.ts'

export interface Besides {
  /** One line; left out if there is none. */
  readonly topic?: string
  /** One emoji that stands for it; left out if there is none. */
  readonly icon?: string
  /** Out of the lists, until something new comes. */
  readonly archived?: true
  /** What of the log archiving is to leave behind: see `Sync.knownPosts`. Left out if that is nothing. */
  readonly newest?: number
}

export const sameBesides = (left: Besides, right: Besides): boolean =>
  left.topic === right.topic &&
  left.icon === right.icon &&
  left.archived === right.archived &&
  left.newest === right.newest

interface BesidesDeps {
  readonly sync: Pick<Sync, 'about' | 'knownPosts'>
  readonly isArchived: (conversation: ConversationId) => boolean
}

export function besidesOf({ sync, isArchived }: BesidesDeps, conversation: ConversationId): Besides {
  const about = sync.about(conversation)
  const newest = sync.knownPosts(conversation)
  const topic = about?.topic === undefined ? '' : cleanLine(about.topic.text, maxTopicLength)
  const icon = about?.icon?.text ?? ''
  return {
    ...(topic !== '' && { topic }),
    ...(isOneEmoji(icon) && { icon }),
    ...(isArchived(conversation) && { archived: true }),
    ...(newest > 0 && { newest }),
  }
}

const element = String.raw`\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*`
const oneEmoji = new RegExp(
  String.raw`^(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|${element}(?:\u200D${element})*)$`,
  'u',
)
/** As for a channel, in code units. */
const maxIconLength = 16

/** Whoever is in a conversation may write what they like there: what is no sign of one letter's size shows as none. @internal */
export const isOneEmoji = (text: string): boolean => text.length <= maxIconLength && oneEmoji.test(text)
