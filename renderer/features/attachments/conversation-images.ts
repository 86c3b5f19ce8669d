import type { Attachment } from '../../../core/conversation/op.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { fileKind } from './file-name.ts'

const isPicture = ({ name, type, thumbnail }: Attachment): boolean =>
  thumbnail !== undefined && fileKind(name, type) === 'image'

/** The pictures of these messages in the order in which they were sent. */
export const picturesIn = (messages: ReadonlyArray<ShownMessage>): ReadonlyArray<Attachment> =>
  messages.flatMap(({ attachments = [], redacted }) => (redacted ? [] : attachments.filter(isPicture)))
