/** The files of this page: those that wait in a composer, those on their way, and those that are opened. */
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { mediaTypeOf } from '../../../core/base/media-type.ts'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { FileFailure, FileTransfer } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { takeOver } from '../../../core/engine/over-bridge/hand-over.ts'
import type { AttachmentId, ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import { isTypeBlocked } from '../../../core/policy/blocked-types.ts'
import type { PolicyState } from '../../../core/policy/resolve.ts'
import { createAlone } from '../../platform/alone.ts'
import type { Remembered } from '../../platform/remembered.ts'
import { createMarks, placeOf } from '../unfinished/places.ts'
import { createFileDrafts, type FileDrafts } from './file-drafts.ts'

export interface PageFiles {
  readonly transfers: Readable<ReadonlyMap<AttachmentId, FileTransfer>>
  /** What waits to be sent in a conversation or in a thread of it, kept while another one is on the screen. */
  readonly drafts: (user: UserId, conversation: ConversationId, thread?: OpId) => FileDrafts
  /** Where something waits, as by `placeOf`. */
  readonly unfinished: Readable<ReadonlySet<string>>
  /** A picture, sound or video as the type that its bytes say, anything else as mere bytes. */
  readonly open: (attachment: Attachment) => Promise<Result<Blob, FileFailure>>
  /** Here, on its way, or on the relay if it has not arrived there in whole. */
  readonly drop: (id: AttachmentId) => void
  readonly retry: (id: AttachmentId) => void
}

export interface PageFilesDeps {
  readonly bridge: PageBridge
  readonly policy: Readable<PolicyState>
  readonly remembered: Remembered
  readonly locks: LockManager
}

/**
 * Under this is remembered how many files wait there, and the lock of this name is held by the window that has them: they go with it, and that has to be said. Not which they are: names would lie plain on the
 * disk.
 */
export const unsentKey = (place: string): string => `unsent:${place}`

export function createPageFiles({ bridge, policy, remembered, locks }: PageFilesDeps): PageFiles {
  const isBlocked = (name: string): boolean =>
    isTypeBlocked(policy.read().entries.BlockedFileTypes.value, name)
  const transfers = createCell<ReadonlyMap<AttachmentId, FileTransfer>>(new Map())
  const take = (all: ReadonlyArray<FileTransfer>): void =>
    transfers.write(new Map(all.map((transfer) => [transfer.id, transfer])))
  bridge.listen('files.changed', take)
  // A page that is opened later has missed what was told before.
  void bridge.call('files.transfers', {}).then(take, () => undefined)
  const drafts = new Map<string, FileDrafts>()
  const marks = createMarks()
  const follow = (place: string, all: FileDrafts['all']): void => {
    const key = unsentKey(place)
    let holding: ReturnType<typeof createAlone> | undefined
    all.listen(() => {
      const { length } = all.read()
      marks.mark(place, length > 0)
      remembered.write(key, length > 0 ? String(length) : '')
      if (length > 0) holding ??= createAlone(locks, key)
      else {
        holding?.end()
        holding = undefined
      }
    })
  }
  return {
    transfers,
    drafts: (user, conversation, thread) => {
      const place = placeOf(user, conversation, thread)
      const known = drafts.get(place)
      if (known !== undefined) return known
      const created = createFileDrafts({ bridge, isBlocked }, conversation)
      drafts.set(place, created)
      follow(place, created.all)
      return created
    },
    unfinished: marks.all,
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
