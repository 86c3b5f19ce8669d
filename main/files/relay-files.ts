/** Files at the relay, as `core/protocol/files-api.ts` has it. */
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { filePaths, offsetHeader, pieceAnswer, startedFileAnswer } from '../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { type Fetch, readAnswer } from '../sign-in/relay-api.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { FileToPut } from './file-record.ts'

type Outcome<Value> = Promise<Result<Value, ApiFailure>>

export interface RelayFiles {
  /** How far the upload has come; begins it if need be. */
  readonly start: (
    token: string,
    id: AttachmentId,
    file: Pick<FileToPut, 'conversation' | 'size'>,
  ) => Outcome<v.InferOutput<typeof startedFileAnswer>>
  /** Answers how many bytes are there now. */
  readonly piece: (token: string, id: AttachmentId, offset: number, bytes: Uint8Array) => Outcome<number>
  readonly finish: (token: string, id: AttachmentId, sha256: string) => Outcome<void>
  readonly remove: (token: string, id: AttachmentId) => Outcome<void>
  /** The bytes from `from` on, as they come; a relay may begin at the beginning instead. */
  readonly read: (
    token: string,
    id: AttachmentId,
    from: number,
    signal: AbortSignal,
  ) => Outcome<{ readonly bytes: AsyncIterable<Uint8Array>; readonly from: number }>
}

export interface RelayFilesDeps {
  readonly fetch: Fetch
  /** Milliseconds until an answer, and each part of a longer one, is given up. */
  readonly timeout: number
}

interface Request {
  readonly token: string
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export function createRelayFiles({ fetch, timeout }: RelayFilesDeps, relay: string): RelayFiles {
  const send = ({ token, method, path, headers, body }: Request, signal: AbortSignal) =>
    fetch(new URL(path, relay).href, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal,
    })
  const ask = async <Answer extends v.GenericSchema>(
    schema: Answer,
    request: Request,
  ): Outcome<v.InferOutput<Answer>> => {
    try {
      const response = await send(request, AbortSignal.timeout(timeout))
      return readAnswer(schema, response.status, await response.text())
    } catch {
      return fail({ kind: 'unreachable' })
    }
  }
  return {
    start: (token, id, { conversation, size }) =>
      ask(startedFileAnswer, {
        ...json({ conversation, size }),
        token,
        method: 'PUT',
        path: filePaths.file(id),
      }),
    piece: async (token, id, offset, bytes) => {
      const headers = { 'content-type': 'application/octet-stream', [offsetHeader]: String(offset) }
      const request = { token, method: 'PATCH', path: filePaths.file(id), headers }
      const answer = await ask(pieceAnswer, { ...request, body: Uint8Array.from(bytes) })
      return answer.ok ? ok(answer.value.offset) : answer
    },
    finish: async (token, id, sha256) => {
      const request = { ...json({ sha256 }), token, method: 'POST', path: filePaths.finish(id) }
      return withoutValue(await ask(v.unknown(), request))
    },
    remove: async (token, id) =>
      withoutValue(await ask(v.unknown(), { token, method: 'DELETE', path: filePaths.file(id) })),
    read: async (token, id, from, signal) => {
      try {
        const headers: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` }
        const response = await send({ token, method: 'GET', path: filePaths.file(id), headers }, signal)
        const { status, body } = response
        if ((status === 200 || status === 206) && body) {
          return ok({ bytes: withPatience(body, timeout), from: status === 206 ? from : 0 })
        }
        const answer = readAnswer(v.unknown(), status, await response.text())
        return answer.ok ? fail({ kind: 'strange', detail: `status ${status}` }) : answer
      } catch {
        return fail({ kind: 'unreachable' })
      }
    },
  }
}

const json = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const withoutValue = (answer: Result<unknown, ApiFailure>): Result<void, ApiFailure> =>
  answer.ok ? ok(undefined) : answer

/** Throws where nothing more comes for `timeout` milliseconds. */
async function* withPatience(
  body: ReadableStream<Uint8Array>,
  timeout: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader()
  try {
    for (;;) {
      const part = await within(reader.read(), timeout)
      if (part.done) return
      yield part.value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function within<Value>(promise: Promise<Value>, timeout: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing came')), timeout)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
