/**
 * The ids that travel on the wire: 16 bytes, in memory as 32 lowercase hex characters (so that comparing strings
 * compares bytes). Each brand is minted here alone: from text by the function of its name, from bytes by `idFromBytes`.
 */
import type { Brand } from '../base/brand.ts'
import { bytesToHex, hexToBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import type { Random } from '../base/random.ts'

export type UserId = Brand<string, 'UserId'>
export type DeviceId = Brand<string, 'DeviceId'>
export type WorkspaceId = Brand<string, 'WorkspaceId'>
export type ConversationId = Brand<string, 'ConversationId'>
/** Shared text of a workspace. */
export type DocumentId = Brand<string, 'DocumentId'>
/** Names one op; the id of a `post` op is the id of its message. */
export type OpId = Brand<string, 'OpId'>
/** Names the bytes of one file on the relay. */
export type AttachmentId = Brand<string, 'AttachmentId'>
/** Names one epoch of a sealed conversation. */
export type EpochId = Brand<string, 'EpochId'>
/** Names an invitation; the token that it is accepted with is another thing. */
export type InvitationId = Brand<string, 'InvitationId'>
/** Names what somebody reported to the moderators. */
export type ReportId = Brand<string, 'ReportId'>
export type WebhookId = Brand<string, 'WebhookId'>
/** Names what a webhook is told of one event, however often. */
export type DeliveryId = Brand<string, 'DeliveryId'>
export type Id =
  | UserId
  | DeviceId
  | WorkspaceId
  | ConversationId
  | DocumentId
  | OpId
  | AttachmentId
  | EpochId
  | InvitationId
  | ReportId
  | WebhookId
  | DeliveryId

export const idBytes = 16
const pattern = /^[0-9a-f]{32}$/

/** Whether `text` has the form of an id: 32 lowercase hex characters. */
export const isIdText = (text: unknown): text is string => typeof text === 'string' && pattern.test(text)

function mint<Minted extends Id>(text: string): Minted {
  if (!pattern.test(text)) throw new Defect(`not an id: ${text}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that mints id brands
  return text as Minted
}

/** Each throws `Defect` on text that is not an id: input from outside is checked with `isIdText` or a schema first. */
export const userId = (text: string): UserId => mint<UserId>(text)
export const deviceId = (text: string): DeviceId => mint<DeviceId>(text)
export const workspaceId = (text: string): WorkspaceId => mint<WorkspaceId>(text)
export const conversationId = (text: string): ConversationId => mint<ConversationId>(text)
export const documentId = (text: string): DocumentId => mint<DocumentId>(text)
export const opId = (text: string): OpId => mint<OpId>(text)
export const attachmentId = (text: string): AttachmentId => mint<AttachmentId>(text)
export const reportId = (text: string): ReportId => mint<ReportId>(text)
export const webhookId = (text: string): WebhookId => mint<WebhookId>(text)
export const deliveryId = (text: string): DeliveryId => mint<DeliveryId>(text)
export const epochId = (text: string): EpochId => mint<EpochId>(text)
export const invitationId = (text: string): InvitationId => mint<InvitationId>(text)

/** Mints from exactly 16 bytes, of the kind that one of the functions above mints: `idFromBytes(userId, bytes)`. */
export function idFromBytes<Minted extends Id>(_kind: (text: string) => Minted, bytes: Uint8Array): Minted {
  if (bytes.length !== idBytes) throw new Defect(`${bytes.length} bytes are no id`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- hex of 16 bytes has the form that `mint` checks
  return bytesToHex(bytes) as Minted
}

/**
 * Among whom an op mentions: all who are there, and not a person. Nobody has it as an account, for the ids of people, of bots and of those
 * who are imported are made by `randomId`, which gives it to nobody.
 */
export const everyone = userId('0'.repeat(2 * idBytes))

export function randomId<Minted extends Id>(kind: (text: string) => Minted, random: Random): Minted {
  const id = idFromBytes(kind, random.bytes(idBytes))
  return id === kind(everyone) ? randomId(kind, random) : id
}

/** The 16 bytes of an id. */
export function idToBytes(id: Id): Uint8Array {
  const bytes = hexToBytes(id)
  if (bytes === undefined) throw new Defect(`not an id: ${id}`)
  return bytes
}
