import { fail, type Result } from '../../base/result.ts'
import type { PageBridge } from '../../bridge/contract.ts'
import { type FileFailure, maxBridgePiece, type SealedFile } from '../../bridge/files-contract.ts'
import type { Attachment } from '../../conversation/op.ts'
import type { AttachmentId, ConversationId } from '../../protocol/ids.ts'

/** Where the bytes of a file come from. */
export interface FileSource {
  readonly size: number
  /** So many bytes from there on, or what is left, in a buffer of their own. Undefined where it cannot be read any more. */
  readonly read: (at: number, length: number) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** Hands a file to main, piece by piece: from then on it may vanish from where the person has it. */
export async function handOver(
  bridge: PageBridge,
  conversation: ConversationId,
  file: FileSource,
  progress: (id: AttachmentId, done: number) => boolean,
): Promise<Result<SealedFile, FileFailure>> {
  const begun = await bridge.call('files.begin', { conversation, size: file.size })
  if (!begun.ok) return begun
  const id = begun.value
  for (let at = 0; at < file.size; at += maxBridgePiece) {
    if (!progress(id, at)) return giveUp(bridge, id, { kind: 'cancelled' })
    const bytes = await file.read(at, maxBridgePiece)
    if (bytes === undefined) return giveUp(bridge, id, { kind: 'disk', detail: 'it cannot be read' })
    const written = await bridge.call('files.write', { id, at, bytes })
    if (!written.ok) return written
  }
  return bridge.call('files.finish', { id })
}

async function giveUp(
  bridge: PageBridge,
  id: AttachmentId,
  failure: FileFailure,
): Promise<Result<never, FileFailure>> {
  await bridge.call('files.drop', { id })
  return fail(failure)
}

/** All of a file that somebody sent, once main has found it to be what the message says. */
export async function takeOver(
  bridge: PageBridge,
  { id, size, sha256, seal }: Attachment,
): Promise<Result<ReadonlyArray<Uint8Array<ArrayBuffer>>, FileFailure>> {
  if (seal === undefined) return fail({ kind: 'refused', why: 'malformed' })
  // Buffers of their own: what crosses the bridge must not share memory.
  const ticket = await bridge.call('files.fetch', {
    id,
    size,
    sha256: new Uint8Array(sha256),
    seal: { key: new Uint8Array(seal.key), header: new Uint8Array(seal.header), size: seal.size },
  })
  if (!ticket.ok) return ticket
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  for (let at = 0; ;) {
    const part = await bridge.call('files.read', { ticket: ticket.value, at })
    if (!part.ok) return part
    if (part.value.length === 0) return { ok: true, value: parts }
    parts.push(new Uint8Array(part.value))
    at += part.value.length
  }
}
