/** The files of this page: those that wait in a composer, those on their way, and those that are opened. */
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { mediaTypeOf } from '../../../core/base/media-type.ts'
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { Clock } from '../../../core/base/clock.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { FileFailure, FileTransfer } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { takeOver } from '../../../core/engine/over-bridge/hand-over.ts'
import type { AttachmentId, ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import { isTypeBlocked } from '../../../core/policy/blocked-types.ts'
import type { PolicyState } from '../../../core/policy/resolve.ts'
import { createMarks, type Marks, placeOf } from '../unfinished/places.ts'
import { createFileDrafts, type FileDrafts } from './file-drafts.ts'

export interface PageFiles {
  readonly transfers: Readable<ReadonlyMap<AttachmentId, FileTransfer>>
  /** What waits to be sent in a conversation or in a thread of it, kept while another one is on the screen. */
  readonly drafts: (user: UserId, conversation: ConversationId, thread?: OpId) => FileDrafts
  /** Where something waits, or did since the page is there; as by `placeOf`. */
  readonly all: ReadonlyMap<string, FileDrafts>
  /** Calls `changed` with each place where something else waits from now on, until the returned function is called. */
  readonly listen: (changed: (place: string) => void) => () => void
  /** What this window has to show and no other; each lets go of one. */
  readonly holds: Map<AttachmentId, () => void>
  /** Where something waits that could not be stored: it ends with the page. */
  readonly unkept: Marks
  /** Undefined as long as the local store is not open, or cannot be. */
  readonly later: Cell<LaterFiles | undefined>
  /** Where something waits, as by `placeOf`. */
  readonly unfinished: Readable<ReadonlySet<string>>
  /** A picture, sound or video as the type that its bytes say, anything else as mere bytes. */
  readonly open: (attachment: Attachment) => Promise<Result<Blob, FileFailure>>
  /** Here, on its way, or on the relay if it has not arrived there in whole. */
  readonly drop: (id: AttachmentId) => void
  readonly retry: (id: AttachmentId) => void
}

/** The files of what is sent later, as far as they were attached on this device. */
export interface LaterFiles {
  /** Resolves once they would be here after a new start; false if they could not be stored. */
  readonly keep: (attachments: ReadonlyArray<Attachment>) => Promise<boolean>
  /** In order; undefined unless all of them are here. */
  readonly read: (ids: ReadonlyArray<AttachmentId>) => Promise<ReadonlyArray<Attachment> | undefined>
  /** They wait elsewhere now: main keeps them. */
  readonly release: (ids: ReadonlyArray<AttachmentId>) => Promise<void>
  /** They are sent no more: main forgets those that are here. */
  readonly free: (ids: ReadonlyArray<AttachmentId>) => Promise<void>
}

export interface PageFilesDeps {
  readonly bridge: PageBridge
  readonly policy: Readable<PolicyState>
  readonly clock: Pick<Clock, 'now'>
}

export function createPageFiles({ bridge, policy, clock }: PageFilesDeps): PageFiles {
  const isBlocked = (name: string): boolean =>
    isTypeBlocked(policy.read().entries.BlockedFileTypes.value, name)
  const transfers = createCell<ReadonlyMap<AttachmentId, FileTransfer>>(new Map())
  const take = (all: ReadonlyArray<FileTransfer>): void =>
    transfers.write(new Map(all.map((transfer) => [transfer.id, transfer])))
  bridge.listen('files.changed', take)
  // A page that is opened later has missed what was told before.
  void bridge.call('files.transfers', {}).then(take, () => undefined)
  const all = new Map<string, FileDrafts>()
  const changed = createCell({ place: '' })
  const marks = createMarks()
  const mayNotSend = (name: string): boolean =>
    !policy.read().entries.AllowFileUpload.value || isBlocked(name)
  return {
    transfers,
    drafts: (user, conversation, thread) => {
      const place = placeOf(user, conversation, thread)
      const known = all.get(place)
      if (known !== undefined) return known
      const created = createFileDrafts({ bridge, isBlocked: mayNotSend, clock }, conversation)
      all.set(place, created)
      created.all.listen(() => {
        marks.mark(place, created.all.read().length > 0)
        changed.write({ place })
      })
      return created
    },
    all,
    listen: (told) => changed.listen(() => told(changed.read().place)),
    holds: new Map(),
    unkept: createMarks(),
    later: createCell<LaterFiles | undefined>(undefined),
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
