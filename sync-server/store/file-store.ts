import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { AttachmentId, ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'

/** What is known of a file beside its bytes. */
export interface StoredFile {
  readonly conversation: ConversationId
  /** Who puts it up. */
  readonly user: UserId
  /** Of all its sealed bytes, here or not. */
  readonly size: number
  /** SHA-256 of them, once all are here. */
  readonly hash: Uint8Array | undefined
}

/** There is no room for it: `used` are the bytes that are taken. */
export interface FileQuota {
  readonly kind: 'quota'
  readonly of: 'person' | 'workspace'
  readonly used: number
  readonly limit: number
}

export interface FileStore {
  /**
   * Its size counts for the person and the workspace from now on, in bytes; a quota that the workspace has of its own goes before
   * the one given here. `taken`: there is a file of this id.
   */
  readonly add: (
    file: Omit<StoredFile, 'hash'> & { readonly id: AttachmentId; readonly now: Millis },
    quotas: { readonly person: number; readonly workspace: number | undefined },
  ) => Promise<Result<void, NotFound | { readonly kind: 'taken' } | FileQuota>>
  readonly file: (id: AttachmentId) => Promise<StoredFile | undefined>
  /** Somebody is at it. */
  readonly touch: (id: AttachmentId, now: Millis) => Promise<void>
  readonly finish: (id: AttachmentId, hash: Uint8Array) => Promise<void>
  readonly remove: (id: AttachmentId) => Promise<void>
  /** Those that nobody has been at since. */
  readonly unfinished: (since: Millis) => Promise<ReadonlyArray<AttachmentId>>
}
