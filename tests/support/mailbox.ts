/** A mail server that keeps what it is given: real SMTP on 127.0.0.1. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'
import type { Certificate } from './certificates.ts'

export interface Posted {
  readonly from: string
  readonly to: ReadonlyArray<string>
  /** Headers and body, as they came. */
  readonly raw: string
  /** By lowercase name, unfolded. */
  readonly headers: ReadonlyMap<string, string>
  /** The body, decoded. */
  readonly text: string
  /** The sign-in before it. */
  readonly user: string | undefined
}

export interface Mailbox {
  readonly port: number
  readonly posted: ReadonlyArray<Posted>
  /** How often a letter was brought, taken or not. */
  readonly tries: () => number
  /** From now on each letter is refused with this status, or taken again. */
  readonly refuse: (status: number | undefined) => void
  readonly waitFor: (count: number) => Promise<ReadonlyArray<Posted>>
  readonly close: () => Promise<void>
}

/** With a certificate it speaks TLS: from the first byte (`secure`), or by STARTTLS. */
export async function startMailbox(tls?: Certificate & { readonly secure: boolean }): Promise<Mailbox> {
  const posted: Array<Posted> = []
  let [tries, refusal]: [number, number | undefined] = [0, undefined]
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    ...(tls ?? { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }),
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.password === 'p@ss word' ? done(null, { user: auth.username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      const pieces: Array<Buffer> = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        tries++
        if (refusal !== undefined) {
          return done(Object.assign(new Error('no such box bob@bar.example'), { responseCode: refusal }))
        }
        const { mailFrom, rcptTo } = session.envelope
        posted.push({
          ...readLetter(Buffer.concat(pieces).toString('utf8')),
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: session.user === undefined ? undefined : String(session.user),
        })
        done()
      })
    },
  })
  server.on('error', () => {}) // a client that goes away in the middle
  const { server: sockets } = server
  server.listen(0, '127.0.0.1')
  await once(sockets, 'listening')
  const address: AddressInfo | string | null = sockets.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    posted,
    tries: () => tries,
    refuse: (status) => void (refusal = status),
    waitFor: async (count) => {
      await expect.poll(() => posted.length, { timeout: 10_000 }).toBe(count)
      return posted
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}

function readLetter(raw: string): Pick<Posted, 'raw' | 'headers' | 'text'> {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/)
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/: (.*)/)
      return [name.toLowerCase(), value] as const
    }),
  )
  return { raw, headers, text: decoded(body, headers.get('content-transfer-encoding') ?? '7bit') }
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
