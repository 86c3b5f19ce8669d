/** Links to messages, as they are copied and followed: `tidings://message/<conversation>/<message>/<author>`. Decision 0091. */
import { readAppLink, toMessageLink as linkTo } from '../../../core/bridge/app-link.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { keyOf } from './rows.ts'

export interface LinkedMessage {
  readonly conversation: ConversationId
  /** As by `keyOf`. */
  readonly key: string
}

export const toMessageLink = (
  conversation: ConversationId,
  { id, author }: Pick<ShownMessage, 'id' | 'author'>,
): string => linkTo(conversation, id, author)

/** Undefined for anything else. */
export function readMessageLink(link: string): LinkedMessage | undefined {
  const read = readAppLink(link)
  if (read?.kind !== 'message') return undefined
  const { conversation, message, author } = read
  return { conversation, key: keyOf({ id: message, author }) }
}
