/** Changes of open channels that wait for no network: main keeps them until the relay has taken or refused them. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { updateConversationBody } from '../protocol/api.ts'
import type { ChannelChange } from '../protocol/directory.ts'
import { conversationIdSchema } from '../protocol/id-schemas.ts'
import type { ConversationId } from '../protocol/ids.ts'

const { name, topic, icon } = updateConversationBody.entries
const fields = v.strictObject({
  name: v.exactOptional(name.wrapped),
  topic: v.exactOptional(topic.wrapped),
  icon: v.exactOptional(icon.wrapped),
})
/** `called`: what the channel is called as the person asks, for who is told later what became of it. */
const of = { conversation: conversationIdSchema, called: v.pipe(v.string(), v.maxLength(256)) }
const changeId = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const channelEditSchema = v.variant('kind', [
  /** `was`: what the same fields showed before, so that setting them back takes a waiting change back. */
  v.strictObject({ kind: v.literal('update'), ...of, set: fields, was: fields }),
  v.strictObject({ kind: v.literal('archive'), ...of, archived: v.boolean() }),
  /** Of a public channel: into it, or out of it. */
  v.strictObject({ kind: v.literal('join'), ...of, joined: v.boolean() }),
])
export type ChannelEdit = v.InferOutput<typeof channelEditSchema>

export const changesInputs = {
  /** Kept durably first, then done in the order in which they were asked for. */
  'channel.edit': channelEditSchema,
  'channel.edits': v.strictObject({}),
  /** The person has seen that it was refused. */
  'channel.dismissEdit': v.strictObject({ id: changeId }),
  /** The page's connection to the relay stands, or does not: what waits is tried while it does. */
  'channel.reached': v.strictObject({ reached: v.boolean() }),
}

/** What a change makes of a channel's row. */
export type ChannelEffect = Partial<Pick<ChannelChange, 'name' | 'topic' | 'icon' | 'archived' | 'joined'>>

export interface WaitingEdit {
  readonly id: number
  readonly conversation: ConversationId
  /** `done`: the relay has it, and the directory is about to say so. */
  readonly state: 'waiting' | 'sending' | 'done'
  readonly effect: ChannelEffect
}

/** `Failure`: why the relay refused. */
export interface RefusedEdit<Failure> {
  readonly id: number
  readonly edit: ChannelEdit
  readonly failure: Failure
}

export interface ChannelEdits<Failure> {
  /** In order. */
  readonly waiting: ReadonlyArray<WaitingEdit>
  /** What nobody could be told of at once, until the person has seen it. */
  readonly refused: ReadonlyArray<RefusedEdit<Failure>>
}

/** It is not on the disk, and nothing was changed. */
export interface EditNotKept {
  readonly kind: 'edit-not-kept'
  readonly detail: string
}

export interface ChangesOutputs<Failure> {
  /** `waits`: it is kept, and shown as made; what becomes of it is told by `channel.edited`. */
  readonly 'channel.edit': Result<'done' | 'waits', Failure | EditNotKept>
  readonly 'channel.edits': ChannelEdits<Failure>
  readonly 'channel.dismissEdit': undefined
  readonly 'channel.reached': undefined
}
