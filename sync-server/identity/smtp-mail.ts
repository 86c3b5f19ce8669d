/**
 * Letters by SMTP (rules ML*). They wait in the store and go one after the other: whoever asked for one is answered before the server of
 * letters is even connected to, and a relay that dies sends the rest when it is back.
 */
import { createTransport } from 'nodemailer'
import { type Clock, millis } from '../../core/base/clock.ts'
import { createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import type { MailSettings } from '../mail-config.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { LetterStore, WaitingLetter } from '../store/letter-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { letterText } from './letters.ts'
import type { Letter, Mail } from './mail.ts'
import type { Throttle } from './throttle.ts'

export interface SmtpMailDeps {
  readonly settings: MailSettings
  readonly store: LetterStore
  readonly clock: Clock
  readonly log: Logger
  /** Letters to one address. */
  readonly letters: Throttle
  readonly tallies: Pick<Tallies, 'letters' | 'lettersWaiting'>
}

export interface SmtpMail {
  readonly mail: Mail
  /** Resolves when the letter that is being sent is sent, or a little later; the others wait for the next start. */
  readonly stop: () => Promise<void>
}

const minute = 60_000
/** After a failure that may pass. */
const waitsMs = [minute, 5 * minute, 30 * minute, 120 * minute]
const mostWaiting = 1_000
const retryMs = 5_000
const connectMs = 5_000
const silenceMs = 10_000
const stopGraceMs = 3_000

/** Begins with what waits. */
export function createSmtpMail(deps: SmtpMailDeps): SmtpMail {
  const { settings, store, clock, log, letters, tallies } = deps
  const send = createSend(settings)
  let isStopped = false
  /** What is being sent is not waited for any more, and the store may be closed. */
  let isOver = false

  const chore = createChore({
    clock,
    log,
    trouble: 'letters have to wait: the store is in trouble',
    soonMs: 0,
    retryMs,
    run: async (isStopping) => {
      while (!isStopping()) {
        tallies.lettersWaiting = await store.count()
        const now = clock.now() // one moment for both questions: nothing falls due between them
        const next = await store.due(now)
        if (next === undefined) {
          const at = await store.nextDue(now)
          return at === undefined ? undefined : at - clock.now()
        }
        if (isStopping()) break
        const trouble = await tried(send, next.letter)
        if (isOver) break // it is sent again: better twice than never
        await settle(deps, next, trouble)
      }
      return undefined
    },
  })
  return {
    mail: async (letter) => {
      const isTooMuch = isStopped || letters.take(letter.to.toLowerCase()).retryAfter > 0
      const isKept = !isTooMuch && (await keep(deps, letter))
      if (isKept) {
        chore.ask()
        return true
      }
      tallies.letters.dropped++
      log.warn({ letter: letter.kind }, 'a letter was not sent: too many wait, or go to that address')
      return false
    },
    stop: async () => {
      isStopped = true
      await Promise.race([
        chore.stop(),
        new Promise((resolve) => void setTimeout(resolve, stopGraceMs).unref()),
      ])
      isOver = true
    },
  }
}

type Kept = Pick<SmtpMailDeps, 'store' | 'clock' | 'log' | 'tallies'>

async function keep({ store, clock, log }: Kept, letter: Letter): Promise<boolean> {
  try {
    return await store.add(letter, clock.now(), mostWaiting)
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    log.error({ error }, 'a letter was not kept: the store is in trouble')
    return false
  }
}

async function settle(
  { store, clock, log, tallies }: Kept,
  { row, letter, tries }: WaitingLetter,
  trouble: Trouble | undefined,
): Promise<void> {
  const fields = { letter: letter.kind, ...(trouble && { reason: trouble.reason }) }
  const wait = waitsMs[tries]
  if (trouble !== undefined && !trouble.isFinal && wait !== undefined) {
    tallies.letters.retry++
    log.warn(fields, 'a letter waits: the mail server did not take it')
    return store.postpone(row, millis(clock.now() + wait))
  }
  tallies.letters[trouble === undefined ? 'sent' : 'failed']++
  if (trouble === undefined) log.info(fields, 'a letter was sent')
  else log.warn(trouble.isFinal ? fields : { ...fields, tries: tries + 1 }, 'a letter could not be sent')
  return store.remove(row)
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
