/** How letters leave the relay: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { RelayConfig } from './config.ts'
import { createNoMail } from './identity/mail.ts'
import { createSmtpMail, type SmtpMail } from './identity/smtp-mail.ts'
import { createThrottle } from './identity/throttle.ts'
import type { Logger } from './logger.ts'

/** To one address: an invitation must not become a way to fill somebody's mailbox. */
const lettersAtOnce = 5
const lettersPerMinute = 1 / 12

export function wireMail(
  { mail: settings }: RelayConfig,
  { log, clock }: { readonly log: Logger; readonly clock: Clock },
): SmtpMail {
  if (settings === undefined) return { mail: createNoMail(log), stop: async () => {} }
  const letters = createThrottle(lettersPerMinute, clock, lettersAtOnce)
  return createSmtpMail({ settings, clock, log, letters })
}
