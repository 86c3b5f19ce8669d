/** Ids in JSON, CBOR and across the bridge: text that is checked, then branded. */
import * as v from 'valibot'
import {
  attachmentId,
  conversationId,
  deliveryId,
  deviceId,
  documentId,
  invitationId,
  isIdText,
  opId,
  reportId,
  userId,
  webhookId,
  workspaceId,
} from './ids.ts'

/** Text in the form of an id that has no brand of its own. */
export const plainIdSchema = v.pipe(
  v.string(),
  v.check((text) => isIdText(text), 'not an id'),
)
/** A SHA-256 in CBOR, as a plain byte array: under Node cborg hands out Buffers for some sizes. */
export const hashSchema: v.GenericSchema<Uint8Array> = v.pipe(
  v.instance(Uint8Array),
  v.check((hash) => hash.length === 32, 'not a hash'),
  v.transform((hash) => new Uint8Array(hash)),
)
export const userIdSchema = v.pipe(plainIdSchema, v.transform(userId))
export const deviceIdSchema = v.pipe(plainIdSchema, v.transform(deviceId))
export const workspaceIdSchema = v.pipe(plainIdSchema, v.transform(workspaceId))
export const conversationIdSchema = v.pipe(plainIdSchema, v.transform(conversationId))
export const documentIdSchema = v.pipe(plainIdSchema, v.transform(documentId))
export const opIdSchema = v.pipe(plainIdSchema, v.transform(opId))
export const attachmentIdSchema = v.pipe(plainIdSchema, v.transform(attachmentId))
export const invitationIdSchema = v.pipe(plainIdSchema, v.transform(invitationId))
export const reportIdSchema = v.pipe(plainIdSchema, v.transform(reportId))
export const webhookIdSchema = v.pipe(plainIdSchema, v.transform(webhookId))
export const deliveryIdSchema = v.pipe(plainIdSchema, v.transform(deliveryId))
