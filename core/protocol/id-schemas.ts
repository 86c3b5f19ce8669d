/** Ids in JSON, CBOR and across the bridge: text that is checked, then branded. */
import * as v from 'valibot'
import { conversationId, deviceId, isIdText, opId, userId, workspaceId } from './ids.ts'

const idText = v.pipe(
  v.string(),
  v.check((text) => isIdText(text), 'not an id'),
)
export const userIdSchema = v.pipe(idText, v.transform(userId))
export const deviceIdSchema = v.pipe(idText, v.transform(deviceId))
export const workspaceIdSchema = v.pipe(idText, v.transform(workspaceId))
export const conversationIdSchema = v.pipe(idText, v.transform(conversationId))
export const opIdSchema = v.pipe(idText, v.transform(opId))
