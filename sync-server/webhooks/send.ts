/** Sends one request, to nowhere that the rules refuse. Redirects are not followed; of the answer its status is what counts. */
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { inTime } from '../messages/conversation-reader.ts'
import { type AddressRules, hostOf } from './addresses.ts'

export interface SendDeps {
  readonly rules: AddressRules
  /** All addresses of a name. */
  readonly resolve: (host: string) => Promise<ReadonlyArray<Address>>
  readonly clock: Pick<Clock, 'now' | 'after'>
}

export interface Outgoing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The relay stops: nothing is known of how it would have ended. */
  readonly signal: AbortSignal
}

export type SendFailure =
  | { readonly kind: 'refused-address' }
  | { readonly kind: 'timeout' }
  /** The code of Node's error. */
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'stopped' }

export type Send = (outgoing: Outgoing) => Promise<Result<void, SendFailure>>

/** For all of it, the answer included. @internal */
export const sendTimeoutMs = 10_000
/** Beyond this an answer is not read on. */
const maxAnswerBytes = 16_384

export const createSend =
  (deps: SendDeps): Send =>
  async (outgoing) => {
    const url = new URL(outgoing.url)
    const found = await addressesOf(deps, hostOf(url))
    return found.ok ? request(deps, url, { ...outgoing, addresses: found.value }) : found
  }

interface Address {
  readonly address: string
  readonly family: number
}

/** One that is refused among them refuses all. */
async function addressesOf(
  { resolve, rules, clock }: SendDeps,
  host: string,
): Promise<Result<ReadonlyArray<Address>, SendFailure>> {
  try {
    // Node asks no resolver about what is an address by itself.
    const literal = isIP(host)
    const found = literal === 0 ? await inTime(clock, resolve(host)) : [{ address: host, family: literal }]
    if (found === undefined) return fail({ kind: 'timeout' })
    if (found.length === 0) return fail({ kind: 'unreachable', code: 'ENOTFOUND' })
    const isRefused = found.some(({ address }) => !rules.mayReach(host, address))
    return isRefused ? fail({ kind: 'refused-address' }) : ok(found)
  } catch (error) {
    return fail({ kind: 'unreachable', code: codeOf(error) })
  }
}

function request(
  deps: SendDeps,
  url: URL,
  { headers, body, signal, addresses }: Outgoing & { readonly addresses: ReadonlyArray<Address> },
): Promise<Result<void, SendFailure>> {
  return new Promise((resolve) => {
    let outcome: Result<void, SendFailure> | undefined
    let isLate = false
    const sent = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false, // no connection outlives what was checked of it
      lookup: lookupOf(addresses),
      signal,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Tidings',
      },
    })
    const stopTimer = deps.clock.after(millis(sendTimeoutMs), () => {
      isLate = true
      sent.destroy()
    })
    sent.on('response', (answer) => {
      outcome = outcomeOf(answer)
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > maxAnswerBytes) sent.destroy()
      })
      answer.on('error', () => {}) // its status is known
    })
    sent.on('error', (error) => (outcome ??= fail(failureOf(error, { isLate, signal }))))
    sent.on('close', () => {
      stopTimer()
      resolve(outcome ?? fail(isLate ? { kind: 'timeout' } : { kind: 'unreachable', code: 'ECONNRESET' }))
    })
    sent.end(body)
  })
}

function outcomeOf({ statusCode: status = 0, headers }: http.IncomingMessage): Result<void, SendFailure> {
  if (status >= 200 && status < 300) return ok(undefined)
  const seconds = /^\d{1,5}$/.exec(headers['retry-after'] ?? '')?.[0]
  return fail({
    kind: 'status',
    status,
    retryAfterMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
  })
}

function failureOf(
  error: Error,
  { isLate, signal }: { readonly isLate: boolean; readonly signal: AbortSignal },
): SendFailure {
  if (signal.aborted) return { kind: 'stopped' }
  if (isLate) return { kind: 'timeout' }
  return { kind: 'unreachable', code: codeOf(error) }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'

/** The connection goes to the very addresses that were judged: nobody is asked again. */
const lookupOf =
  (addresses: ReadonlyArray<Address>): LookupFunction =>
  (_name, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }

/** In a word or two, for who looks after the webhook. */
export function failureText(failure: SendFailure): string {
  switch (failure.kind) {
    case 'status':
      return `status ${failure.status}`
    case 'unreachable':
      return failure.code
    case 'refused-address':
    case 'timeout':
    case 'stopped':
      return failure.kind
  }
}
