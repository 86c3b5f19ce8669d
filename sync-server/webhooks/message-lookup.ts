/** A message as it is now, for nobody in particular: whoever asks has seen to it that it may be told. */
import type { Message } from '../../core/conversation/message.ts'
import type { ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'
import type { ConversationReader } from '../messages/conversation-reader.ts'
import type { Projection } from '../messages/projection.ts'

/** Undefined if there is none. If several people took one id, that of `prefer`. */
export type MessageLookup = (
  conversation: ConversationId,
  message: OpId,
  prefer: UserId | undefined,
) => Promise<Message | undefined>

export interface MessageLookupDeps {
  readonly projection: Pick<Projection, 'read'>
  readonly reader: Pick<ConversationReader, 'find'>
}

export const createMessageLookup =
  ({ projection, reader }: MessageLookupDeps): MessageLookup =>
  async (conversation, id, prefer) => {
    const log = await projection.read(conversation)
    const found = log.ok ? await reader.find(log.value, id, prefer) : undefined
    return found?.ok === true ? found.value.message : undefined
  }
