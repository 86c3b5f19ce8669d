/** Frames of the JSON gateway as a client reads them. What it does not know yet is passed over. */
import * as v from 'valibot'
import { attachmentAnswer } from '../protocol/attachments-api.ts'

const text = v.string()
const message = {
  roomId: text,
  messageId: text,
  userId: text,
  username: text,
  content: text,
  timestamp: v.number(),
  edited: v.boolean(),
  replyTo: v.optional(text),
  thread: v.optional(text),
  alsoInChannel: v.optional(v.boolean()),
  mentions: v.optional(v.array(text)),
  attachments: v.optional(v.array(attachmentAnswer)),
  expires: v.optional(v.number()),
}
const status = v.picklist(['online', 'away', 'busy', 'offline'])

const chatAnswer = v.variant('type', [
  v.object({ type: v.literal('room_joined'), roomId: text, name: text, memberCount: v.number() }),
  v.object({ type: v.literal('room_left'), roomId: text, code: v.optional(text) }),
  v.object({ type: v.literal('message'), clientId: v.optional(text), ...message }),
  v.object({ type: v.literal('message_edited'), ...message }),
  v.object({ type: v.literal('message_deleted'), roomId: text, messageId: text }),
  v.object({
    type: v.literal('reaction'),
    roomId: text,
    messageId: text,
    reactions: v.array(v.object({ emoji: text, userIds: v.array(text) })),
  }),
  v.object({ type: v.literal('pin'), roomId: text, messageId: text, on: v.boolean() }),
  v.object({ type: v.literal('typing_indicator'), roomId: text, userId: text, isTyping: v.boolean() }),
  v.object({ type: v.literal('presence'), userId: text, status, lastSeen: v.optional(v.number()) }),
  v.object({ type: v.literal('read'), roomId: text, userId: text, messageId: v.optional(text) }),
  v.object({
    type: v.picklist(['conversation:new', 'conversation:updated']),
    roomId: text,
    name: text,
    topic: text,
  }),
  v.object({
    type: v.literal('error'),
    code: text,
    detail: text,
    request: v.optional(text),
    retryAfter: v.optional(v.number()),
    clientId: v.optional(text),
  }),
])
export type ChatAnswer = v.InferOutput<typeof chatAnswer>
export type AnswerOf<Type extends ChatAnswer['type']> = Extract<ChatAnswer, { readonly type: Type }>

/** Undefined for what is no frame of the gateway, or of a newer one. */
export function readAnswer(given: unknown): ChatAnswer | undefined {
  if (typeof given !== 'string') return undefined
  try {
    const read = v.safeParse(chatAnswer, JSON.parse(given))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
