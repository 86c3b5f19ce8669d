/** How letters leave the relay: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { RelayConfig } from './config.ts'
import { createNoMail } from './identity/mail.ts'
import { createSmtpMail, type SmtpMail } from './identity/smtp-mail.ts'
import { createThrottle } from './identity/throttle.ts'
import type { Logger } from './logger.ts'
import type { Tallies } from './metrics/tallies.ts'
import type { Store } from './store/store.ts'

/** To one address: an invitation must not become a way to fill somebody's mailbox. */
const lettersAtOnce = 5
const lettersPerMinute = 1 / 12

export interface MailWorld {
  readonly store: Pick<Store, 'letters'>
  readonly log: Logger
  readonly clock: Clock
  readonly tallies: Tallies
}

export function wireMail(
  { mail: settings }: RelayConfig,
  { store, log, clock, tallies }: MailWorld,
): SmtpMail {
  if (settings === undefined) return { mail: createNoMail(log), stop: async () => {} }
  const letters = createThrottle(lettersPerMinute, clock, lettersAtOnce)
  return createSmtpMail({ settings, store: store.letters, clock, log, letters, tallies })
}
