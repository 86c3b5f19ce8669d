/** What `docs/guides/export-format.md` says of the JSON, for programs: `docs/guides/export-format.schema.json` is made of it. */
import * as v from 'valibot'

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
const time = v.pipe(v.string(), v.regex(/^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const yes = v.literal(true)

const message = v.strictObject({
  id,
  author: id,
  time: v.nullable(time),
  clock: v.pipe(v.array(count), v.minLength(2), v.maxLength(2)),
  part: count,
  text: v.string(),
  edited: v.optional(yes),
  earlier: v.optional(v.array(v.strictObject({ text: v.string(), time: v.nullable(time) }))),
  deleted: v.optional(yes),
  maskedByModerator: v.optional(yes),
  reactions: v.optional(v.array(v.strictObject({ emoji: v.string(), users: v.array(id) }))),
  replyTo: v.optional(id),
  thread: v.optional(id),
  alsoInChannel: v.optional(yes),
  mentions: v.optional(v.array(id)),
  attachments: v.optional(
    v.array(
      v.strictObject({
        id,
        name: v.string(),
        type: v.string(),
        size: count,
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
  ),
  pinned: v.optional(v.strictObject({ by: id, time: v.nullable(time) })),
  expires: v.optional(v.nullable(time)),
})

/** Stricter than a reader need be: it knows every member, so that none can come without the guide. */
export const exportSchema = v.strictObject({
  format: v.literal('tidings-conversation'),
  version: v.literal(1),
  conversation: id,
  name: v.string(),
  workspace: v.string(),
  sealed: v.boolean(),
  made: time,
  coverage: v.strictObject({ parts: count, missingParts: count }),
  messages: v.array(message),
  people: v.array(v.strictObject({ id, name: v.nullable(v.string()) })),
})
