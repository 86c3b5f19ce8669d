/**
 * Fetches what a stranger has put somewhere, without telling them more than that somebody asks. Each hop is checked anew, by its
 * name and by the addresses that stand for it, and the connection goes to the very address that was checked: a name that stands for
 * another one a moment later gains nothing. No cookies, no address of where the link was found, no name of this app's version.
 */
import { type IncomingMessage, request } from 'node:http'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { PreviewFailure } from '../../core/bridge/preview-contract.ts'
import { isPublicAddress, isPublicName } from './public-address.ts'
import type { PageNetwork } from './page-network.ts'

export interface Fetched {
  /** Where it was in the end. */
  readonly url: URL
  /** In lower case, without parameters; empty if it was not said. */
  readonly type: string
  readonly charset: string | undefined
  /** At most `maxBytes`; what lies beyond was not read. */
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

export interface Asking {
  readonly network: PageNetwork
  /** Ends what is under way. */
  readonly signal: AbortSignal
  readonly accept: string
  readonly maxBytes: number
}

const maxRedirects = 3
const maxHeaderBytes = 16_384

export async function fetchBounded(
  address: string,
  asking: Asking,
): Promise<Result<Fetched, PreviewFailure>> {
  let next = address
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const url = allowedUrl(next)
    const where = url && (await publicAddressOf(url.hostname, asking))
    if (url === undefined || where === undefined) return fail({ kind: 'not-allowed' })
    if (where === '') return fail({ kind: 'unreachable' })
    const answer = await ask(url, where, asking)
    if (answer === undefined) return fail({ kind: 'unreachable' })
    const { statusCode = 0, headers } = answer
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      answer.destroy()
      if (!URL.canParse(headers.location, url.href)) return fail({ kind: 'nothing-there' })
      next = new URL(headers.location, url).href
      continue
    }
    if (statusCode !== 200 || headers['content-encoding'] !== undefined) {
      answer.destroy()
      return fail({ kind: 'nothing-there' })
    }
    const body = await readBody(answer, asking)
    return body === undefined ? fail({ kind: 'unreachable' }) : ok({ url, ...typeOf(headers), ...body })
  }
  return fail({ kind: 'nothing-there' })
}

/** https at its own port, with a public name and nobody's password in it. */
function allowedUrl(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const { protocol, username, password, port, hostname } = url
  const isPlain = protocol === 'https:' && username === '' && password === '' && port === ''
  return isPlain && isPublicName(hostname) ? url : undefined
}

/** Empty if it stands for none; undefined if any of its addresses is none of the public network: who mixes them means no good. */
async function publicAddressOf(host: string, { network, signal }: Asking): Promise<string | undefined> {
  try {
    const addresses = await orAborted(network.resolve(host), signal)
    return addresses.every(isPublicAddress) ? (addresses[0] ?? '') : undefined
  } catch {
    return ''
  }
}

const orAborted = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      const abort = (): void => reject(new Error('aborted'))
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort, { once: true })
    }),
  ])

/** Undefined if there was no answer in time. */
const ask = (
  url: URL,
  address: string,
  { network, signal, accept }: Asking,
): Promise<IncomingMessage | undefined> =>
  new Promise((resolve) => {
    const asked = request({
      createConnection: () => network.connect(address, url.hostname),
      host: url.hostname,
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        accept,
        'accept-encoding': 'identity',
        'user-agent': 'Mozilla/5.0 (compatible; LinkPreview)',
        connection: 'close',
      },
      maxHeaderSize: maxHeaderBytes,
      signal,
    })
    asked.on('response', resolve)
    asked.on('error', () => resolve(undefined))
    asked.on('close', () => resolve(undefined))
    asked.end()
  })

async function readBody(
  answer: IncomingMessage,
  { maxBytes }: Asking,
): Promise<Pick<Fetched, 'bytes' | 'isWhole'> | undefined> {
  const parts: Array<Buffer> = []
  let length = 0
  try {
    for await (const part of answer) {
      if (!(part instanceof Buffer)) return undefined
      parts.push(part)
      length += part.length
      if (length > maxBytes) break
    }
  } catch {
    return undefined
  } finally {
    answer.destroy()
  }
  const bytes = new Uint8Array(Buffer.concat(parts).subarray(0, maxBytes))
  return { bytes, isWhole: length <= maxBytes }
}

function typeOf(headers: IncomingMessage['headers']): Pick<Fetched, 'type' | 'charset'> {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters.map((each) => /^\s*charset="?([a-z0-9_:.-]{1,40})"?\s*$/u.exec(each)?.[1])
  return { type: type.trim(), charset: charset.find((each) => each !== undefined) }
}
