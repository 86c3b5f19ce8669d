/** Asking a provider: a stranger's answer, so it is bounded in time and size, and leads nowhere else. */

export type Fetch = (url: string, request: RequestInit) => Promise<Response>

export interface JsonAnswer {
  readonly status: number
  /** Undefined where the answer is no JSON. */
  readonly body: unknown
}

/** Milliseconds. Somebody waits in front of a screen. */
const timeout = 10_000
/** Discovery documents and key sets of large providers have some 20 KiB. */
const maxBytes = 512 * 1_024

/** Undefined if there is no answer, or one that is too long. */
export async function fetchJson(
  fetch: Fetch,
  url: string,
  request: RequestInit = {},
): Promise<JsonAnswer | undefined> {
  try {
    const response = await fetch(url, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    const text = await readBounded(response)
    return text === undefined ? undefined : { status: response.status, body: parseJson(text) }
  } catch {
    return undefined
  }
}

async function readBounded(response: Response): Promise<string | undefined> {
  const parts: Array<Uint8Array> = []
  let length = 0
  const body: ReadableStream<Uint8Array> | null = response.body
  const reader = body?.getReader()
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    length += next.value.length
    if (length > maxBytes) {
      await reader?.cancel()
      return undefined
    }
    parts.push(next.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
