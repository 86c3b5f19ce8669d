/**
 * A private channel is a group whose name is `#` and that of a channel: nothing else makes it one. The name is sealed, so no server
 * knows which groups are channels.
 */
import { safeParse } from 'valibot'
import { createChannelBody } from '../../../core/protocol/api.ts'
import { type About, words } from './words.ts'
import type { SealedConversation } from './people-model.ts'

/** One less than an open channel's: the `#` is part of the name. */
export const longestPrivateChannel = 63

export const privateChannelName = (channel: string): string => `#${channel}`

/** What the channel is called; undefined for a conversation that is none. */
export function privateChannelOf({
  kind,
  name,
}: Pick<SealedConversation, 'kind' | 'name'>): string | undefined {
  if (kind !== 'group' || !name.startsWith('#')) return undefined
  const read = safeParse(createChannelBody.entries.name, name.slice(1))
  return read.success && read.output === name.slice(1) ? read.output : undefined
}

/** The words for it: as a channel, or as a group. */
export const wordsAbout = (conversation: Pick<SealedConversation, 'kind' | 'name'>): About =>
  privateChannelOf(conversation) === undefined ? words.about.group : words.about.channel
