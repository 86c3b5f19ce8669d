/** Links to messages, as they are copied and followed: `tidings://message/<conversation>/<message>/<author>`. Decision 0091. */
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { conversationId, type ConversationId, isIdText } from '../../../core/protocol/ids.ts'

const start = 'tidings://message/'

export interface LinkedMessage {
  readonly conversation: ConversationId
  /** As by `keyOf`. */
  readonly key: string
}

export const toMessageLink = (
  conversation: ConversationId,
  { id, author }: Pick<ShownMessage, 'id' | 'author'>,
): string => `${start}${conversation}/${id}/${author}`

/** Undefined for anything else. */
export function readMessageLink(link: string): LinkedMessage | undefined {
  if (!link.startsWith(start)) return undefined
  const [conversation, id, author, ...more] = link.slice(start.length).split('/')
  if (!isIdText(conversation) || !isIdText(id) || !isIdText(author) || more.length > 0) return undefined
  return { conversation: conversationId(conversation), key: id + author }
}
