/** A call on an open conversation, as a guest asks it of the host: the name in `OpenConversation`, and what it takes. */
import * as v from 'valibot'
import { conversationIdSchema, opIdSchema } from '../../protocol/id-schemas.ts'
import { about, mentions } from './post-shape.ts'

const asked = {
  kind: v.literal('call'),
  call: v.pipe(v.number(), v.safeInteger()),
  conversation: conversationIdSchema,
}

const text = v.exactOptional(v.string())
const description = v.strictObject({ name: text, topic: text, icon: text })

export const callMessage = v.variant('name', [
  v.strictObject({ ...asked, name: v.literal('post'), input: v.strictTuple([v.string(), about]) }),
  v.strictObject({
    ...asked,
    name: v.literal('edit'),
    input: v.strictTuple([opIdSchema, v.string(), mentions]),
  }),
  v.strictObject({ ...asked, name: v.literal('describe'), input: v.strictTuple([description]) }),
  v.strictObject({ ...asked, name: v.literal('setTimer'), input: v.strictTuple([v.number()]) }),
  v.strictObject({ ...asked, name: v.literal('redact'), input: v.strictTuple([opIdSchema]) }),
  v.strictObject({
    ...asked,
    name: v.literal('react'),
    input: v.strictTuple([opIdSchema, v.string(), v.boolean()]),
  }),
  v.strictObject({ ...asked, name: v.literal('pin'), input: v.strictTuple([opIdSchema, v.boolean()]) }),
  v.strictObject({ ...asked, name: v.literal('retry'), input: v.strictTuple([v.undefinedable(opIdSchema)]) }),
  v.strictObject({ ...asked, name: v.literal('withhold'), input: v.strictTuple([v.boolean()]) }),
  v.strictObject({
    ...asked,
    name: v.literal('discard'),
    input: v.strictTuple([v.undefinedable(opIdSchema)]),
  }),
  v.strictObject({ ...asked, name: v.literal('loadOlder'), input: v.strictTuple([]) }),
])
export type CallMessage = v.InferOutput<typeof callMessage>
