/**
 * The directory: who and what a person can see, as versioned changes. Each change is the whole new state of one row, so
 * applying it twice or after a newer one of the same version range does no harm. Encoded as canonical CBOR.
 */
import * as v from 'valibot'
import { conversationIdSchema, hashSchema, userIdSchema, workspaceIdSchema } from './id-schemas.ts'

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

/** The newest device list of a person, by number and hash: who keeps an older one asks for what came after. */
const keysChange = v.strictObject({
  kind: v.literal('keys'),
  user: userIdSchema,
  version: v.number(),
  hash: hashSchema,
})
export const sealedKinds = ['dm', 'group'] as const
export type SealedKind = (typeof sealedKinds)[number]
export const sealedRoles = ['admin', 'member'] as const
export type SealedRole = (typeof sealedRoles)[number]
const sealedChange = v.strictObject({
  kind: v.literal('sealed'),
  id: conversationIdSchema,
  workspace: workspaceIdSchema,
  type: v.picklist(sealedKinds),
  /** In the order of the newest epoch. Empty for who is no member any more: it is not told who stayed. */
  members: v.array(v.strictObject({ user: userIdSchema, role: v.picklist(sealedRoles) })),
})

const directoryChange = v.variant('kind', [
  workspaceChange,
  channelChange,
  memberChange,
  keysChange,
  sealedChange,
])
const knownKinds: ReadonlySet<unknown> = new Set(
  directoryChange.options.map(({ entries }) => entries.kind.literal),
)
const ofAnyKind = v.looseObject({ kind: v.string() })
/** Changes of kinds that a later relay made up are passed over (FR9); those of a known kind are read strictly. */
export const directoryChanges = v.pipe(
  v.array(ofAnyKind),
  v.transform((changes) => changes.filter(({ kind }) => knownKinds.has(kind))),
  v.array(directoryChange),
)
export type DirectoryChange = v.InferOutput<typeof directoryChange>
export type WorkspaceChange = v.InferOutput<typeof workspaceChange>
export type ChannelChange = v.InferOutput<typeof channelChange>
export type MemberChange = v.InferOutput<typeof memberChange>
export type KeysChange = v.InferOutput<typeof keysChange>
export type SealedChange = v.InferOutput<typeof sealedChange>
