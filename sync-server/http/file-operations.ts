/** Files as sealed bytes (FI4 to FI10). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { hexToBytes } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  filePaths,
  filePlace,
  finishFileBody,
  maxPieceBytes,
  offsetHeader,
  pieceAnswer,
  startedFileAnswer,
  startFileBody,
} from '../../core/protocol/files-api.ts'
import type { AttachmentId, UserId } from '../../core/protocol/ids.ts'
import type { FileRefused, Files } from '../blobs/files.ts'
import type { Throttle } from '../identity/throttle.ts'
import { type Answer, tooMany } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import type { ApiFailure } from './problems.ts'
import { sample, sampleFile } from './samples.ts'

/** Most files have been scanned by then. */
const scanSeconds = 2
export const pieceMedia = 'application/octet-stream'

const params = { file: sample.file }
const shared = { tag: 'files', params: filePlace } as const

export interface FileOperationsDeps {
  readonly files: Files
  /** Bytes of one user a minute. */
  readonly uploads: Throttle
}

export const fileOperations = ({ files, uploads }: FileOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'startFile',
    method: 'PUT',
    path: filePaths.file(':file'),
    summary: 'Announce a file under an id of one’s own making; again: ask where to go on.',
    action: 'message.send',
    body: startFileBody,
    answer: startedFileAnswer,
    problems: ['file-taken', 'file-too-large', 'file-quota', 'file-infected'],
    example: {
      params,
      body: { conversation: sample.conversation, size: sampleFile.sealedSize },
      answer: { offset: 0, finished: false },
    },
    run: async ({ grant, params: { file }, body }) => plain(await files.start(grant.user, file, body)),
  }),
  userOperation({
    ...shared,
    id: 'appendToFile',
    method: 'PATCH',
    path: filePaths.file(':file'),
    scopedAs: 'message.send',
    summary: `Bring the bytes from \`${offsetHeader}\` on.`,
    answer: pieceAnswer,
    problems: ['bad-request', 'file-offset'],
    headers: v.object({ [offsetHeader]: v.pipe(v.string(), v.regex(/^\d{1,15}$/)) }),
    media: pieceMedia,
    bodyLimit: maxPieceBytes,
    example: { params, headers: { [offsetHeader]: '0' }, answer: { offset: sampleFile.sealedSize } },
    run: async ({ grant, params: { file }, request }) => {
      const offset = wholeNumber(request.headers[offsetHeader])
      const { body } = request
      if (offset === undefined || !(body instanceof Uint8Array) || body.length === 0) {
        return fail({ code: 'bad-request', detail: `bytes, and where they go as ${offsetHeader}` })
      }
      const { retryAfter } = uploads.take(grant.user, body.length)
      if (retryAfter > 0) return tooMany(retryAfter)
      const added = await files.append(grant.user, file, offset, body)
      return added.ok ? ok({ offset: added.value }) : plain(added)
    },
  }),
  userOperation({
    ...shared,
    id: 'finishFile',
    method: 'POST',
    path: filePaths.finish(':file'),
    scopedAs: 'message.send',
    summary: 'Say that all bytes are there; from then on others may read them.',
    body: finishFileBody,
    problems: ['file-damaged'],
    example: {
      params,
      body: { sha256: sampleFile.sha256Hex },
    },
    run: async ({ grant, params: { file }, body }) => {
      const hash = hexToBytes(body.sha256) ?? new Uint8Array()
      return plain(await files.finish(grant.user, file, hash))
    },
  }),
  userOperation({
    ...shared,
    id: 'readFile',
    method: 'GET',
    path: filePaths.file(':file'),
    scopedAs: 'conversation.read',
    summary: 'The bytes of a file, or of the part that `Range` names.',
    headers: v.object({ range: v.optional(v.pipe(v.string(), v.regex(/^bytes=\d{1,15}-\d{0,15}$/))) }),
    stream: { media: pieceMedia, part: true },
    problems: ['range-outside', 'file-unscanned', 'file-infected'],
    example: { params },
    run: ({ grant, params: { file }, request, reply }) =>
      sendFile(files, grant.user, file, { request, reply }),
  }),
  userOperation({
    ...shared,
    id: 'deleteFile',
    method: 'DELETE',
    path: filePaths.file(':file'),
    scopedAs: 'message.send',
    summary: 'Take back a file that one has put up.',
    example: { params },
    run: async ({ grant, params: { file }, tell }) => {
      const removed = await files.remove(grant.user, file)
      if (!removed.ok) return fail(problemOf(removed.failure))
      tell({ conversation: removed.value, target: { conversation: removed.value, file } })
      return ok(undefined)
    },
    audit: 'as-told',
  }),
]

async function sendFile(
  files: Files,
  user: UserId,
  file: AttachmentId,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<Answer> {
  const found = await files.size(user, file)
  if (!found.ok) return fail(problemOf(found.failure))
  const size = found.value
  const range = readRange(request.headers.range, size)
  if (range === undefined) {
    reply.header('content-range', `bytes */${size}`)
    return fail({ code: 'range-outside' })
  }
  const stream = await files.read(file, range)
  if (stream === undefined) return fail({ code: 'not-found' })
  const isPart = range.upTo - range.from + 1 < size
  reply
    .code(isPart ? 206 : 200)
    .type(pieceMedia)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'no-store')
    .header('content-length', range.upTo - range.from + 1)
  if (isPart) reply.header('content-range', `bytes ${range.from}-${range.upTo}/${size}`)
  return ok(stream)
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
): Answer => {
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
      return {
        code: 'file-quota',
        detail: `Files of this ${failure.of} take ${failure.used} bytes of ${failure.limit}.`,
        used: failure.used,
        limit: failure.limit,
      }
    case 'damaged':
      return { code: 'file-damaged' }
    case 'unscanned':
      return { code: 'file-unscanned', retryAfter: scanSeconds }
    case 'infected':
      return { code: 'file-infected' }
  }
}
