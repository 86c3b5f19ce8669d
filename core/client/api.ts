/** The calls of the REST API that a chat client makes. */
import * as v from 'valibot'
import { fail, ok, type Result } from '../base/result.ts'
import { conversationsAnswer, paths, problemAnswer } from '../protocol/api.ts'
import { messagePaths, messagesAnswer } from '../protocol/messages-api.ts'

/** What every platform's `fetch` is. */
export type Fetch = (
  address: string,
  request: { readonly method: string; readonly headers: Record<string, string> },
) => Promise<{ readonly status: number; readonly text: () => Promise<string> }>

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
  return {
    rooms: async (workspace) => {
      const found = await get(deps, paths.conversations(encodeURIComponent(workspace)), conversationsAnswer)
      return found.ok ? ok(found.value.conversations) : found
    },
    page: (room, before) => {
      const query = `?limit=${pageSize}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`
      return get(deps, messagePaths.messages(encodeURIComponent(room)) + query, messagesAnswer)
    },
  }
}

async function get<Answer>(
  { url, token, fetch }: ChatApiDeps,
  path: string,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Result<Answer, ChatFailure>> {
  let status: number
  let given: unknown
  try {
    const headers = { authorization: `Bearer ${await token()}` }
    const response = await fetch(url + path, { method: 'GET', headers })
    status = response.status
    given = JSON.parse(await response.text())
  } catch (error) {
    return fail({ code: 'unreachable', detail: String(error) })
  }
  const problem = status >= 400 ? v.safeParse(problemAnswer, given) : undefined
  if (problem?.success)
    return fail({ code: problem.output.code, detail: problem.output.detail ?? problem.output.title })
  const answer = v.safeParse(schema, given)
  return status < 300 && answer.success
    ? ok(answer.output)
    : fail({ code: 'strange-answer', detail: `The relay answered with ${status}.` })
}
