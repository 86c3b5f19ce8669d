/** What is said with a message, and its files, from the words of the chat client into those of the engine. */
import * as v from 'valibot'
import { concatBytes } from '../core/base/bytes.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { PageBridge } from '../core/bridge/contract.ts'
import type { FileFailure } from '../core/bridge/files-contract.ts'
import type { ChatFile } from '../core/client/files.ts'
import type { Saying } from '../core/client/outbox.ts'
import type { ChatAttachment } from '../core/client/room.ts'
import type { PostDetails } from '../core/engine/engine.ts'
import { handOver, takeOver } from '../core/engine/over-bridge/hand-over.ts'
import { attachmentBody, attachmentToAnswer } from '../core/protocol/attachments-api.ts'
import { type ConversationId, isIdText, opId, userId } from '../core/protocol/ids.ts'

export type SayingFailure =
  | { readonly kind: 'unknown-message' }
  /** Not the id of a person. */
  | { readonly kind: 'unknown-person' }
  /** Not what `attach` answers with. */
  | { readonly kind: 'unknown-file' }

export function readSaying({
  replyTo,
  thread,
  alsoInChannel,
  mentions,
  attachments,
  expiresAfter,
}: Saying): Result<PostDetails, SayingFailure> {
  if (![replyTo, thread].every((id) => id === undefined || isIdText(id)))
    return fail({ kind: 'unknown-message' })
  if (mentions?.every(isIdText) === false) return fail({ kind: 'unknown-person' })
  const files = v.safeParse(v.optional(v.array(attachmentBody)), attachments)
  if (!files.success) return fail({ kind: 'unknown-file' })
  return ok({
    ...(replyTo !== undefined && { replyTo: opId(replyTo) }),
    ...(thread !== undefined && { thread: opId(thread) }),
    ...(thread !== undefined && alsoInChannel === true && { alsoInChannel: true as const }),
    ...(mentions !== undefined && { mentions: mentions.map(userId) }),
    ...(files.output !== undefined && { attachments: files.output }),
    ...(expiresAfter !== undefined && { expiresAfter }),
  })
}

export async function attach(
  bridge: PageBridge,
  conversation: ConversationId,
  { name, type, bytes }: ChatFile,
): Promise<Result<ChatAttachment, FileFailure>> {
  const source = {
    size: bytes.length,
    read: async (at: number, length: number) => new Uint8Array(bytes.slice(at, at + length)),
  }
  const handed = await handOver(bridge, conversation, source, () => true)
  return handed.ok ? ok(attachmentToAnswer({ ...handed.value, name, type, size: bytes.length })) : handed
}

export async function openFile(
  bridge: PageBridge,
  attachment: ChatAttachment,
): Promise<Result<Uint8Array, FileFailure>> {
  const read = v.safeParse(attachmentBody, attachment)
  if (!read.success) return fail({ kind: 'refused', why: 'malformed' })
  const parts = await takeOver(bridge, read.output)
  return parts.ok ? ok(concatBytes(...parts.value)) : parts
}
