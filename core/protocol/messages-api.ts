/** Messages of open conversations over REST: what goes in and what comes back. Times are milliseconds since 1970. */
import * as v from 'valibot'
import { attachmentAnswer, broughtAlong } from './attachments-api.ts'
import { conversationIdSchema, opIdSchema, userIdSchema } from './id-schemas.ts'

export const messagePaths = {
  messages: (conversation: string) => `/v1/conversations/${conversation}/messages`,
  message: (conversation: string, message: string) => `/v1/conversations/${conversation}/messages/${message}`,
  reaction: (conversation: string, message: string, emoji: string) =>
    `/v1/conversations/${conversation}/messages/${message}/reactions/${emoji}`,
  pin: (conversation: string, message: string) => `/v1/conversations/${conversation}/messages/${message}/pin`,
  thread: (conversation: string, message: string) =>
    `/v1/conversations/${conversation}/messages/${message}/thread`,
  pins: (conversation: string) => `/v1/conversations/${conversation}/pins`,
  read: (conversation: string) => `/v1/conversations/${conversation}/read`,
  unread: (conversation: string) => `/v1/conversations/${conversation}/unread`,
  receipts: (conversation: string) => `/v1/conversations/${conversation}/receipts`,
  search: (conversation: string) => `/v1/conversations/${conversation}/search`,
  unreadIn: (workspace: string) => `/v1/workspaces/${workspace}/unread`,
  searchIn: (workspace: string) => `/v1/workspaces/${workspace}/search`,
} as const

export const messageAnswer = v.object({
  id: opIdSchema,
  conversation: conversationIdSchema,
  author: userIdSchema,
  time: v.number(),
  /** Empty once it was taken back. */
  text: v.string(),
  edited: v.boolean(),
  deleted: v.boolean(),
  reactions: v.array(v.object({ emoji: v.string(), users: v.array(userIdSchema) })),
  replyTo: v.optional(opIdSchema),
  /** The message that the thread is about. */
  thread: v.optional(opIdSchema),
  /** A reply in a thread that shows in the channel too. */
  alsoInChannel: v.optional(v.boolean()),
  mentions: v.optional(v.array(userIdSchema)),
  attachments: v.optional(v.array(attachmentAnswer)),
  pinnedBy: v.optional(userIdSchema),
  /** A moderator put this text in place of the author's. */
  masked: v.optional(v.boolean()),
  /** When it disappears. */
  expires: v.optional(v.number()),
})
export type MessageAnswer = v.InferOutput<typeof messageAnswer>

/** Oldest first; `more`: there is more in the direction that was asked for. */
export const messagesAnswer = v.object({ messages: v.array(messageAnswer), more: v.boolean() })

/** Of people, or `everyone`. */
const mentions = v.optional(v.array(userIdSchema))
export const sendMessageBody = v.strictObject({
  /** CommonMark, 1 to 16,384 characters; with attachments it may be empty. */
  text: v.string(),
  replyTo: v.optional(opIdSchema),
  /** The message that the thread is about, or any in it. */
  thread: v.optional(opIdSchema),
  alsoInChannel: v.optional(v.boolean()),
  mentions,
  ...broughtAlong,
  /** The same key again is the same message: for repeating a request whose answer was lost. */
  key: v.optional(
    v.pipe(v.string(), v.minLength(1, 'at least one character'), v.maxLength(128, 'at most 128 characters')),
  ),
})
export const editMessageBody = v.strictObject({ text: v.string(), mentions })
export const markReadBody = v.strictObject({
  /** Without it, all that is there. */
  upTo: v.optional(opIdSchema),
})

const counted = { unread: v.number(), mentions: v.number() }
/** Counted up to 1,000. */
export const unreadAnswer = v.object(counted)
export const unreadInAnswer = v.object({
  ...counted,
  /** Those with anything unread. */
  conversations: v.array(v.object({ conversation: conversationIdSchema, ...counted })),
})
export const receiptsAnswer = v.object({
  receipts: v.array(v.object({ user: userIdSchema, upTo: v.optional(opIdSchema) })),
})
export const searchAnswer = v.object({
  /** What came in last first. */
  found: v.array(messageAnswer),
  /** Hand it in as `cursor` for more; a page may be short and have one. */
  next: v.optional(v.string()),
  /** What was typed as a filter and is none here. */
  ignored: v.array(v.string()),
})

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,15}$/, 'a whole number'),
    v.transform(Number),
    v.minValue(min, `a number from ${min} to ${max}`),
    v.maxValue(max, `a number from ${min} to ${max}`),
  )
const limit = v.optional(wholeNumber(1, 100), '20')

export const pageQuery = v.strictObject({
  limit,
  /** A message: what stands before it. Without `before`, `after` and `until`, the newest. */
  before: v.optional(opIdSchema),
  after: v.optional(opIdSchema),
  /** A moment: what was said before it. */
  until: v.optional(wholeNumber(0, 2 ** 48 - 1)),
  /** `true`: what was taken back as well, without its text. */
  deleted: v.optional(v.picklist(['true', 'false'])),
})
export const searchQuery = v.strictObject({
  /** Words and "phrases", all of which must stand in a message, parts of words too; `before:` and `after:` a day, month or year. */
  q: v.pipe(v.string(), v.maxLength(1_000, 'at most 1000 characters')),
  from: v.optional(userIdSchema),
  limit,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(64, 'the cursor of an answer'))),
})
