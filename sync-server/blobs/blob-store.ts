import type { Readable } from 'node:stream'
import type { Result } from '../../core/base/result.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'

/**
 * Where the bytes of files lie. Each method is about one file, and nobody calls two of them for one file at a time. A store
 * that cannot write or read rejects with `StoreTrouble`; nothing has changed then.
 */
export interface BlobStore {
  /** Bytes that are there of a file; 0 where there is none. */
  readonly length: (id: AttachmentId) => Promise<number>
  /** Adds bytes at the end, which is at `offset`: all of them, or none. They may be gone after a power cut. */
  readonly append: (id: AttachmentId, offset: number, bytes: Uint8Array) => Promise<void>
  /**
   * Puts the file in its place, all at once and durable, if these are its bytes; else what is there of it is given up. May be
   * done twice.
   */
  readonly finish: (
    id: AttachmentId,
    expected: { readonly size: number; readonly hash: Uint8Array },
  ) => Promise<Result<void, { readonly kind: 'damaged' }>>
  /** Bytes `from` to `upTo`, that one included, of a finished file; undefined if there is none. */
  readonly read: (
    id: AttachmentId,
    range: { readonly from: number; readonly upTo: number },
  ) => Promise<Readable | undefined>
  /** Finished or not. */
  readonly remove: (id: AttachmentId) => Promise<void>
}
