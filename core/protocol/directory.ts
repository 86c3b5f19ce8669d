/**
 * The directory: who and what a person can see, as versioned changes. Each change is the whole new state of one row, so
 * applying it twice or after a newer one of the same version range does no harm. Encoded as canonical CBOR.
 */
import * as v from 'valibot'
import { conversationIdSchema, userIdSchema, workspaceIdSchema } from './id-schemas.ts'

export const roles = ['owner', 'admin', 'member', 'guest'] as const
/** Moderators are owners and admins. */
export type Role = (typeof roles)[number]

const workspaceChange = v.strictObject({
  kind: v.literal('workspace'),
  id: workspaceIdSchema,
  name: v.string(),
  /** The reader's own role. */
  role: v.picklist(roles),
})
const channelChange = v.strictObject({
  kind: v.literal('channel'),
  id: conversationIdSchema,
  workspace: workspaceIdSchema,
  name: v.string(),
  topic: v.string(),
})
const memberChange = v.strictObject({
  kind: v.literal('member'),
  workspace: workspaceIdSchema,
  user: userIdSchema,
  name: v.string(),
  /** Undefined for a placeholder: an imported author without an account. */
  username: v.optional(v.string()),
  role: v.picklist(roles),
  placeholder: v.boolean(),
  /** The account that an admin has matched this placeholder to: names are shown as that account's. */
  matched: v.optional(userIdSchema),
})

export const directoryChange = v.variant('kind', [workspaceChange, channelChange, memberChange])
export const directoryChanges = v.array(directoryChange)
export type DirectoryChange = v.InferOutput<typeof directoryChange>
export type WorkspaceChange = v.InferOutput<typeof workspaceChange>
export type ChannelChange = v.InferOutput<typeof channelChange>
export type MemberChange = v.InferOutput<typeof memberChange>
