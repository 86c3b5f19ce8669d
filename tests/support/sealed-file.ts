/** A file as clients seal it, and as a message names it. */
import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { concatBytes } from '../../core/base/bytes.ts'
import { type AttachmentAnswer, attachmentToAnswer } from '../../core/protocol/attachments-api.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import { createFileSealer } from '../../core/sealed/sealed-file.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { newFileId } from './file-client.ts'

export interface SealedTestFile {
  readonly sealed: Uint8Array
  readonly attachment: Attachment
  /** For a body of REST or a frame. */
  readonly named: AttachmentAnswer
}

export async function sealTestFile(content: Uint8Array | string, id = newFileId()): Promise<SealedTestFile> {
  await sodium.ready
  const plain = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const sealer = createFileSealer(sodium, { id, size: plain.length }, systemRandom)
  const sealed = concatBytes(...sealer.write(plain), ...sealer.end())
  const sha256 = new Uint8Array(createHash('sha256').update(sealed).digest())
  const attachment = {
    id,
    name: 'file.txt',
    type: 'text/plain',
    size: plain.length,
    sha256,
    seal: sealer.seal,
  }
  return { sealed, attachment, named: attachmentToAnswer(attachment) }
}
