/**
 * The REST API as main and the relay both see it: what goes in as schemas, what comes back as schemas too (main reads a
 * stranger's answer). Errors are `application/problem+json` with a stable `code` (RFC 9457).
 */
import * as v from 'valibot'
import { notifyLevels, roles } from './directory.ts'
import { conversationIdSchema, deviceIdSchema, userIdSchema, workspaceIdSchema } from './id-schemas.ts'

/** 3 to 32 lowercase letters, digits, `.`, `_`, `-`; starts with a letter or digit. Read after lowercasing. */
export const usernameSchema = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, '3 to 32 letters, digits, dots, dashes or underscores'),
)
/** At least 12 characters (NIST SP 800-63B: length, no composition rules); at most 256, so that hashing stays cheap. */
export const passwordSchema = v.pipe(
  v.string(),
  v.minLength(12, 'at least 12 characters'),
  v.maxLength(256, 'at most 256 characters'),
)
export const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'at least one character'),
  v.maxLength(80, 'at most 80 characters'),
)
/** What has the look of one: whether mail arrives there nobody knows before it does. */
export const emailSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254, 'at most 254 characters'),
  v.regex(/^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/u, 'an e-mail address'),
)
/** What a person says of how they are, on one line. Empty: nothing. */
export const statusTextSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(140, 'at most 140 characters'),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'one line'),
)
/** When it ends, milliseconds since 1970. 0: it has no end. */
export const statusUntilSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15))

export const deviceSchema = v.strictObject({ id: deviceIdSchema, name: nameSchema })
export const registerBody = v.strictObject({
  username: usernameSchema,
  displayName: nameSchema,
  password: passwordSchema,
  email: v.optional(emailSchema),
  /** The token of an invitation, where one is needed or gives a place in a workspace. */
  invitation: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  device: deviceSchema,
})
export const signInBody = v.strictObject({
  username: usernameSchema,
  password: v.pipe(v.string(), v.maxLength(256)),
  device: deviceSchema,
})
export const refreshBody = v.strictObject({ refreshToken: v.pipe(v.string(), v.maxLength(512)) })

export const sessionAnswer = v.object({
  /** EdDSA JWT: `sub` is the user, `dev` the device; 15 minutes. */
  accessToken: v.string(),
  /** Seconds from now. */
  accessExpiresIn: v.number(),
  /** Good for one refresh, and for a retry of it until the new one is used (rule AU3). */
  refreshToken: v.string(),
  user: v.object({ id: userIdSchema, username: v.string(), displayName: v.string() }),
})
export type SessionAnswer = v.InferOutput<typeof sessionAnswer>

/** A name reads as it is written: nothing in it turns the direction of what stands around it. */
export const createWorkspaceBody = v.strictObject({
  name: v.pipe(nameSchema, v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]*$/u, 'no control characters')),
})
export const workspaceAnswer = v.object({ id: workspaceIdSchema })
/** Lowercase letters of any script, digits, `-` and `_`. */
const channelName = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(
    /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u,
    'up to 64 letters, digits, dashes or underscores, the first a letter or digit',
  ),
)
const topic = v.pipe(v.string(), v.trim(), v.maxLength(250, 'at most 250 characters'))
/** An emoji, or nothing. */
const icon = v.pipe(v.string(), v.maxLength(16, 'one emoji'))
export const createChannelBody = v.strictObject({
  /** Of the client's own choosing, at random: asked for again under it, it is made once. */
  id: v.exactOptional(conversationIdSchema),
  name: channelName,
  topic: v.optional(topic, ''),
  icon: v.optional(icon, ''),
  /** Read by its members alone. */
  private: v.optional(v.boolean(), false),
  /** Beside whoever makes it. */
  members: v.optional(v.pipe(v.array(userIdSchema), v.maxLength(1_000, 'at most 1000')), []),
})
export const updateConversationBody = v.strictObject({
  name: v.optional(channelName),
  topic: v.optional(topic),
  icon: v.optional(icon),
})
export const archiveBody = v.strictObject({ archived: v.boolean() })
export const conversationRoleBody = v.strictObject({ role: v.picklist(['admin', 'member']) })
export const levelBody = v.strictObject({ level: v.picklist(notifyLevels) })
export const roleBody = v.strictObject({ role: v.picklist(roles) })
export const channelAnswer = v.object({ id: conversationIdSchema })
export const conversationAnswer = v.object({
  id: conversationIdSchema,
  workspace: workspaceIdSchema,
  name: v.string(),
  topic: v.string(),
  icon: v.string(),
  private: v.boolean(),
  archived: v.boolean(),
  createdBy: v.optional(userIdSchema),
  /** Milliseconds since 1970, 0 where it was never noted. */
  created: v.number(),
})
export const conversationsAnswer = v.object({ conversations: v.array(conversationAnswer) })
export const conversationMembersAnswer = v.object({
  /** Of a private conversation all; of a public one those who have a role, a level of their own, or joined by hand. */
  members: v.array(
    v.object({
      user: userIdSchema,
      role: v.picklist(['admin', 'member']),
      level: v.picklist(notifyLevels),
      joined: v.number(),
    }),
  ),
})
export const workspaceMembersAnswer = v.object({
  members: v.array(
    v.object({
      user: userIdSchema,
      name: v.string(),
      /** Absent for an imported author without an account. */
      username: v.optional(v.string()),
      role: v.picklist(roles),
      /** What they say of how they are; empty for nothing. */
      status: v.string(),
    }),
  ),
})
/** Workspaces of this relay that the user is in or may join. */
export const workspacesAnswer = v.object({
  workspaces: v.array(
    v.object({ id: workspaceIdSchema, name: v.string(), joined: v.boolean(), members: v.number() }),
  ),
})
export type OpenWorkspace = v.InferOutput<typeof workspacesAnswer>['workspaces'][number]
export const matchPlaceholderBody = v.strictObject({ account: userIdSchema })

/** Every code of an error answer. */
export const apiCodes = [
  'bad-request',
  'unauthorized',
  'wrong-credentials',
  'refresh-refused',
  'forbidden',
  'not-found',
  'username-taken',
  'name-taken',
  /** Something else has the id that was chosen for it. */
  'id-taken',
  /** Nobody would own the workspace, or look after the conversation, any more. */
  'last-owner',
  'last-admin',
  /** Somebody else was faster. */
  'already-resolved',
  /** Only its members' devices can do this: use the client library. */
  'sealed',
  /** Guessing would find this password soon. */
  'password-weak',
  /** A provider opens this account, no password does. */
  'no-password',
  'account-disabled',
  /** Nobody makes an account here. */
  'sign-up-closed',
  /** Only who was invited makes an account here. */
  'invitation-needed',
  /** The invitation is unknown, used up, expired or taken back. */
  'invitation-refused',
  /** Another account belongs to this person of the provider. */
  'identity-taken',
  /** Nothing else would open the account. */
  'last-way-in',
  /** This sign-in at the provider is over, or is not the one that began here. */
  'oidc-refused',
  'provider-unreachable',
  /** The provider is not what the settings of this relay say. */
  'provider-misconfigured',
  /** Somebody has published a newer list; `newest` has it. */
  'list-moved',
  /** The relay holds another version of the backup than the one that this was made after. */
  'backup-moved',
  /** The rules for device lists and leaves refuse this one (core/sealed/SPEC.md). */
  'keys-refused',
  /** The device of the token is not in its user's list. */
  'not-linked',
  /** Another upload has this id. */
  'file-taken',
  /** These bytes do not follow on those that are there; `offset` says how many there are. */
  'file-offset',
  /** Over the relay's bound, `limit` bytes. */
  'file-too-large',
  /** The person, or the workspace, has no room left on this relay: `used` of `limit` bytes. */
  'file-quota',
  /** The workspace has as many people as it may: `used` of `limit`. */
  'people-quota',
  /** Fewer or more bytes than were announced, or others than the hash says. */
  'file-damaged',
  /** A range of bytes beyond the end of a file. */
  'range-outside',
  /** No scanner has seen it yet. */
  'file-unscanned',
  /** Malware was found in it. */
  'file-infected',
  /** There is no such message in this conversation. */
  'no-such-message',
  /** A file that the message names is not there, or not as it says. */
  'no-such-file',
  /** The key of the request was used for another message. */
  'key-reused',
  /** The rules of the workspace do not let this be said. */
  'message-refused',
  /** A request over the relay's bound for this address. */
  'too-large',
  'too-many-requests',
  'unavailable',
  'internal',
  /** There are as many as a workspace may have. */
  'too-many-webhooks',
] as const
export type ApiCode = (typeof apiCodes)[number]
export const problemAnswer = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(apiCodes),
  detail: v.optional(v.string()),
  /** With `bad-request`: the field at fault, as a path. */
  field: v.optional(v.string()),
  /** Seconds, with `too-many-requests`. */
  retryAfter: v.optional(v.number()),
  /** With `list-moved`: the newest device list, base64url. */
  newest: v.optional(v.string()),
  /** Bytes, with `file-offset`. */
  offset: v.optional(v.number()),
  /** Bytes, with `file-too-large` and `file-quota`; people, with `people-quota`. */
  limit: v.optional(v.number()),
  used: v.optional(v.number()),
})

export const paths = {
  register: '/v1/auth/register',
  signIn: '/v1/auth/sign-in',
  refresh: '/v1/auth/refresh',
  signOut: '/v1/auth/sign-out',
  workspaces: '/v1/workspaces',
  workspace: (workspace: string) => `/v1/workspaces/${workspace}`,
  join: (workspace: string) => `/v1/workspaces/${workspace}/join`,
  leave: (workspace: string) => `/v1/workspaces/${workspace}/leave`,
  members: (workspace: string) => `/v1/workspaces/${workspace}/members`,
  member: (workspace: string, user: string) => `/v1/workspaces/${workspace}/members/${user}`,
  conversations: (workspace: string) => `/v1/workspaces/${workspace}/conversations`,
  conversation: (conversation: string) => `/v1/conversations/${conversation}`,
  archived: (conversation: string) => `/v1/conversations/${conversation}/archived`,
  conversationMembers: (conversation: string) => `/v1/conversations/${conversation}/members`,
  conversationMember: (conversation: string, user: string) =>
    `/v1/conversations/${conversation}/members/${user}`,
  joinConversation: (conversation: string) => `/v1/conversations/${conversation}/join`,
  leaveConversation: (conversation: string) => `/v1/conversations/${conversation}/leave`,
  level: (conversation: string) => `/v1/conversations/${conversation}/level`,
  documents: (workspace: string) => `/v1/workspaces/${workspace}/documents`,
  document: (workspace: string, document: string) => `/v1/workspaces/${workspace}/documents/${document}`,
  match: (workspace: string, placeholder: string) =>
    `/v1/workspaces/${workspace}/placeholders/${placeholder}/match`,
  sync: '/v1/sync',
  /** y-websocket's `serverUrl`; the room follows. */
  rooms: '/yjs',
  /** Text frames for bots and scripts. */
  gateway: '/ws',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
  keys: '/.well-known/jwks.json',
} as const
