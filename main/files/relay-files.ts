/** Files at the relay, as `core/protocol/files-api.ts` has it. */
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { filePaths, offsetHeader, pieceAnswer, startedFileAnswer } from '../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { type ApiFailure, type Fetch, readAnswer } from '../sign-in/relay-api.ts'
import type { FileRecord } from './file-record.ts'

type Outcome<Value> = Promise<Result<Value, ApiFailure>>

export interface RelayFiles {
  /** How far the upload has come; begins it if need be. */
  readonly start: (
    token: string,
    id: AttachmentId,
    file: Pick<FileRecord, 'conversation' | 'size'>,
  ) => Outcome<v.InferOutput<typeof startedFileAnswer>>
  /** Answers how many bytes are there now. */
  readonly piece: (token: string, id: AttachmentId, offset: number, bytes: Uint8Array) => Outcome<number>
  readonly finish: (token: string, id: AttachmentId, sha256: string) => Outcome<void>
  readonly remove: (token: string, id: AttachmentId) => Outcome<void>
  /** The bytes from `from` on, as they come. `total` is how long the file is, as far as the relay says. */
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

export function createRelayFiles({ fetch, timeout }: RelayFilesDeps, relay: string): RelayFiles {
  const send = (
    token: string,
    method: string,
    path: string,
    body: { readonly type: string; readonly bytes: string | Uint8Array<ArrayBuffer> } | undefined,
    {
      headers = {},
      signal = AbortSignal.timeout(timeout),
    }: Partial<Pick<RequestInit, 'signal'>> & {
      readonly headers?: Record<string, string>
      readonly signal?: AbortSignal
    } = {},
  ) =>
    fetch(new URL(path, relay).href, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      ...(body === undefined ? {} : { body: body.bytes }),
      redirect: 'error',
      signal,
    })
  const ask = async <Answer extends v.GenericSchema>(
    schema: Answer,
    ...request: Parameters<typeof send>
  ): Outcome<v.InferOutput<Answer>> => {
    try {
      const response = await send(...request)
      return readAnswer(schema, response.status, await response.text())
    } catch {
      return fail({ kind: 'unreachable' })
    }
  }
  const json = (body: unknown) => ({ type: 'application/json', bytes: JSON.stringify(body) })
  const done = <Value>(answer: Result<Value, ApiFailure>): Result<void, ApiFailure> =>
    answer.ok ? ok(undefined) : answer

  return {
    start: (token, id, { conversation, size }) =>
      ask(startedFileAnswer, token, 'PUT', filePaths.file(id), json({ conversation, size })),
    piece: async (token, id, offset, bytes) => {
      const body = { type: 'application/octet-stream', bytes: Uint8Array.from(bytes) }
      const answer = await ask(pieceAnswer, token, 'PATCH', filePaths.file(id), body, {
        headers: { [offsetHeader]: String(offset) },
      })
      return answer.ok ? ok(answer.value.offset) : answer
    },
    finish: async (token, id, sha256) =>
      done(await ask(v.unknown(), token, 'POST', filePaths.finish(id), json({ sha256 }))),
    remove: async (token, id) => done(await ask(v.unknown(), token, 'DELETE', filePaths.file(id), undefined)),
    read: async (token, id, from, signal) => {
      try {
        const headers = from === 0 ? {} : { range: `bytes=${from}-` }
        const response = await send(token, 'GET', filePaths.file(id), undefined, { headers, signal })
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
