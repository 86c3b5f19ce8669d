/** The files that messages of an open log name. */
import { createHash } from 'node:crypto'
import type { Attachment } from '../../core/conversation/op.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import { stepsOf } from '../messages/log-steps.ts'
import type { NamedFile } from '../store/scan-store.ts'

export interface Named extends NamedFile {
  readonly attachment: Attachment
}

/**
 * One ciphertext may open under two keys, if whoever sealed it wants that: what was clean under one says nothing of the
 * other. So what was scanned is a file as it opens with this key, header and these sizes.
 */
function openerOf({ size, seal }: Attachment): Uint8Array {
  const hash = createHash('sha256').update(`${size}/${seal?.size ?? ''}`)
  if (seal !== undefined) hash.update(seal.key).update(seal.header)
  return new Uint8Array(hash.digest())
}

export const namedIn = (entries: ReadonlyArray<LoggedEntry>): ReadonlyArray<Named> =>
  entries.flatMap((entry) =>
    stepsOf(entry).flatMap((step) => {
      if (step.kind !== 'op' || step.op.kind !== 'post') return []
      const { id: message, by: author, attachments = [] } = step.op
      return attachments.map((attachment) => ({
        file: attachment.id,
        opener: openerOf(attachment),
        message,
        author,
        seq: entry.seq,
        attachment,
      }))
    }),
  )
