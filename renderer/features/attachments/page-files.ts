/** The files of this page: those that wait in a composer, those on their way, and those that are opened. */
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { mediaTypeOf } from '../../../core/base/media-type.ts'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { FileFailure, FileTransfer } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { takeOver } from '../../../core/engine/over-bridge/hand-over.ts'
import type { AttachmentId, ConversationId, OpId } from '../../../core/protocol/ids.ts'
import { isTypeBlocked } from '../../../core/policy/blocked-types.ts'
import type { PolicyState } from '../../../core/policy/resolve.ts'
import { createFileDrafts, type FileDrafts } from './file-drafts.ts'

export interface PageFiles {
  readonly transfers: Readable<ReadonlyMap<AttachmentId, FileTransfer>>
  /** What waits to be sent in a conversation or in a thread of it, kept while another one is on the screen. */
  readonly drafts: (conversation: ConversationId, thread?: OpId) => FileDrafts
  /** A picture, sound or video as the type that its bytes say, anything else as mere bytes. */
  readonly open: (attachment: Attachment) => Promise<Result<Blob, FileFailure>>
  /** Here, on its way, or on the relay if it has not arrived there in whole. */
  readonly drop: (id: AttachmentId) => void
  readonly retry: (id: AttachmentId) => void
}

export function createPageFiles(bridge: PageBridge, policy: Readable<PolicyState>): PageFiles {
  const isBlocked = (name: string): boolean =>
    isTypeBlocked(policy.read().entries.BlockedFileTypes.value, name)
  const transfers = createCell<ReadonlyMap<AttachmentId, FileTransfer>>(new Map())
  const take = (all: ReadonlyArray<FileTransfer>): void =>
    transfers.write(new Map(all.map((transfer) => [transfer.id, transfer])))
  bridge.listen('files.changed', take)
  // A page that is opened later has missed what was told before.
  void bridge.call('files.transfers', {}).then(take, () => undefined)
  const drafts = new Map<string, FileDrafts>()
  return {
    transfers,
    drafts: (conversation, thread) => {
      const key = `${conversation}/${thread ?? ''}`
      const known = drafts.get(key) ?? createFileDrafts({ bridge, isBlocked }, conversation)
      drafts.set(key, known)
      return known
    },
    open: async (attachment) => {
      if (isBlocked(attachment.name)) return fail({ kind: 'by-policy' })
      const parts = await takeOver(bridge, attachment)
      if (!parts.ok) return parts
      const start = parts.value[0] ?? new Uint8Array()
      const type = imageTypeOf(start) ?? mediaTypeOf(start) ?? 'application/octet-stream'
      return ok(new Blob([...parts.value], { type }))
    },
    drop: (id) => void bridge.call('files.drop', { id }),
    retry: (id) => void bridge.call('files.retry', { id }),
  }
}
