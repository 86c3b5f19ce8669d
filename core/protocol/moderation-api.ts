/** Rules of a workspace, reports and the moderators' queue over REST. */
import * as v from 'valibot'
import { conversationIdSchema, opIdSchema, reportIdSchema, userIdSchema } from './id-schemas.ts'

const anyAction = v.picklist(['refuse', 'mask', 'flag'])
/** Where there is nothing to put other signs in place of. */
const plainAction = v.picklist(['refuse', 'flag'])
const bounded = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item), v.minLength(1, 'at least one'), v.maxLength(most, `at most ${most}`))

/** One or several words, found as whole words. */
const word = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(80, 'at most 80 characters'),
  v.regex(/^[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*$/u, 'words of letters and digits'),
)
const pattern = v.pipe(
  v.string(),
  v.minLength(1, 'at least one character'),
  v.maxLength(200, 'at most 200 characters'),
)
/** Stands for its subdomains too. */
const host = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, 'a host name such as example.org'),
)
const mediaType = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9.+-]+\/(?:[a-z0-9.+-]+|\*)$/, 'a media type such as image/png or image/*'),
)

export const moderationRules = v.strictObject({
  words: v.optional(v.strictObject({ action: anyAction, list: bounded(word, 500) })),
  patterns: v.optional(v.strictObject({ action: anyAction, list: bounded(pattern, 50) })),
  /** `only` these hosts, or `never` these. */
  links: v.optional(
    v.union(
      [
        v.strictObject({ action: plainAction, only: v.pipe(v.array(host), v.maxLength(500, 'at most 500')) }),
        v.strictObject({ action: plainAction, never: bounded(host, 500) }),
      ],
      'an action and either `only` or `never`',
    ),
  ),
  length: v.optional(
    v.strictObject({
      action: plainAction,
      most: v.pipe(
        v.number(),
        v.integer('a whole number'),
        v.minValue(1, 'from 1 to 16384'),
        v.maxValue(16_384, 'from 1 to 16384'),
      ),
    }),
  ),
  attachments: v.optional(
    v.strictObject({
      action: plainAction,
      most: v.pipe(
        v.number(),
        v.integer('a whole number'),
        v.minValue(0, 'from 0 to 10'),
        v.maxValue(10, 'from 0 to 10'),
      ),
      /** Of other types none. */
      types: v.optional(bounded(mediaType, 100)),
    }),
  ),
  /** Told to whoever was refused, beside which rule it was. */
  reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'at most 200 characters'))),
})
export type ModerationRules = v.InferOutput<typeof moderationRules>

export const moderationPaths = {
  rules: (workspace: string) => `/v1/workspaces/${workspace}/moderation/rules`,
  reportMessage: (conversation: string, message: string) =>
    `/v1/conversations/${conversation}/messages/${message}/reports`,
  reports: (workspace: string) => `/v1/workspaces/${workspace}/reports`,
  resolve: (workspace: string, report: string) => `/v1/workspaces/${workspace}/reports/${report}/resolution`,
} as const

export const reportReasons = ['spam', 'harassment', 'illegal', 'private', 'other'] as const
export const resolutions = ['dismissed', 'message-removed', 'person-removed'] as const

const about = {
  reason: v.picklist(reportReasons),
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'at most 500 characters')), ''),
}
export const reportMessageBody = v.strictObject(about)
export const reportPersonBody = v.strictObject({ person: userIdSchema, ...about })
export const reportMadeAnswer = v.object({ id: reportIdSchema })
export const reportsQuery = v.strictObject({
  state: v.optional(v.picklist(['open', 'resolved']), 'open'),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'a whole number'),
      v.transform(Number),
      v.minValue(1, '1 to 100'),
      v.maxValue(100, '1 to 100'),
    ),
    '20',
  ),
  /** The last report of the page before. */
  before: v.optional(reportIdSchema),
})
/** The newest first. */
export const reportsAnswer = v.object({
  reports: v.array(
    v.object({
      id: reportIdSchema,
      /** Of a report about a message. */
      conversation: v.optional(conversationIdSchema),
      message: v.optional(opIdSchema),
      /** Whom it is about: the author. */
      person: userIdSchema,
      /** Absent where the rules of the workspace flagged it. */
      reporter: v.optional(userIdSchema),
      reason: v.picklist([...reportReasons, 'rules']),
      created: v.number(),
      /** While it is open: what the reporter says, and the message as it was when it was reported. */
      note: v.optional(v.string()),
      text: v.optional(v.string()),
      resolution: v.optional(v.picklist(resolutions)),
      resolved: v.optional(v.number()),
      resolvedBy: v.optional(userIdSchema),
    }),
  ),
  more: v.boolean(),
})
export const resolveBody = v.strictObject({
  action: v.picklist(['dismiss', 'remove-message', 'remove-person']),
})
