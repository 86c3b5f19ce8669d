/**
 * Webhooks over REST: outgoing ones, which tell a program of what happens in open conversations, and incoming ones, whose
 * address says something in one. What is sent follows https://www.standardwebhooks.com.
 */
import * as v from 'valibot'
import { nameSchema } from './api.ts'
import {
  conversationIdSchema,
  deliveryIdSchema,
  opIdSchema,
  userIdSchema,
  webhookIdSchema,
} from './id-schemas.ts'

export const webhookEvents = [
  'message.posted',
  'message.edited',
  'message.deleted',
  'message.reaction',
  'member.joined',
  'member.left',
  'conversation.created',
  'conversation.archived',
] as const
export type WebhookEventType = (typeof webhookEvents)[number]

export const pauses = [
  /** Somebody paused it. */
  'by-hand',
  /** A delivery was tried for a day. */
  'failing',
  /** Its address answered that it is gone for ever (410). */
  'gone',
] as const
export type Pause = (typeof pauses)[number]

export const deliveryStates = [
  'waiting',
  'delivered',
  /** Given up: to be seen, and sent again by hand. */
  'dead',
  /** What it was about is gone, or may not be told any more. */
  'withheld',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const webhookPaths = {
  webhooks: (workspace: string) => `/v1/workspaces/${workspace}/webhooks`,
  webhook: (workspace: string, webhook: string) => `/v1/workspaces/${workspace}/webhooks/${webhook}`,
  secret: (workspace: string, webhook: string) => `/v1/workspaces/${workspace}/webhooks/${webhook}/secret`,
  test: (workspace: string, webhook: string) => `/v1/workspaces/${workspace}/webhooks/${webhook}/test`,
  deliveries: (workspace: string, webhook: string) =>
    `/v1/workspaces/${workspace}/webhooks/${webhook}/deliveries`,
  redeliver: (workspace: string, webhook: string, delivery: string) =>
    `/v1/workspaces/${workspace}/webhooks/${webhook}/deliveries/${delivery}/redeliver`,
  incoming: (workspace: string) => `/v1/workspaces/${workspace}/incoming-webhooks`,
  incomingOne: (workspace: string, webhook: string) =>
    `/v1/workspaces/${workspace}/incoming-webhooks/${webhook}`,
  post: (token: string) => `/v1/incoming/${token}`,
} as const

const url = v.pipe(v.string(), v.maxLength(2_000, 'at most 2000 characters'))
const events = v.pipe(
  v.array(v.picklist(webhookEvents)),
  v.minLength(1, 'at least one event'),
  v.maxLength(webhookEvents.length, 'each event once'),
)
const conversations = v.pipe(v.array(conversationIdSchema), v.maxLength(100, 'at most 100 conversations'))

export const createWebhookBody = v.strictObject({
  name: nameSchema,
  /** Where it is told: `https`, at a public address. */
  url,
  events,
  /** None: all public channels, and who comes and goes. Private ones are told where they are named alone. */
  conversations: v.optional(conversations, []),
})
export const updateWebhookBody = v.strictObject({
  name: v.optional(nameSchema),
  url: v.optional(url),
  events: v.optional(events),
  conversations: v.optional(conversations),
  /** While it is paused, what happens waits. */
  paused: v.optional(v.boolean()),
})
/** `secret` is told this once. */
export const createdWebhookAnswer = v.object({ id: webhookIdSchema, secret: v.string() })
/** Until `previousUntil` the one before signs too. */
export const rotatedSecretAnswer = v.object({ secret: v.string(), previousUntil: v.number() })

export const webhooksAnswer = v.object({
  webhooks: v.array(
    v.object({
      id: webhookIdSchema,
      name: v.string(),
      url: v.string(),
      events: v.array(v.picklist(webhookEvents)),
      /** As far as who asks may read them. */
      conversations: v.array(conversationIdSchema),
      /** Why nothing is sent. */
      paused: v.optional(v.picklist(pauses)),
      /** What went wrong when it was last tried: a status, or what kept it from being reached. */
      failure: v.optional(v.string()),
      changedBy: userIdSchema,
      created: v.number(),
      waiting: v.number(),
      dead: v.number(),
    }),
  ),
})

/** `delivered`, or what went wrong. */
export const testedWebhookAnswer = v.object({ outcome: v.string() })

export const deliveriesQuery = v.strictObject({
  state: v.optional(v.picklist(deliveryStates)),
  /** One of them: those before it. */
  before: v.optional(deliveryIdSchema),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'a whole number'),
      v.transform(Number),
      v.minValue(1, 'a number from 1 to 100'),
      v.maxValue(100, 'a number from 1 to 100'),
    ),
    '20',
  ),
})
/** The newest first. */
export const deliveriesAnswer = v.object({
  deliveries: v.array(
    v.object({
      /** Sent as `webhook-id`. */
      id: deliveryIdSchema,
      event: v.picklist(webhookEvents),
      time: v.number(),
      state: v.picklist(deliveryStates),
      attempts: v.number(),
      tried: v.optional(v.number()),
      failure: v.optional(v.string()),
    }),
  ),
  more: v.boolean(),
})

export const createIncomingBody = v.strictObject({ name: nameSchema, conversation: conversationIdSchema })
/** Whoever has `url` can post: it is told this once. `id` is the author of what is posted. */
export const createdIncomingAnswer = v.object({ id: userIdSchema, url: v.string() })
export const incomingAnswer = v.object({
  incoming: v.array(
    v.object({
      id: userIdSchema,
      name: v.string(),
      /** If who asks may read it. */
      conversation: v.optional(conversationIdSchema),
      createdBy: userIdSchema,
      created: v.number(),
    }),
  ),
})
/** Other fields, such as Slack's `channel` and `icon_emoji`, are passed over. */
export const postIncomingBody = v.object({
  /** CommonMark, 1 to 16,384 characters. */
  text: v.string(),
  /** Stands before the text, in bold: the author is the webhook all the same. */
  username: v.optional(nameSchema),
  /** The message that the thread is about, or any in it. */
  thread: v.optional(opIdSchema),
  /** The same key again is the same message. */
  key: v.optional(
    v.pipe(v.string(), v.minLength(1, 'at least one character'), v.maxLength(128, 'at most 128 characters')),
  ),
})
export const postedAnswer = v.object({ id: opIdSchema })
