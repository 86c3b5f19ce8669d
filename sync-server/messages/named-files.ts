/** Files that a message names. */
import { bytesEqual } from '../../core/base/bytes.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { AttachmentId, ConversationId, UserId } from '../../core/protocol/ids.ts'
import { maxSealedFileSize, sealedFileSize } from '../../core/sealed/file-format.ts'
import type { FileStore } from '../store/file-store.ts'

interface Place {
  readonly user: UserId
  readonly conversation: ConversationId
}

/** The first that is not there in whole and as the message says, put up by its author, in this conversation. */
export async function missingFile(
  files: Pick<FileStore, 'file'>,
  { user, conversation }: Place,
  attachments: ReadonlyArray<Attachment>,
): Promise<AttachmentId | undefined> {
  for (const { id, size, sha256, seal } of attachments) {
    const file = await files.file(id)
    const isTheirs = file?.user === user && file.conversation === conversation
    const fits = size <= maxSealedFileSize && file?.size === seal?.size && file?.size === sealedFileSize(size)
    if (!isTheirs || !fits || file.hash === undefined || !bytesEqual(file.hash, sha256)) return id
  }
  return undefined
}

export const namesOfFiles = ({
  attachments = [],
}: {
  readonly attachments?: ReadonlyArray<Attachment>
}): string => attachments.map(({ id }) => id).join()
