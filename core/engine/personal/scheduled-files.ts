/**
 * The files of what is sent later. Main keeps them sealed; what opens and describes each lies in the local store of the device on
 * which it was attached, and nowhere else. Rules PS26 and PS27 in core/sync/SPEC.md.
 */
import { decodeWaiting } from '../../conversation/waiting-file.ts'
import type { Attachment } from '../../conversation/op.ts'
import type { AttachmentId, OpId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'

/** Before the id of a file. Nothing under `unsent/` goes into a backup. */
export const laterPrefix = 'unsent/later/'
/** Before the id of a message that is being written, or was. */
export const begunPrefix = 'unsent/later-sent/'

type Store = Pick<LocalStore, 'value' | 'write'>

export interface ScheduledFiles {
  /** In the order of `ids`; undefined unless all of them are of this device. */
  readonly read: (ids: ReadonlyArray<AttachmentId>) => Promise<ReadonlyArray<Attachment> | undefined>
  /** From now on the message may be durable. Answers whether it may have been before; undefined if that could not be stored. */
  readonly begin: (message: OpId) => Promise<{ readonly wasBegun: boolean } | undefined>
  /** The message is durable and on the list no more. */
  readonly forget: (message: OpId, ids: ReadonlyArray<AttachmentId>) => Promise<void>
}

export const createScheduledFiles = (store: Store): ScheduledFiles => ({
  read: (ids) => readLater(store, ids),
  begin: async (message) => {
    const key = `${begunPrefix}${message}`
    const begun = await store.value(key)
    if (!begun.ok) return undefined
    if (begun.value !== undefined) return { wasBegun: true }
    const written = await store.write([{ kind: 'value', key, value: Uint8Array.of(1) }], { durable: true })
    return written.ok ? { wasBegun: false } : undefined
  },
  forget: async (message, ids) => {
    const keys = [...ids.map((id) => `${laterPrefix}${id}`), `${begunPrefix}${message}`]
    // What a disk does not take now is found at the next start: nothing on the list names it.
    await store.write(
      keys.map((key) => ({ kind: 'value', key, value: undefined })),
      { durable: false },
    )
  },
})

/** In the order of `ids`; undefined unless all of them are of this device. */
export async function readLater(
  store: Pick<LocalStore, 'value'>,
  ids: ReadonlyArray<AttachmentId>,
): Promise<ReadonlyArray<Attachment> | undefined> {
  const values = await Promise.all(ids.map((id) => store.value(`${laterPrefix}${id}`)))
  const read = values.flatMap((value, index) => {
    const waiting = value.ok && value.value !== undefined ? decodeWaiting(value.value) : undefined
    return waiting !== undefined && waiting.attachment.id === ids[index] ? [waiting.attachment] : []
  })
  return read.length === ids.length ? read : undefined
}
