/** What the relay writes to people. Where nothing sends mail, that is said in the log, without address or link. */
import type { Logger } from '../logger.ts'

export type Letter =
  | { readonly kind: 'password-changed'; readonly to: string; readonly displayName: string }
  | {
      readonly kind: 'invitation'
      readonly to: string
      /** Opens the invitation: a secret. */
      readonly link: string
      /** Undefined: to the relay alone. */
      readonly workspaceName: string | undefined
    }

/** Resolves to whether the letter is on its way. Never rejects: what a letter tells of has happened. */
export type Mail = (letter: Letter) => Promise<boolean>

export const createNoMail =
  (log: Logger): Mail =>
  async ({ kind }) => {
    log.info({ letter: kind }, 'a letter was not sent: nothing here sends mail')
    return false
  }
