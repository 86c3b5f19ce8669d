import { type Cell, createCell } from '../../core/base/readable.ts'
import { ok } from '../../core/base/result.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import type { Uploads } from '../../core/sync/uploads.ts'

/** Files that get to the relay when the test says so. */
export interface DeviceUploads extends Uploads {
  /** Files of messages that were taken back. */
  readonly removed: Array<AttachmentId>
  /** Files that are not on the relay yet: a message that names them puts them there, the test takes them away. */
  readonly waiting: Cell<ReadonlySet<AttachmentId>>
}

export function createDeviceUploads(): DeviceUploads {
  const waiting = createCell<ReadonlySet<AttachmentId>>(new Set())
  const removed: Array<AttachmentId> = []
  return {
    waiting,
    removed,
    send: async (ids) => ok(waiting.write(new Set([...waiting.read(), ...ids]))),
    remove: (ids) => void removed.push(...ids),
  }
}
