/** Who is there, over REST: what frames `presence` say, for those without a socket (PR5, PR6). */
import * as v from 'valibot'
import { userIdSchema } from './id-schemas.ts'

/** How long what is said over REST counts, in seconds: so much where nothing else is said, and never longer. */
const presenceSeconds = { usual: 300, most: 86_400 } as const

const statuses = ['online', 'away', 'busy', 'invisible', 'offline'] as const

export const presenceBody = v.strictObject({
  status: v.picklist(statuses),
  /** How long, in seconds. */
  seconds: v.optional(
    v.pipe(
      v.number(),
      v.integer('a whole number'),
      v.minValue(1, `from 1 to ${presenceSeconds.most}`),
      v.maxValue(presenceSeconds.most, `from 1 to ${presenceSeconds.most}`),
    ),
    presenceSeconds.usual,
  ),
})
export const ownPresenceAnswer = v.object({ status: v.picklist(statuses) })

/** As others see them. */
const presentPerson = v.object({
  id: userIdSchema,
  name: v.string(),
  username: v.string(),
  /** One’s own; of others for owners and admins of a workspace that they are in. Null: there is none. */
  email: v.optional(v.nullable(v.string())),
  status: v.picklist(['online', 'away', 'busy', 'offline']),
  /** Milliseconds since 1970; absent for who is there, and who never was. */
  lastSeen: v.optional(v.number()),
})
export const presentPeopleAnswer = v.object({ people: v.array(presentPerson) })

export const presencePaths = {
  own: '/v1/me/presence',
  workspace: (workspace: string) => `/v1/workspaces/${workspace}/presence`,
  active: '/v1/users/active',
} as const
