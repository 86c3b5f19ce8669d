/** What the page may ask of main about one open channel: part of the contract in `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { archiveBody, levelBody, updateConversationBody } from '../protocol/api.ts'
import { conversationIdSchema, userIdSchema } from '../protocol/id-schemas.ts'
import type { CommandFailure } from './contract.ts'

export const channelInputs = {
  'channel.setTopic': v.strictObject({
    conversation: conversationIdSchema,
    topic: v.nonOptional(updateConversationBody.entries.topic),
  }),
  'channel.setLevel': v.strictObject({ conversation: conversationIdSchema, ...levelBody.entries }),
  'channel.archive': v.strictObject({ conversation: conversationIdSchema, ...archiveBody.entries }),
  'channel.leave': v.strictObject({ conversation: conversationIdSchema }),
  /** A public one that one has left. */
  'channel.join': v.strictObject({ conversation: conversationIdSchema }),
  'channel.invite': v.strictObject({ conversation: conversationIdSchema, user: userIdSchema }),
}

export type ChannelFailure = CommandFailure | { readonly kind: 'last-admin' }

type ChannelAnswer = Result<undefined, ChannelFailure>
/** Types of what goes back, by the same names. */
export interface ChannelOutputs {
  readonly 'channel.setTopic': ChannelAnswer
  readonly 'channel.setLevel': ChannelAnswer
  readonly 'channel.archive': ChannelAnswer
  readonly 'channel.leave': ChannelAnswer
  readonly 'channel.join': ChannelAnswer
  readonly 'channel.invite': ChannelAnswer
}
