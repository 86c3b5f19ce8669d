import * as v from 'valibot'
import { conversationIdSchema, deviceIdSchema, userIdSchema } from '../../core/protocol/id-schemas.ts'

/** How the device of the benchmark `sync` gets in, and the conversation that was written to last. */
export const syncPerson = v.object({
  user: userIdSchema,
  device: deviceIdSchema,
  token: v.string(),
  relay: v.string(),
  newest: conversationIdSchema,
})
export type SyncPerson = v.InferOutput<typeof syncPerson>
