/** Bots of a workspace over REST: accounts that no person signs in to, with tokens for what they may do. */
import * as v from 'valibot'
import { nameSchema, usernameSchema } from './api.ts'
import { deviceIdSchema, userIdSchema } from './id-schemas.ts'

export const botScopes = ['messages:read', 'messages:write'] as const
export type BotScope = (typeof botScopes)[number]
const scopes = v.pipe(
  v.array(v.picklist(botScopes)),
  v.minLength(1, 'at least one scope'),
  v.maxLength(botScopes.length, 'each scope once'),
)

export const botPaths = {
  bots: (workspace: string) => `/v1/workspaces/${workspace}/bots`,
  bot: (workspace: string, bot: string) => `/v1/workspaces/${workspace}/bots/${bot}`,
  tokens: (workspace: string, bot: string) => `/v1/workspaces/${workspace}/bots/${bot}/tokens`,
  token: (workspace: string, bot: string, token: string) =>
    `/v1/workspaces/${workspace}/bots/${bot}/tokens/${token}`,
} as const

export const createBotBody = v.strictObject({ username: usernameSchema, displayName: nameSchema })
export const botAnswer = v.object({ id: userIdSchema })
export const createBotTokenBody = v.strictObject({
  name: nameSchema,
  scopes,
  /** 1 to 3,650. */
  days: v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(1, 'from 1 to 3650'),
    v.maxValue(3_650, 'from 1 to 3650'),
  ),
})
/** `token` is told this once. */
export const botTokenAnswer = v.object({ id: deviceIdSchema, token: v.string() })
export const botsAnswer = v.object({
  bots: v.array(
    v.object({
      id: userIdSchema,
      username: v.string(),
      displayName: v.string(),
      createdBy: userIdSchema,
      created: v.number(),
      /** Those that open something, and those that have expired. */
      tokens: v.array(
        v.object({
          id: deviceIdSchema,
          name: v.string(),
          scopes: v.array(v.picklist(botScopes)),
          created: v.number(),
          expires: v.number(),
        }),
      ),
    }),
  ),
})
