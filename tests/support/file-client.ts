/** Files on a test relay, by its REST API. */
import { createHash } from 'node:crypto'
import { filePaths, maxPieceBytes, offsetHeader } from '../../core/protocol/files-api.ts'
import { attachmentId, type AttachmentId, type ConversationId, randomId } from '../../core/protocol/ids.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { type ApiAnswer, callRelay, type RelayAddress, type TestAccount } from './relay-accounts.ts'

export const newFileId = (): AttachmentId => randomId(attachmentId, systemRandom)
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface FileClient {
  readonly start: (id: AttachmentId, conversation: ConversationId, size: number) => Promise<ApiAnswer>
  readonly piece: (id: AttachmentId, offset: number, bytes: Uint8Array) => Promise<ApiAnswer>
  readonly finish: (id: AttachmentId, hash: string) => Promise<ApiAnswer>
  readonly remove: (id: AttachmentId) => Promise<ApiAnswer>
  readonly fetch: (
    id: AttachmentId,
    range?: string,
  ) => Promise<{ status: number; bytes: Uint8Array; headers: Headers }>
  /** All of it, in pieces. */
  readonly put: (id: AttachmentId, conversation: ConversationId, bytes: Uint8Array) => Promise<void>
}

export function createFileClient(relay: RelayAddress, account: TestAccount): FileClient {
  const token = account.session.accessToken
  const authorization = `Bearer ${token}`
  const call = (path: string, options: Parameters<typeof callRelay>[2]) =>
    callRelay(relay, path, { ...options, token })
  const client: FileClient = {
    start: (id, conversation, size) =>
      call(filePaths.file(id), { method: 'PUT', body: { conversation, size } }),
    piece: async (id, offset, bytes) => {
      const response = await fetch(relay.url + filePaths.file(id), {
        method: 'PATCH',
        headers: { authorization, 'content-type': 'application/octet-stream', [offsetHeader]: `${offset}` },
        body: Uint8Array.from(bytes),
      })
      const body: unknown = await response.json()
      return { status: response.status, headers: response.headers, body }
    },
    finish: (id, hash) => call(filePaths.finish(id), { body: { sha256: hash } }),
    remove: (id) => call(filePaths.file(id), { method: 'DELETE' }),
    fetch: async (id, range) => {
      const response = await fetch(relay.url + filePaths.file(id), {
        headers: { authorization, ...(range === undefined ? {} : { range }) },
      })
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { status: response.status, bytes, headers: response.headers }
    },
    put: async (id, conversation, bytes) => {
      await client.start(id, conversation, bytes.length)
      for (let at = 0; at < bytes.length; at += maxPieceBytes) {
        await client.piece(id, at, bytes.subarray(at, at + maxPieceBytes))
      }
      await client.finish(id, sha256(bytes))
    },
  }
  return client
}
