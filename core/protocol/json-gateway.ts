/**
 * The JSON gateway at `/ws`: text frames for bots and scripts, one JSON object each, told apart by `type`. The guide is
 * docs/guides/json-gateway.md; the rules are JG* of SPEC.md.
 */
import * as v from 'valibot'
import { type AttachmentAnswer, broughtAlong } from './attachments-api.ts'
import { conversationIdSchema, opIdSchema, userIdSchema } from './id-schemas.ts'

/** Why the relay closes a socket. After 44xx the client has to change something, after 45xx it may come back as it is. */
export const gatewayCloseCodes = {
  /** Bytes that are no text. A frame over `maxGatewayFrameBytes` is closed with 1009, as WebSocket has it. */
  'protocol-error': 4400,
  'token-expired': 4401,
  'signed-out': 4402,
  /** The relay stops. */
  draining: 4500,
  unavailable: 4503,
  /** Did not read what it was sent. */
  'too-slow': 4508,
} as const satisfies Record<string, number>
export type GatewayCloseCode = keyof typeof gatewayCloseCodes

/** The longest message with all mentions and files, every character written as \uXXXX. */
export const maxGatewayFrameBytes = 131_072
/** Rooms that one socket may be in. */
export const maxGatewayRooms = 200
/** What may wait for a client that does not read. */
export const maxGatewayUnreadBytes = 1_048_576

const room = { roomId: conversationIdSchema }
const about = { ...room, messageId: opIdSchema }
const content = v.string()
const mentions = v.optional(v.array(userIdSchema), [])
/** Comes back with the `error` that it led to. */
const request = v.optional(v.pipe(v.string(), v.maxLength(128)))

export const gatewayFrame = v.variant('type', [
  v.object({ type: v.literal('join_room'), ...room, request }),
  v.object({ type: v.literal('leave_room'), ...room, request }),
  v.object({
    type: v.literal('message'),
    ...room,
    content,
    /** The same one again is the same message. */
    clientId: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
    replyTo: v.optional(opIdSchema),
    thread: v.optional(opIdSchema),
    alsoInChannel: v.optional(v.boolean()),
    mentions,
    ...broughtAlong,
    request,
  }),
  v.object({ type: v.literal('edit'), ...about, content, mentions, request }),
  v.object({ type: v.literal('delete'), ...about, request }),
  v.object({
    type: v.literal('reaction'),
    ...about,
    emoji: v.string(),
    on: v.optional(v.boolean(), true),
    request,
  }),
  v.object({ type: v.literal('typing'), ...room, isTyping: v.boolean(), request }),
  v.object({ type: v.literal('mark_as_read'), ...room, messageId: v.optional(opIdSchema), request }),
  v.object({
    type: v.literal('presence'),
    status: v.picklist(['online', 'away', 'busy', 'invisible']),
    request,
  }),
  /** Of systems before: what is sealed takes the client library. */
  v.object({ type: v.literal('direct_message'), request }),
])
export type GatewayFrame = v.InferOutput<typeof gatewayFrame>

/** Every code of an `error` frame. */
export const gatewayErrorCodes = [
  'bad-frame',
  'not-found',
  'sealed',
  'forbidden',
  'no-such-message',
  'no-such-file',
  'empty',
  'too-long',
  'refused',
  'key-reused',
  'rate-limited',
  'too-many-rooms',
  'unavailable',
] as const
export type GatewayErrorCode = (typeof gatewayErrorCodes)[number]

/** A message in JSON, to the gateway's clients and in answers of the REST API. Ids are text, times milliseconds since 1970. */
export interface GatewayMessage {
  readonly roomId: string
  readonly messageId: string
  readonly userId: string
  readonly username: string
  readonly content: string
  readonly timestamp: number
  readonly edited: boolean
  readonly replyTo?: string
  readonly thread?: string
  readonly alsoInChannel?: true
  readonly mentions?: ReadonlyArray<string>
  /** As the REST API has them. */
  readonly attachments?: ReadonlyArray<AttachmentAnswer>
  /** When it disappears. */
  readonly expires?: number
}

export type GatewayAnswer =
  | {
      readonly type: 'room_joined'
      readonly roomId: string
      readonly name: string
      readonly memberCount: number
    }
  /** Asked for, or because the person may not read it any more. */
  | { readonly type: 'room_left'; readonly roomId: string; readonly code?: 'not-found' }
  /** `clientId` to whoever sent it. */
  | ({ readonly type: 'message'; readonly clientId?: string } & GatewayMessage)
  | ({ readonly type: 'message_edited' } & GatewayMessage)
  | { readonly type: 'message_deleted'; readonly roomId: string; readonly messageId: string }
  | {
      readonly type: 'reaction'
      readonly roomId: string
      readonly messageId: string
      readonly reactions: ReadonlyArray<{ readonly emoji: string; readonly userIds: ReadonlyArray<string> }>
    }
  | { readonly type: 'pin'; readonly roomId: string; readonly messageId: string; readonly on: boolean }
  | {
      readonly type: 'typing_indicator'
      readonly roomId: string
      readonly userId: string
      readonly isTyping: boolean
    }
  | {
      readonly type: 'presence'
      readonly userId: string
      readonly status: 'online' | 'away' | 'busy' | 'offline'
      readonly lastSeen?: number
    }
  /** `messageId`: the newest message that they have read, if any stands. */
  | { readonly type: 'read'; readonly roomId: string; readonly userId: string; readonly messageId?: string }
  | {
      readonly type: 'conversation:new' | 'conversation:updated'
      readonly roomId: string
      readonly name: string
      readonly topic: string
    }
  | {
      readonly type: 'error'
      readonly code: GatewayErrorCode
      /** A sentence for people. */
      readonly detail: string
      readonly request?: string
      /** Seconds, with `rate-limited`. */
      readonly retryAfter?: number
      /** Of the message that was not sent. */
      readonly clientId?: string
    }
