/** The calls of the REST API that a chat client makes. */
import { decodeUtf8 } from 'lib0/string'
import * as v from 'valibot'
import { fail, ok, type Result } from '../base/result.ts'
import { conversationsAnswer, paths, problemAnswer } from '../protocol/api.ts'
import { messagePaths, messagesAnswer } from '../protocol/messages-api.ts'

/** What every platform's `fetch` is. */
export type Fetch = (
  address: string,
  request: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body?: string | Uint8Array<ArrayBuffer>
  },
) => Promise<{ readonly status: number; readonly arrayBuffer: () => Promise<ArrayBuffer> }>

/** `code` is one of the API's (see /docs), or says that the relay did not answer, or answered with something else. */
export interface ChatFailure {
  readonly code: string
  readonly detail: string
}

export type Rooms = v.InferOutput<typeof conversationsAnswer>['conversations']
export type Page = v.InferOutput<typeof messagesAnswer>

export interface ChatApi {
  readonly rooms: (workspace: string) => Promise<Result<Rooms, ChatFailure>>
  /** The newest messages, or those before one, oldest first. */
  readonly page: (room: string, before: string | undefined) => Promise<Result<Page, ChatFailure>>
}

export interface ChatApiDeps {
  readonly url: string
  readonly token: () => string | Promise<string>
  readonly fetch: Fetch
}

const pageSize = 100

export function createChatApi(deps: ChatApiDeps): ChatApi {
  const get = <Answer>(path: string, schema: v.GenericSchema<unknown, Answer>) =>
    askRelay(deps, { path, method: 'GET', headers: {} }, schema)
  return {
    rooms: async (workspace) => {
      const found = await get(paths.conversations(encodeURIComponent(workspace)), conversationsAnswer)
      return found.ok ? ok(found.value.conversations) : found
    },
    page: (room, before) => {
      const query = `?limit=${pageSize}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`
      return get(messagePaths.messages(encodeURIComponent(room)) + query, messagesAnswer)
    },
  }
}

export interface ApiRequest {
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** An answer without a body is `undefined` to `schema`. */
export async function askRelay<Answer>(
  deps: ChatApiDeps,
  request: ApiRequest,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Result<Answer, ChatFailure>> {
  const answer = await send(deps, request)
  if (!answer.ok) return answer
  const read = v.safeParse(schema, answer.value.length === 0 ? undefined : readJson(answer.value))
  return read.success ? ok(read.output) : strange('an answer of another form')
}

/** The bytes at an address. */
export const fetchBytes = (
  deps: ChatApiDeps,
  path: string,
): Promise<Result<Uint8Array<ArrayBuffer>, ChatFailure>> => send(deps, { path, method: 'GET', headers: {} })

async function send(
  { url, token, fetch }: ChatApiDeps,
  { path, method, headers, body }: ApiRequest,
): Promise<Result<Uint8Array<ArrayBuffer>, ChatFailure>> {
  let status: number
  let bytes: Uint8Array<ArrayBuffer>
  try {
    const authorization = `Bearer ${await token()}`
    const request = { method, headers: { ...headers, authorization }, ...(body !== undefined && { body }) }
    const response = await fetch(url + path, request)
    status = response.status
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    return fail({ code: 'unreachable', detail: String(error) })
  }
  if (status >= 200 && status < 300) return ok(bytes)
  const problem = v.safeParse(problemAnswer, readJson(bytes))
  if (!problem.success) return strange(String(status))
  return fail({ code: problem.output.code, detail: problem.output.detail ?? problem.output.title })
}

const strange = (what: string): Result<never, ChatFailure> =>
  fail({ code: 'strange-answer', detail: `The relay answered with ${what}.` })

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes))
  } catch {
    return undefined
  }
}
