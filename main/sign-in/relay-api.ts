import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  type OpenWorkspace,
  paths,
  problemAnswer,
  type SessionAnswer,
  sessionAnswer,
  workspaceAnswer,
  workspacesAnswer,
} from '../../core/protocol/api.ts'
import type { DeviceId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { ApiFailure, Ask } from './ask.ts'
import { createIdentityApi, type IdentityApi } from './identity-api.ts'
import { createKeysApi, type KeysApi } from './keys-api.ts'
import { createCarryOutEdit, createManageApi, type CarryOutEdit, type ManageApi } from './manage-api.ts'
import { createPicturesApi, type PicturesApi } from './pictures-api.ts'

export interface Credentials {
  readonly username: string
  readonly password: string
  readonly device: { readonly id: DeviceId; readonly name: string }
}

/** The relay's REST API. Tokens go in and out here and are never logged or put into a failure. */
export interface RelayApi {
  readonly register: (
    person: Credentials & { readonly displayName: string; readonly invitation?: string | undefined },
  ) => Promise<Result<SessionAnswer, ApiFailure>>
  readonly signIn: (person: Credentials) => Promise<Result<SessionAnswer, ApiFailure>>
  readonly refresh: (refreshToken: string) => Promise<Result<SessionAnswer, ApiFailure>>
  readonly signOut: (refreshToken: string) => Promise<Result<void, ApiFailure>>
  readonly workspaces: (token: string) => Promise<Result<ReadonlyArray<OpenWorkspace>, ApiFailure>>
  readonly createWorkspace: (token: string, name: string) => Promise<Result<WorkspaceId, ApiFailure>>
  readonly joinWorkspace: (token: string, workspace: WorkspaceId) => Promise<Result<undefined, ApiFailure>>
  readonly keys: KeysApi
  readonly identity: IdentityApi
  readonly manage: ManageApi
  readonly carryOutEdit: CarryOutEdit
  readonly pictures: PicturesApi
}

/** As much of `fetch` as is needed, so that Electron's can stand in: it knows the system's proxies and certificates. */
export type Fetch = (
  url: string,
  options: {
    readonly method: string
    readonly headers: Record<string, string>
    readonly body?: string | Uint8Array<ArrayBuffer>
    readonly redirect: 'error'
    readonly signal: AbortSignal
  },
) => Promise<Pick<Response, 'status' | 'headers' | 'text'> & Partial<Pick<Response, 'body'>>>

export interface RelayApiDeps {
  readonly fetch: Fetch
  /** Milliseconds until an answer is given up. */
  readonly timeout: number
}

/** A recovery backup is the longest. */
const maxAnswerCharacters = 8 * 1_048_576

export function createRelayApi({ fetch, timeout }: RelayApiDeps, relay: string): RelayApi {
  const ask: Ask = async (schema, method, path, options) => {
    try {
      const response = await fetch(new URL(path, relay).href, {
        method,
        headers: {
          accept: 'application/json',
          ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        // A relay does not redirect; what does would be handed a password.
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
      })
      return readAnswer(schema, response.status, await response.text())
    } catch {
      return fail({ kind: 'unreachable' })
    }
  }
  const post = <Answer extends v.GenericSchema>(schema: Answer, path: string, body: unknown) =>
    ask(schema, 'POST', path, { body })

  return {
    keys: createKeysApi(ask),
    identity: createIdentityApi(ask),
    manage: createManageApi(ask),
    carryOutEdit: createCarryOutEdit(ask),
    pictures: createPicturesApi(ask),
    register: (person) => post(sessionAnswer, paths.register, person),
    signIn: (person) => post(sessionAnswer, paths.signIn, person),
    refresh: (refreshToken) => post(sessionAnswer, paths.refresh, { refreshToken }),
    signOut: async (refreshToken) => {
      const answer = await post(v.unknown(), paths.signOut, { refreshToken })
      return answer.ok ? ok(undefined) : answer
    },
    workspaces: async (token) => {
      const answer = await ask(workspacesAnswer, 'GET', paths.workspaces, { token })
      return answer.ok ? ok(answer.value.workspaces) : answer
    },
    createWorkspace: async (token, name) => {
      const answer = await ask(workspaceAnswer, 'POST', paths.workspaces, { token, body: { name } })
      return answer.ok ? ok(answer.value.id) : answer
    },
    joinWorkspace: async (token, workspace) => {
      const answer = await ask(v.unknown(), 'POST', paths.join(workspace), { token, body: {} })
      return answer.ok ? ok(undefined) : answer
    },
  }
}

/** `text` is all that was answered. */
export function readAnswer<Answer extends v.GenericSchema>(
  schema: Answer,
  status: number,
  text: string,
): Result<v.InferOutput<Answer>, ApiFailure> {
  if (text.length > maxAnswerCharacters) return fail({ kind: 'strange', detail: 'the answer is too long' })
  const body = parseJson(text)
  if (status >= 200 && status < 300) {
    const answer = v.safeParse(schema, body)
    return answer.success
      ? ok(answer.output)
      : fail({ kind: 'strange', detail: 'the answer is not as agreed' })
  }
  const problem = v.safeParse(problemAnswer, body)
  if (problem.success) {
    const { code, retryAfter = 0, offset, limit } = problem.output
    return fail({
      kind: 'refused',
      code,
      retryAfterSeconds: Math.max(0, retryAfter),
      ...(offset !== undefined && { offset }),
      ...(limit !== undefined && { limit }),
    })
  }
  // A gateway in front of a relay that is away, or something that is no relay at all.
  if (status >= 502 && status <= 504) return fail({ kind: 'unreachable' })
  return fail({ kind: 'strange', detail: `status ${status}` })
}

/** Undefined for an empty body and for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
