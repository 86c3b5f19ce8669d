/** The settings of the server that takes letters, as part of `config.ts`. */
import * as v from 'valibot'

export interface MailAddress {
  readonly name: string
  readonly address: string
}

export interface MailSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; else by STARTTLS. */
  readonly secure: boolean
  /** Nothing is said in the clear. False on this machine alone. */
  readonly demandsTls: boolean
  readonly login: { readonly user: string; readonly pass: string } | undefined
  readonly from: MailAddress
}

const sender = /^(?:([^<>"\p{Cc}]*)<)?([^\s@<>(),;:"[\]\\\p{Cc}]+@[^\s@<>(),;:"[\]\\\p{Cc}]+)(>?)$/u

export const mailVariables = {
  /** `smtps://user:password@mail.example`, or `smtp://` for STARTTLS. */
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isServer, 'must be smtps:// or smtp:// with a host and nothing behind its port'),
    ),
  ),
  /** `chat@example.org` or `Tidings <chat@example.org>`. */
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(320, 'must be at most 320 long'),
      v.check((text) => readSender(text) !== undefined, 'must be an address, maybe as Name <address>'),
    ),
  ),
} as const

interface MailOutput {
  readonly SMTP_URL?: string | undefined
  readonly MAIL_FROM?: string | undefined
}

const submissionPort = 587
const submissionTlsPort = 465
const onThisMachine = ['127.0.0.1', '[::1]', 'localhost']

function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text)
  const isPlain = (pathname === '' || pathname === '/') && search === '' && hash === ''
  const isKnown = protocol === 'smtp:' || protocol === 'smtps:'
  return isKnown && hostname !== '' && isPlain && (username === '') === (password === '') && isDecodable(text)
}

function isDecodable(text: string): boolean {
  const { username, password } = new URL(text)
  try {
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

function readSender(text: string): MailAddress | undefined {
  const [, name, address = '', end = ''] = sender.exec(text) ?? []
  const isWhole = address !== '' && (name === undefined) === (end === '')
  return isWhole ? { name: (name ?? '').trim(), address } : undefined
}

/** What neither of the variables can say alone. */
export function mailFaults({ SMTP_URL, MAIL_FROM }: MailOutput): ReadonlyArray<string> {
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) return ['MAIL_FROM must be set where SMTP_URL is']
  return SMTP_URL === undefined && MAIL_FROM !== undefined ? ['MAIL_FROM needs SMTP_URL'] : []
}

/** Undefined: nothing sends mail. */
export function mailSettings({ SMTP_URL, MAIL_FROM }: MailOutput): MailSettings | undefined {
  const from = MAIL_FROM === undefined ? undefined : readSender(MAIL_FROM)
  if (SMTP_URL === undefined || from === undefined) return undefined
  const { protocol, hostname, port, username, password } = new URL(SMTP_URL)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port === '' ? (secure ? submissionTlsPort : submissionPort) : Number(port),
    secure,
    demandsTls: !onThisMachine.includes(hostname),
    login:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    from,
  }
}
