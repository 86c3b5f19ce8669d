/** What the relay writes to people. Where nothing sends mail, that is said in the log, without address or link. */
import * as v from 'valibot'
import type { Logger } from '../logger.ts'

/** As it lies on the disk, sealed, until it is sent. */
export const letterSchema = v.variant('kind', [
  v.object({ kind: v.literal('password-changed'), to: v.string(), displayName: v.string() }),
  v.object({
    kind: v.literal('invitation'),
    to: v.string(),
    /** Opens the invitation: a secret. */
    link: v.string(),
    /** Undefined: to the relay alone. */
    workspaceName: v.optional(v.string()),
  }),
])
export type Letter = v.InferOutput<typeof letterSchema>

/** Resolves to whether the letter is on its way: it is durable by then. Never rejects: what a letter tells of has happened. */
export type Mail = (letter: Letter) => Promise<boolean>

export const createNoMail =
  (log: Logger): Mail =>
  async ({ kind }) => {
    log.info({ letter: kind }, 'a letter was not sent: nothing here sends mail')
    return false
  }
