/**
 * Where the system's browser brings back what the provider says (RFC 8252, 7.3): one address of this machine, on a port that is
 * opened for this one answer. Any program here, and any page in a browser, may ask it: only the state that went out counts, and
 * what comes without it is answered and forgotten. Rule AU10.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { Clock, Millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import type { Farewell } from '../../core/bridge/identity-contract.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'

export type LoopbackFailure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'took-too-long' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'refused' }

export interface BroughtBack {
  readonly code: string
  /** Who says so (RFC 9207), if it was said. */
  readonly issuer: string | undefined
}

export interface Loopback {
  readonly redirectUri: string
  /** Resolves once, then the port is closed. */
  readonly answer: Promise<Result<BroughtBack, LoopbackFailure>>
  readonly cancel: () => void
}

export interface LoopbackDeps {
  readonly clock: Clock
  /** How long a person has in the browser. */
  readonly patience: Millis
  /** Brings the app to the front, where the system knows its links. It carries nothing. */
  readonly returnLink: string | undefined
  readonly farewell: Farewell
}

const callbackPath = '/oidc/callback'
const maxAddressCharacters = 16_384

export async function openLoopback(
  { clock, patience, returnLink, farewell }: LoopbackDeps,
  state: string,
): Promise<Loopback> {
  const server = createServer({ maxHeaderSize: maxAddressCharacters })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('a server without a port')
  const home = `http://127.0.0.1:${address.port}`
  let settle: (result: Result<BroughtBack, LoopbackFailure>) => void = () => undefined
  const answer = new Promise<Result<BroughtBack, LoopbackFailure>>((resolve) => {
    settle = resolve
  })
  const end = (result: Result<BroughtBack, LoopbackFailure>): void => {
    giveUp()
    server.close()
    server.closeIdleConnections()
    settle(result)
  }
  const giveUp = clock.after(patience, () => end(fail({ kind: 'took-too-long' })))
  server.on('request', (request, response) => {
    const found = readAnswer(request, home, state)
    reply(response, { farewell, returnLink }, found)
    if (found !== undefined) end(found)
  })
  return { redirectUri: home + callbackPath, answer, cancel: () => end(fail({ kind: 'cancelled' })) }
}

/** Undefined for what is not the answer that is waited for. */
function readAnswer(
  { method, url = '', headers }: IncomingMessage,
  home: string,
  state: string,
): Result<BroughtBack, LoopbackFailure> | undefined {
  // By another host name a page elsewhere could have led the browser here (DNS rebinding).
  if (method !== 'GET' || `http://${headers.host}` !== home || !URL.canParse(url, home)) return undefined
  const { pathname, searchParams } = new URL(url, home)
  if (pathname !== callbackPath || !isSame(only(searchParams, 'state'), state)) return undefined
  const error = only(searchParams, 'error')
  if (error !== undefined) return fail({ kind: error === 'access_denied' ? 'denied' : 'refused' })
  const code = only(searchParams, 'code')
  return code === undefined ? fail({ kind: 'refused' }) : ok({ code, issuer: only(searchParams, 'iss') })
}

/** Undefined too if it is there twice: which of them would count, two readers may see differently. */
function only(query: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = query.getAll(name)
  return others.length === 0 ? value : undefined
}

function isSame(given: string | undefined, state: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(hash(given), hash(state))
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer', // the address has the code in it
  'x-content-type-options': 'nosniff',
  connection: 'close',
}
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function page(
  { lang, dir }: Farewell,
  said: { readonly title: string; readonly text: string },
  link = '',
): string {
  const [title, text] = [escaped(said.title), escaped(said.text)]
  return `<!doctype html><html lang="${escaped(lang)}" dir="${dir}"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${text}</p>${link}</html>`
}

/** The last that a person sees of the browser. */
function reply(
  response: ServerResponse,
  { farewell, returnLink }: Pick<LoopbackDeps, 'farewell' | 'returnLink'>,
  found: Result<BroughtBack, LoopbackFailure> | undefined,
): void {
  if (found === undefined) {
    response.writeHead(404, headers).end(page(farewell, farewell.nothing))
    return
  }
  const link = returnLink === undefined ? '' : `<p><a href="${returnLink}">${escaped(farewell.open)}</a></p>`
  response.writeHead(200, headers).end(page(farewell, found.ok ? farewell.signedIn : farewell.failed, link))
}
