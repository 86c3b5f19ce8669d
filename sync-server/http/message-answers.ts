/** Messages and their failures, as the API tells them. */
import { fail } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import { attachmentToAnswer } from '../../core/protocol/attachments-api.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { MessageAnswer } from '../../core/protocol/messages-api.ts'
import type { MessageFailure } from '../messages/messages.ts'
import type { ApiFailure } from './problems.ts'

export function messageToAnswer(conversation: ConversationId, message: Message): MessageAnswer {
  const { id, author, at, text, edited, redacted, reactions, replyTo, thread, mentions } = message
  const { attachments, pinned, masked, expiresAt, alsoInChannel } = message
  return {
    id,
    conversation,
    author,
    time: at.time,
    text,
    edited,
    deleted: redacted,
    reactions: reactions.map(({ emoji, users }) => ({ emoji, users: [...users] })),
    ...(replyTo && { replyTo }),
    ...(thread && { thread }),
    ...(alsoInChannel && { alsoInChannel }),
    ...(mentions && { mentions: [...mentions] }),
    ...(attachments && { attachments: attachments.map(attachmentToAnswer) }),
    ...(pinned && { pinnedBy: pinned.by }),
    ...(masked && { masked }),
    ...(expiresAt && { expires: expiresAt }),
  }
}

const retrySeconds = 2

export const failed = (failure: MessageFailure): { readonly ok: false; readonly failure: ApiFailure } =>
  fail(apiFailure(failure))

function apiFailure(failure: MessageFailure): ApiFailure {
  switch (failure.kind) {
    case 'not-found':
    case 'forbidden':
    case 'sealed':
    case 'key-reused':
      return { code: failure.kind }
    case 'no-such-message':
      return { code: 'no-such-message', detail: failure.message }
    case 'no-such-file':
      return { code: 'no-such-file', field: 'attachments', detail: failure.file }
    case 'empty':
      return { code: 'bad-request', field: 'text', detail: 'There is nothing in it.' }
    case 'too-long':
      return {
        code: 'bad-request',
        field: 'text',
        detail: `It is ${failure.length} long; ${failure.limit} is the most.`,
        limit: failure.limit,
      }
    case 'refused':
      return { code: 'message-refused', detail: failure.reason }
    case 'unavailable':
      return { code: 'unavailable', retryAfter: retrySeconds }
  }
}
