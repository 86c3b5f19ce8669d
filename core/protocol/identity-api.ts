/** The REST API of accounts, sign-in by a provider and invitations. See `api.ts`. */
import * as v from 'valibot'
import {
  deviceSchema,
  emailSchema,
  nameSchema,
  passwordSchema,
  statusTextSchema,
  statusUntilSchema,
  usernameSchema,
} from './api.ts'
import { roles } from './directory.ts'
import { deviceIdSchema, invitationIdSchema, userIdSchema, workspaceIdSchema } from './id-schemas.ts'
import { pictureHashSchema } from './pictures-api.ts'

/** Who may make an account: anybody, those with an invitation, nobody. */
export const signUps = ['open', 'invited', 'closed'] as const
export type SignUp = (typeof signUps)[number]

const token = v.pipe(v.string(), v.minLength(1), v.maxLength(128))
export const invitationTokenSchema = token

/** How one gets in here: what a sign-in screen offers. */
export const methodsAnswer = v.object({
  signUp: v.picklist(signUps),
  /** A provider that signs people in as well; `signUp`: of those who have no account yet. */
  provider: v.optional(v.object({ name: v.string(), signUp: v.picklist(signUps) })),
  /** Characters of a message, where the relay allows fewer than the protocol. */
  maxMessageLength: v.optional(v.number()),
})
export type Methods = v.InferOutput<typeof methodsAnswer>

/** 256 bits, base64url: a state, or an S256 challenge. */
const bits256 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'base64url of 32 bytes'))
/** Back to the app on this machine and nowhere else (RFC 8252, 7.3). */
const redirectUri = v.pipe(
  v.string(),
  v.regex(/^http:\/\/(?:127\.0\.0\.1|\[::1\]):[1-9]\d{0,4}\/oidc\/callback$/, 'a loopback address'),
)
export const oidcStartBody = v.strictObject({ redirectUri, challenge: bits256, state: bits256 })
export const oidcStartAnswer = v.object({
  flow: v.string(),
  /** Where the system's browser goes. */
  url: v.pipe(v.string(), v.url()),
  issuer: v.string(),
  /** The browser comes back with `iss`, which has to be the issuer. */
  namesIssuer: v.boolean(),
})
export const oidcFinishBody = v.strictObject({
  flow: token,
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(4_096)),
  /** RFC 7636, 4.1. */
  verifier: v.pipe(v.string(), v.regex(/^[\w.~-]{43,128}$/, 'verifier')),
})
export const oidcFinishAnswer = v.object({
  ticket: v.string(),
  /** Missing: the person has no account yet. */
  account: v.optional(v.object({ id: userIdSchema, username: v.string() })),
})
export type OidcFinished = v.InferOutput<typeof oidcFinishAnswer>
/** Answered with `sessionAnswer`. */
export const oidcSessionBody = v.strictObject({
  ticket: token,
  device: deviceSchema,
  invitation: v.optional(invitationTokenSchema),
})
export const linkIdentityBody = v.strictObject({ ticket: token })
const identity = v.strictObject({
  issuer: v.pipe(v.string(), v.maxLength(1_000)),
  subject: v.pipe(v.string(), v.maxLength(255)),
})
export const unlinkIdentityBody = identity

export const meAnswer = v.object({
  id: userIdSchema,
  username: v.string(),
  displayName: v.string(),
  email: v.nullable(v.string()),
  picture: v.nullable(pictureHashSchema),
  status: v.string(),
  /** Null: it has no end. */
  statusUntil: v.nullable(v.number()),
  /** False where a provider alone opens the account. */
  hasPassword: v.boolean(),
  identities: v.array(identity),
})
export type MeAnswer = v.InferOutput<typeof meAnswer>
/** What is not named stays; `null` takes away. */
export const updateMeBody = v.pipe(
  v.strictObject({
    username: v.optional(usernameSchema),
    displayName: v.optional(nameSchema),
    email: v.optional(v.nullable(emailSchema)),
    status: v.optional(statusTextSchema),
    /** Of the `status` that is given: without this it has no end, and what is over is none. */
    statusUntil: v.optional(statusUntilSchema),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing to change'),
  v.check(
    ({ status, statusUntil }) => status !== undefined || statusUntil === undefined,
    'an end, but no status',
  ),
)
export type UpdateMe = v.InferOutput<typeof updateMeBody>
export const changePasswordBody = v.strictObject({
  current: v.pipe(v.string(), v.maxLength(256)),
  next: passwordSchema,
})
/** How the person shows once more who they are: the ticket is that of a fresh sign-in at the provider. */
export const deleteMeBody = v.union([
  v.strictObject({ password: v.pipe(v.string(), v.maxLength(256)) }),
  v.strictObject({ ticket: token }),
])
export const signOutAllBody = v.strictObject({
  /** The device that asks stays signed in. */
  keepThis: v.optional(v.boolean(), false),
})
/** How many devices were signed out by it. */
export const signedOutAnswer = v.object({ signedOut: v.number() })

export const myDevicesAnswer = v.object({
  devices: v.array(
    v.object({
      id: deviceIdSchema,
      name: v.string(),
      /** Signed in. */
      active: v.boolean(),
      /** The one that asks. */
      current: v.boolean(),
      /** Milliseconds since 1970. */
      created: v.number(),
      seen: v.number(),
    }),
  ),
})

const day = 24 * 60 * 60
export const createInvitationBody = v.strictObject({
  role: v.optional(v.picklist(roles), 'member'),
  /** Where the link is sent. */
  email: v.optional(emailSchema),
  uses: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1),
  expiresInSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(365 * day)),
    7 * day,
  ),
})
export const invitationAnswer = v.object({
  id: invitationIdSchema,
  /** Said once. */
  token: v.string(),
  link: v.string(),
  /** A letter with the link is on its way. */
  mailed: v.boolean(),
})
export type MadeInvitation = v.InferOutput<typeof invitationAnswer>
export const invitationsAnswer = v.object({
  invitations: v.array(
    v.object({
      id: invitationIdSchema,
      role: v.picklist(roles),
      email: v.nullable(v.string()),
      uses: v.number(),
      expires: v.number(),
      createdBy: v.nullable(userIdSchema),
    }),
  ),
})
export type OpenInvitation = v.InferOutput<typeof invitationsAnswer>['invitations'][number]
export const invitationTokenBody = v.strictObject({ token: invitationTokenSchema })
/** What an invitation gives. Without a workspace: an account on the relay. */
export const offerAnswer = v.object({
  workspace: v.nullable(v.object({ id: workspaceIdSchema, name: v.string() })),
  role: v.picklist(roles),
})
export type Offer = v.InferOutput<typeof offerAnswer>
export const acceptedAnswer = v.object({ workspace: v.nullable(workspaceIdSchema), role: v.picklist(roles) })

export const disableBody = v.strictObject({ disabled: v.boolean() })
/** How many accounts a page lists at most. */
export const maxListedUsers = 200
export const usersQuery = v.strictObject({
  /** Exactly this one. */
  username: v.optional(usernameSchema),
  /** Part of a username, name or e-mail address. */
  text: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** The last username of the page before. */
  after: v.optional(v.pipe(v.string(), v.maxLength(32))),
})
const knownUser = v.object({
  id: userIdSchema,
  username: v.string(),
  displayName: v.string(),
  email: v.nullable(v.string()),
  disabled: v.boolean(),
  /** False where a provider opens it, or where it is a bot. */
  hasPassword: v.boolean(),
  /** Milliseconds since 1970. */
  created: v.number(),
  /** Of all devices; null: never. */
  seen: v.nullable(v.number()),
})
export type KnownUser = v.InferOutput<typeof knownUser>
export const usersAnswer = v.object({
  users: v.array(knownUser),
  /** What the next page comes after; null: this is the last one. */
  next: v.nullable(v.string()),
})
export const userAnswer = v.object({
  ...knownUser.entries,
  identities: v.array(v.object({ issuer: v.string(), subject: v.string() })),
  devices: v.array(
    v.object({
      id: deviceIdSchema,
      name: v.string(),
      active: v.boolean(),
      created: v.number(),
      seen: v.number(),
    }),
  ),
  workspaces: v.array(v.object({ id: workspaceIdSchema, name: v.string(), role: v.picklist(roles) })),
})
export const resetPasswordAnswer = v.object({
  /** Said once. */
  password: v.string(),
  signedOut: v.number(),
})
/** For whoever runs the relay. */
export const adminPaths = {
  users: '/v1/admin/users',
  user: (user: string) => `/v1/admin/users/${user}`,
  signOutUser: (user: string) => `/v1/admin/users/${user}/sign-out`,
  resetPassword: (user: string) => `/v1/admin/users/${user}/password`,
  invitations: '/v1/admin/invitations',
  invitation: (invitation: string) => `/v1/admin/invitations/${invitation}`,
  disabled: (user: string) => `/v1/admin/users/${user}/disabled`,
} as const

export const identityPaths = {
  methods: '/v1/auth/methods',
  oidcStart: '/v1/auth/oidc/start',
  oidcFinish: '/v1/auth/oidc/finish',
  oidcSession: '/v1/auth/oidc/session',
  signOutAll: '/v1/auth/sign-out-all',
  me: '/v1/me',
  ownExport: '/v1/me/export',
  password: '/v1/me/password',
  devices: '/v1/me/devices',
  device: (device: string) => `/v1/me/devices/${device}`,
  identities: '/v1/me/identities',
  invitations: (workspace: string) => `/v1/workspaces/${workspace}/invitations`,
  invitation: (workspace: string, invitation: string) =>
    `/v1/workspaces/${workspace}/invitations/${invitation}`,
  look: '/v1/invitations/look',
  accept: '/v1/invitations/accept',
} as const
