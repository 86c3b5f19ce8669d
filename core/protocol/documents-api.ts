/** Of documents, what goes over the REST API beside `api.ts`. */
import * as v from 'valibot'
import { conversationIdSchema, documentIdSchema } from './id-schemas.ts'

/** What a document is called. */
export const documentBody = v.strictObject({
  title: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'at least one character'),
    v.maxLength(120, 'at most 120 characters'),
  ),
})
/** `id` and `conversation`: as `id` of a channel; the one that is left out is the relay's choice. */
export const createDocumentBody = v.strictObject({
  id: v.exactOptional(documentIdSchema),
  conversation: v.exactOptional(conversationIdSchema),
  ...documentBody.entries,
})
export const documentAnswer = v.object({ id: documentIdSchema, conversation: conversationIdSchema })
