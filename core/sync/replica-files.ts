/** What becomes of a message's files when the message goes. Rule CR59 in SPEC.md. */
import type { AttachmentId, OpId } from '../protocol/ids.ts'
import type { ReplicaCore } from './replica-core.ts'

/** Of those that are this person's messages. To be asked before they go: afterwards nothing tells what they had. */
export function ownFilesOf(
  { conversation, deps }: Pick<ReplicaCore, 'conversation' | 'deps'>,
  messages: ReadonlySet<OpId>,
): ReadonlyMap<OpId, ReadonlyArray<AttachmentId>> {
  if (messages.size === 0) return new Map()
  const own = conversation.messages
    .read()
    .filter(({ id, author }) => author === deps.user && messages.has(id))
  return new Map(own.map(({ id, attachments }) => [id, (attachments ?? []).map((each) => each.id)]))
}
