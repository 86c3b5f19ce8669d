/** How an importer talks to the relay: JSON over HTTP, with the token of DATA_DIR/admin.token. Safe to repeat. */
import * as v from 'valibot'
import { createChannelBody, nameSchema, usernameSchema } from '../../core/protocol/api.ts'
import { conversationIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'

const maxImportMessages = 2_000
const maxImportPeople = 5_000
/** A request's body as JSON; an importer closes a batch before it gets there. */
export const maxImportBytes = 16 * 1024 * 1024

export const importPaths = {
  workspaces: '/v1/import/workspaces',
  people: (workspace: string) => `/v1/import/workspaces/${workspace}/people`,
  channels: (workspace: string) => `/v1/import/workspaces/${workspace}/channels`,
  messages: (workspace: string, channel: string) =>
    `/v1/import/workspaces/${workspace}/channels/${channel}/messages`,
} as const

/** The name of something in the system it comes from. */
const source = v.pipe(v.string(), v.minLength(1), v.maxLength(128))

/**
 * `owner`: an account that becomes owner of the workspace. A workspace made without one has no owner, however many join:
 * whoever may run the relay says who governs what it brought in, not who comes first.
 */
export const importWorkspaceBody = v.strictObject({ name: nameSchema, owner: v.optional(usernameSchema) })
export const importWorkspaceAnswer = v.object({
  id: workspaceIdSchema,
  created: v.boolean(),
  hasOwner: v.boolean(),
})

export const importPeopleBody = v.strictObject({
  people: v.pipe(
    v.array(v.strictObject({ source, name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)) })),
    v.maxLength(maxImportPeople),
  ),
})
export const importPeopleAnswer = v.object({ created: v.number() })

export const importChannelBody = v.strictObject({
  source,
  name: createChannelBody.entries.name,
  topic: v.pipe(v.string(), v.trim()),
})
export const importChannelAnswer = v.object({ id: conversationIdSchema, created: v.boolean() })

const importMessage = v.strictObject({
  /** Unique in its channel. */
  source,
  /** A person's source, as are those in `mentions` and `by`. */
  author: source,
  time: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 48 - 1)),
  /** Orders messages of one millisecond. */
  counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 16 - 1)),
  text: v.string(),
  /** The source of the message whose thread it belongs to. */
  thread: v.optional(source),
  alsoInChannel: v.boolean(),
  mentions: v.array(source),
  reactions: v.array(v.strictObject({ emoji: v.string(), by: v.array(source) })),
})
export type ImportMessage = v.InferOutput<typeof importMessage>
export const importMessagesBody = v.strictObject({
  messages: v.pipe(v.array(importMessage), v.maxLength(maxImportMessages)),
})
export const importMessagesAnswer = v.object({
  imported: v.number(),
  /** In the log already. */
  skipped: v.number(),
  /** Not taken, or not wholly, and why, in words for people. */
  refused: v.array(v.object({ source: v.string(), reason: v.string() })),
})
export type ImportMessagesAnswer = v.InferOutput<typeof importMessagesAnswer>
