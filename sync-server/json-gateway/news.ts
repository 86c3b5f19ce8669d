/** What has become of messages, as frames. */
import type { Message } from '../../core/conversation/message.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import { attachmentToAnswer } from '../../core/protocol/attachments-api.ts'
import type { GatewayAnswer, GatewayMessage } from '../../core/protocol/json-gateway.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'

export function messageFields(roomId: ConversationId, message: Message, username: string): GatewayMessage {
  const { id, author, text, at, edited, replyTo, thread, alsoInChannel, mentions } = message
  const { attachments, expiresAt } = message
  return {
    roomId,
    messageId: id,
    userId: author,
    username,
    content: text,
    timestamp: at.time,
    edited,
    ...(replyTo && { replyTo }),
    ...(thread && { thread }),
    ...(alsoInChannel && { alsoInChannel }),
    ...(mentions && { mentions }),
    ...(attachments && { attachments: attachments.map(attachmentToAnswer) }),
    ...(expiresAt && { expires: expiresAt }),
  }
}

/** None for what no client asks about; two where a text and its reactions changed at once. */
export function answersOf(
  roomId: ConversationId,
  { before, after }: MessageChange,
  username: string,
): ReadonlyArray<GatewayAnswer> {
  const messageId = (after ?? before)?.id
  if (messageId === undefined) return []
  const wasSaid = before !== undefined && !before.redacted
  if (after === undefined || after.redacted) {
    return wasSaid ? [{ type: 'message_deleted', roomId, messageId }] : []
  }
  const fields = messageFields(roomId, after, username)
  if (!wasSaid) return [{ type: 'message', ...fields }]
  const answers: Array<GatewayAnswer> = []
  if (before.text !== after.text || before.edited !== after.edited)
    answers.push({ type: 'message_edited', ...fields })
  const reactions = after.reactions.map(({ emoji, users }) => ({ emoji, userIds: users }))
  if (JSON.stringify(before.reactions) !== JSON.stringify(after.reactions)) {
    answers.push({ type: 'reaction', roomId, messageId, reactions })
  }
  const on = after.pinned !== undefined
  if ((before.pinned !== undefined) !== on) answers.push({ type: 'pin', roomId, messageId, on })
  return answers
}
