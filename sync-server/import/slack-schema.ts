/**
 * What is read of a Slack export (https://slack.com/help/articles/220556107). Unknown fields are passed over: exports of
 * all years and of other tools differ.
 */
import * as v from 'valibot'

const text = v.nullish(v.string(), '')

export const userRecord = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: text,
  real_name: text,
  profile: v.nullish(v.object({ display_name: text, real_name: text })),
})

const described = v.nullish(v.object({ value: text }))
export const channelRecord = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  topic: described,
  purpose: described,
})
export type ChannelRecord = v.InferOutput<typeof channelRecord>

/** Seconds since 1970 with microseconds: unique in its channel, and so the message's id there. */
const timestamp = v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{6}$/, 'seconds.microseconds'))

export const messageRecord = v.object({
  type: v.literal('message'),
  ts: timestamp,
  subtype: v.nullish(v.string()),
  user: v.nullish(v.pipe(v.string(), v.maxLength(64))),
  bot_id: v.nullish(v.pipe(v.string(), v.maxLength(64))),
  username: v.nullish(v.pipe(v.string(), v.maxLength(100))),
  user_profile: v.nullish(v.object({ display_name: text, real_name: text, name: text })),
  text,
  thread_ts: v.nullish(timestamp),
  files: v.nullish(v.array(v.object({ name: text, title: text, mode: text })), []),
  attachments: v.nullish(v.array(v.object({ fallback: text, text })), []),
  reactions: v.nullish(v.array(v.object({ name: v.string(), users: v.array(v.string()) })), []),
})
export type MessageRecord = v.InferOutput<typeof messageRecord>

/** One line that says what is wrong with a record: the first issue, by its path. */
export function issueText(
  issues: readonly [v.BaseIssue<unknown>, ...ReadonlyArray<v.BaseIssue<unknown>>],
): string {
  const [issue] = issues
  const path = v.getDotPath(issue)
  const fault = issue.received === 'undefined' ? 'missing' : issue.message
  return path === null ? fault : `${path}: ${fault}`
}

/** A direct message or private channel, as far as it must be known to be left alone. */
export const listedRecord = v.object({ id: text, name: text })
