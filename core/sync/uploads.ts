import { createCell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import type { FileFailure } from '../bridge/files-contract.ts'
import type { AttachmentId } from '../protocol/ids.ts'

/** Files on their way to the relay: main brings them there. */
export interface Uploads {
  /**
   * A message is about to name these files. Once resolved they are on their way for good, whatever ends meanwhile, and
   * `waiting` has them until they are there.
   */
  readonly send: (files: ReadonlyArray<AttachmentId>) => Promise<Result<void, FileFailure>>
  /** The message that named them was taken back by its author: they go from the relay, for as long as that takes. */
  readonly remove: (files: ReadonlyArray<AttachmentId>) => void
  /** Those that are not on the relay yet. */
  readonly waiting: Readable<ReadonlySet<AttachmentId>>
}

/** Of a device that sends no files. @internal */
export const noUploads: Uploads = {
  send: async () => ok(undefined),
  remove: () => undefined,
  waiting: createCell(new Set()),
}
