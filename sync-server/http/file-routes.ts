/** Files as sealed bytes (FI4 to FI10). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hexToBytes } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  filePaths,
  filePlace,
  finishFileBody,
  maxPieceBytes,
  offsetHeader,
  startFileBody,
} from '../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import type { FileRefused, Files } from '../blobs/files.ts'
import { endpoint, type GateDeps, read } from './endpoint.ts'
import { createGate } from './gate.ts'
import { type ApiFailure, sendProblem } from './problems.ts'

/** `requests` is a throttle of its own: a file comes in hundreds of pieces. */
export interface FileRoutesDeps extends GateDeps {
  readonly files: Files
}

const piece = 'application/octet-stream'

export function addFileRoutes(app: FastifyInstance, deps: FileRoutesDeps): void {
  const { files } = deps
  const { onRequest, grantOf } = createGate(deps)
  const answered = (
    run: (request: FastifyRequest, id: AttachmentId) => Promise<Result<object | undefined, ApiFailure>>,
  ) =>
    endpoint(async (request) => {
      const place = read(filePlace, request.params)
      return place.ok ? run(request, place.value.file) : fail({ code: 'not-found' })
    })
  app.addContentTypeParser(piece, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.put(
    filePaths.file(':file'),
    { onRequest },
    answered(async (request, id) => {
      const body = read(startFileBody, request.body)
      if (!body.ok) return body
      return plain(await files.start(grantOf(request).user, id, body.value))
    }),
  )
  app.patch(
    filePaths.file(':file'),
    { onRequest, bodyLimit: maxPieceBytes },
    answered(async (request, id) => {
      const offset = wholeNumber(request.headers[offsetHeader])
      const { body } = request
      if (offset === undefined || !(body instanceof Uint8Array) || body.length === 0) {
        return fail({ code: 'bad-request', detail: `bytes, and where they go as ${offsetHeader}` })
      }
      const added = await files.append(grantOf(request).user, id, offset, body)
      return added.ok ? ok({ offset: added.value }) : plain(added)
    }),
  )
  app.post(
    filePaths.finish(':file'),
    { onRequest },
    answered(async (request, id) => {
      const body = read(finishFileBody, request.body)
      if (!body.ok) return body
      const hash = hexToBytes(body.value.sha256) ?? new Uint8Array()
      return plain(await files.finish(grantOf(request).user, id, hash))
    }),
  )
  app.delete(
    filePaths.file(':file'),
    { onRequest },
    answered(async (request, id) => plain(await files.remove(grantOf(request).user, id))),
  )
  app.get(filePaths.file(':file'), { onRequest }, (request, reply) =>
    sendFile(files, grantOf(request).user, request, reply),
  )
}

async function sendFile(
  files: Files,
  user: Parameters<Files['size']>[0],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const place = read(filePlace, request.params)
  const size = place.ok ? await files.size(user, place.value.file) : undefined
  if (!place.ok || size === undefined) return sendProblem(reply, { code: 'not-found' })
  const range = readRange(request.headers.range, size)
  if (range === undefined) {
    reply.header('content-range', `bytes */${size}`)
    return reply.code(416).send()
  }
  const stream = await files.read(place.value.file, range)
  if (stream === undefined) return sendProblem(reply, { code: 'not-found' })
  const isPart = range.upTo - range.from + 1 < size
  reply
    .code(isPart ? 206 : 200)
    .type(piece)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('content-length', range.upTo - range.from + 1)
  if (isPart) reply.header('content-range', `bytes ${range.from}-${range.upTo}/${size}`)
  return reply.send(stream)
}

/** One range with a beginning; undefined for one that lies outside. Others are no concern of ours: then all is sent. */
function readRange(header: string | undefined, size: number): { from: number; upTo: number } | undefined {
  const found = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '')
  const [from, upTo] = [found?.[1] ?? '0', found?.[2] ?? '']
  const range = { from: Number(from), upTo: Math.min(size - 1, upTo === '' ? size - 1 : Number(upTo)) }
  return range.from <= range.upTo ? range : undefined
}

const wholeNumber = (header: string | ReadonlyArray<string> | undefined): number | undefined =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined

const plain = <Value extends object | undefined>(
  outcome: Result<Value, FileRefused> | Result<void, FileRefused> | Result<number, FileRefused>,
): Result<object | undefined, ApiFailure> => {
  if (!outcome.ok) return fail(problemOf(outcome.failure))
  return ok(typeof outcome.value === 'object' ? outcome.value : undefined)
}

function problemOf(failure: FileRefused): ApiFailure {
  switch (failure.kind) {
    case 'not-found':
      return { code: 'not-found' }
    case 'offset':
      return { code: 'file-offset', offset: failure.offset }
    case 'too-large':
      return { code: 'file-too-large', limit: failure.limit }
    case 'taken':
      return { code: 'file-taken' }
    case 'quota':
      return { code: 'file-quota' }
    case 'damaged':
      return { code: 'file-damaged' }
  }
}
