/** Which body it is, for `AtRest`: bytes that were moved to another row do not open. The same in every adapter. */
import type { ConversationId, DocumentId, ReportId, WebhookId } from '../../core/protocol/ids.ts'

export const entryPlace = (conversation: ConversationId, seq: number): string =>
  `entry ${conversation} ${seq}`
export const updatePlace = (document: DocumentId, row: number): string => `update ${document} ${row}`
export const reportPlace = (report: ReportId): string => `report ${report}`
/** Under the master key. */
export const letterPlace = (row: number): string => `letter ${row}`
export const webhookPlace = (webhook: WebhookId): string => `webhook ${webhook}`
