/**
 * The directory: who and what a person can see, as versioned changes. Each change is the whole new state of one row, so
 * applying it twice or after a newer one of the same version range does no harm. Encoded as canonical CBOR.
 */
import * as v from 'valibot'
import {
  conversationIdSchema,
  documentIdSchema,
  hashSchema,
  userIdSchema,
  workspaceIdSchema,
} from './id-schemas.ts'
import { accentSchema, pictureHashSchema } from './pictures-api.ts'

export const roles = ['owner', 'admin', 'member', 'guest'] as const
/** Moderators are owners and admins. */
export type Role = (typeof roles)[number]

/** Of what in a conversation a person wants to be told. */
export const notifyLevels = ['all', 'mentions', 'none'] as const
export type NotifyLevel = (typeof notifyLevels)[number]

const workspaceChange = v.strictObject({
  kind: v.literal('workspace'),
  id: workspaceIdSchema,
  name: v.string(),
  /** The reader's own role. */
  role: v.picklist(roles),
  /** SHA-256 of its picture (PF*). */
  picture: v.optional(pictureHashSchema),
  /** The hue that those who lead it have chosen. */
  accent: v.optional(accentSchema),
})
const channelChange = v.strictObject({
  kind: v.literal('channel'),
  id: conversationIdSchema,
  workspace: workspaceIdSchema,
  name: v.string(),
  topic: v.string(),
  // What is particular; absent where it is as usual.
  icon: v.optional(v.string()),
  /** Read by its members alone. */
  private: v.optional(v.literal(true)),
  /** Nothing can be written in it any more. */
  archived: v.optional(v.literal(true)),
  /** The reader has left this public channel, and may come back. */
  joined: v.optional(v.literal(false)),
  /** The reader's own. */
  role: v.optional(v.literal('admin')),
  level: v.optional(v.picklist(notifyLevels)),
  /** Of a private channel all, of a public one its admins. */
  members: v.optional(v.array(v.strictObject({ user: userIdSchema, role: v.picklist(['admin', 'member']) }))),
})
/** The reader may not read this conversation any more, or it was deleted. */
const goneChange = v.strictObject({
  kind: v.literal('gone'),
  id: conversationIdSchema,
  workspace: workspaceIdSchema,
})
/** The reader is in the workspace no more: nothing of it is theirs to see. */
const leftChange = v.strictObject({ kind: v.literal('left'), workspace: workspaceIdSchema })
/** Shared text of a workspace, and the conversation about it. */
const documentChange = v.strictObject({
  kind: v.literal('document'),
  id: documentIdSchema,
  workspace: workspaceIdSchema,
  title: v.string(),
  conversation: conversationIdSchema,
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
  /** In the workspace no more; what they wrote is still theirs. */
  former: v.optional(v.literal(true)),
  /** What they say of how they are, on one line; absent where they say nothing. */
  status: v.optional(v.string()),
  /** When that ends, milliseconds since 1970; absent where it has no end. */
  statusUntil: v.optional(v.number()),
  /** SHA-256 of their picture (PF*). */
  picture: v.optional(pictureHashSchema),
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
  documentChange,
  memberChange,
  keysChange,
  sealedChange,
  goneChange,
  leftChange,
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
export type DocumentChange = v.InferOutput<typeof documentChange>
export type MemberChange = v.InferOutput<typeof memberChange>
export type KeysChange = v.InferOutput<typeof keysChange>
export type SealedChange = v.InferOutput<typeof sealedChange>
