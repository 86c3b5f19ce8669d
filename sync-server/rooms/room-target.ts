/** Which room somebody asks for: `<conversation>/<segment>` or `doc/<document>`. */
import {
  type ConversationId,
  conversationId,
  type DocumentId,
  documentId,
  isIdText,
} from '../../core/protocol/ids.ts'
import type { LogSummary } from '../store/log-store.ts'
import type { Store } from '../store/store.ts'

export type RoomAudience = Pick<LogSummary, 'workspace' | 'audience'>

export type RoomTarget =
  | { readonly kind: 'segment'; readonly conversation: ConversationId; readonly segment: number }
  | { readonly kind: 'document'; readonly document: DocumentId }

/** Undefined for what names no room. */
export function readRoomName(name: string): RoomTarget | undefined {
  const [first = '', second = '', ...others] = name.split('/')
  if (others.length > 0) return undefined
  if (first === 'doc') {
    return isIdText(second) ? { kind: 'document', document: documentId(second) } : undefined
  }
  if (!isIdText(first) || !/^(0|[1-9]\d{0,8})$/.test(second)) return undefined
  return { kind: 'segment', conversation: conversationId(first), segment: Number(second) }
}

export const segmentKey = (conversation: ConversationId, segment: number): string =>
  `${conversation}/${segment}`
export const roomKey = (target: RoomTarget): string =>
  target.kind === 'document' ? target.document : segmentKey(target.conversation, target.segment)

/**
 * Who may enter a room. Of a sealed conversation there are none: the relay cannot read it. A segment is one that exists or
 * the next one (AP5).
 */
export async function audienceOf(
  target: RoomTarget,
  store: Pick<Store, 'logs' | 'documents'>,
): Promise<RoomAudience | undefined> {
  if (target.kind === 'document') {
    const workspace = await store.documents.workspaceOf(target.document)
    return workspace && { workspace, audience: workspace }
  }
  const log = await store.logs.log(target.conversation)
  if (log === undefined || log.sealed) return undefined
  return target.segment <= log.newestSegment + 1 ? log : undefined
}
