/**
 * Letters by SMTP (rules ML*). They wait in memory and go one after the other: whoever asked for one is answered before the server of
 * letters is even connected to.
 */
import { createTransport } from 'nodemailer'
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Logger } from '../logger.ts'
import type { MailSettings } from '../mail-config.ts'
import { letterText } from './letters.ts'
import type { Letter, Mail } from './mail.ts'
import type { Throttle } from './throttle.ts'

export interface SmtpMailDeps {
  readonly settings: MailSettings
  readonly clock: Clock
  readonly log: Logger
  /** Letters to one address. */
  readonly letters: Throttle
}

export interface SmtpMail {
  readonly mail: Mail
  /** Resolves when the letter that is being sent is sent, or a little later; the others are not sent any more. */
  readonly stop: () => Promise<void>
}

interface Waiting {
  readonly letter: Letter
  readonly tries: number
}

const minute = 60_000
/** After a failure that may pass. */
const waitsMs = [minute, 5 * minute, 30 * minute, 120 * minute]
const mostWaiting = 1_000
const connectMs = 5_000
const silenceMs = 10_000
const stopGraceMs = 3_000

export function createSmtpMail({ settings, clock, log, letters }: SmtpMailDeps): SmtpMail {
  const send = createSend(settings)
  const queue: Array<Waiting> = []
  const timers = new Set<() => void>()
  let waiting = 0
  let sending: Promise<void> | undefined
  let isStopped = false

  const again = (next: Waiting): void => {
    const wait = waitsMs[next.tries]
    if (wait === undefined) return gaveUp(next.letter, 'tried-too-often')
    const cancel = clock.after(millis(wait), () => {
      timers.delete(cancel)
      queue.push({ ...next, tries: next.tries + 1 })
      start()
    })
    timers.add(cancel)
  }
  const gaveUp = ({ kind }: Letter, reason: string): void => {
    waiting--
    log.warn({ letter: kind, reason }, 'a letter could not be sent')
  }
  const attempt = async (next: Waiting): Promise<void> => {
    const trouble = await tried(send, next.letter)
    if (trouble?.isFinal === true) return gaveUp(next.letter, trouble.reason)
    const fields = { letter: next.letter.kind, ...(trouble && { reason: trouble.reason }) }
    if (trouble !== undefined) {
      log.warn(fields, 'a letter waits: the mail server did not take it')
      return again(next)
    }
    waiting--
    log.info(fields, 'a letter was sent')
  }
  const run = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !isStopped; next = queue.shift()) await attempt(next)
    sending = undefined
  }
  const start = (): void => {
    if (!isStopped) sending ??= run()
  }
  return {
    mail: async (letter) => {
      if (isStopped || waiting >= mostWaiting || letters.take(letter.to.toLowerCase()).retryAfter > 0) {
        log.warn({ letter: letter.kind }, 'a letter was not sent: too many wait, or go to that address')
        return false
      }
      waiting++
      queue.push({ letter, tries: 0 })
      start()
      return true
    },
    stop: async () => {
      isStopped = true
      for (const cancel of timers) cancel()
      await Promise.race([sending, new Promise((resolve) => void setTimeout(resolve, stopGraceMs).unref())])
      if (waiting > 0) log.warn({ letters: waiting }, 'the relay stops, and letters were not sent')
    },
  }
}

interface Trouble {
  readonly reason: string
  readonly isFinal: boolean
}

/** Never the error itself: the mail server's answer repeats the address. */
async function tried(send: (letter: Letter) => Promise<void>, letter: Letter): Promise<Trouble | undefined> {
  try {
    await send(letter)
    return undefined
  } catch (error) {
    return readTrouble(error)
  }
}

function createSend({
  host,
  port,
  secure,
  demandsTls,
  login,
  from,
}: MailSettings): (letter: Letter) => Promise<void> {
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: demandsTls && !secure,
    ...(login && { auth: login }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (letter) => {
    if (!isAddress(letter.to)) throw new BadAddress('not an address')
    const { subject, text } = letterText(letter)
    // As objects: text would be parsed, and might be several addresses.
    const to = { name: '', address: letter.to }
    const headers = { 'Auto-Submitted': 'auto-generated' } // RFC 3834: nobody's absence is to answer
    await transport.sendMail({
      from,
      to,
      envelope: { from: from.address, to: letter.to },
      subject,
      text,
      headers,
    })
  }
}

const ofTheLetter = ['EENVELOPE', 'EMESSAGE']

class BadAddress extends Error {
  override readonly name = 'BadAddress'
}

/** One address, and nothing that could end a line or begin another argument. */
const isAddress = (text: string): boolean =>
  /^[^\s@<>(),;:"[\]\\\p{C}]+@[^\s@<>(),;:"[\]\\\p{C}]+$/u.test(text)

/** By RFC 5321 4.2.1 what begins with 5 is for good; where it is not about the letter, settings may be put right. */
function readTrouble(error: unknown): Trouble {
  if (error instanceof BadAddress) return { reason: 'bad-address', isFinal: true }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined
  const isFinal = status !== undefined && status >= 500 && ofTheLetter.includes(code)
  return { reason: status === undefined ? code : `${code} ${status}`, isFinal }
}
