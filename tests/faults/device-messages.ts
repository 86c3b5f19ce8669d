/** What the conductor asks of a device process, and what that answers: JSON over Node's IPC channel, read by schemas. */
import * as v from 'valibot'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'

const text = v.string()
const conversation = conversationIdSchema

export const commandSchema = v.variant('kind', [
  /** Starts the app on a folder, signed in as `username`; a folder without an account gets one. */
  v.strictObject({
    kind: v.literal('start'),
    folder: text,
    relay: text,
    username: text,
    clockOffset: v.number(),
  }),
  /** Ends the app as quitting does; the process stays for the next start. */
  v.strictObject({ kind: v.literal('stop') }),
  v.strictObject({ kind: v.literal('post'), conversation, text }),
  v.strictObject({ kind: v.literal('edit'), conversation, target: text, text }),
  v.strictObject({ kind: v.literal('redact'), conversation, target: text }),
  v.strictObject({ kind: v.literal('react'), conversation, target: text, emoji: text }),
  /** Milliseconds that the device's clock is ahead of the machine's. */
  v.strictObject({ kind: v.literal('clock'), offset: v.number() }),
  v.strictObject({ kind: v.literal('wake') }),
  /** Answered once the device is online and nothing waits for the relay. */
  v.strictObject({ kind: v.literal('settle') }),
  v.strictObject({ kind: v.literal('view'), conversation }),
  v.strictObject({ kind: v.literal('status') }),
])
export type Command = v.InferOutput<typeof commandSchema>
export const requestSchema = v.strictObject({ request: v.number(), command: commandSchema })

const messageSchema = v.strictObject({
  id: text,
  author: text,
  /** Place in the order of the screen. */
  at: v.strictObject({ time: v.number(), counter: v.number() }),
  clamped: v.boolean(),
  text,
  edited: v.boolean(),
  redacted: v.boolean(),
  reactions: v.array(v.strictObject({ emoji: text, users: v.array(text) })),
  delivery: v.optional(text),
})
export type SeenMessage = v.InferOutput<typeof messageSchema>

export const answerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('done') }),
  v.strictObject({ kind: v.literal('written'), id: text }),
  /** Nothing was done. */
  v.strictObject({ kind: v.literal('failed'), why: text }),
  /** `whole`: from the beginning of the conversation to its end. */
  v.strictObject({
    kind: v.literal('view'),
    whole: v.boolean(),
    before: text,
    messages: v.array(messageSchema),
  }),
  v.strictObject({ kind: v.literal('status'), connection: text, trouble: text, reports: v.array(text) }),
])
export type Answer = v.InferOutput<typeof answerSchema>
export const replySchema = v.strictObject({ request: v.number(), answer: answerSchema })
