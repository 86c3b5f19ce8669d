/** What the page asks main about one's account, providers and invitations. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { emailSchema, passwordSchema, usernameSchema } from '../protocol/api.ts'
import { invitationIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'
import {
  changePasswordBody,
  createInvitationBody,
  invitationTokenSchema,
  type MadeInvitation,
  type Methods,
  type Offer,
  type OpenInvitation,
} from '../protocol/identity-api.ts'

/** Why no account was made. */
export type SignUpFailure =
  | { readonly kind: 'sign-up-closed' }
  | { readonly kind: 'invitation-needed' }
  | { readonly kind: 'invitation-refused' }

/** Why a sign-in at a provider did not come about. */
export type ProviderTrouble =
  /** This system has no browser that could be opened. */
  | { readonly kind: 'no-browser' }
  /** The person, or another window, has called it off. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'took-too-long' }
  /** The person did not agree there, or may not use this app. */
  | { readonly kind: 'denied' }
  /** What came back does not belong to what was asked. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'provider-unreachable' }
  /** Whoever runs the relay has to look at its settings. */
  | { readonly kind: 'provider-misconfigured' }
  /** What this device keeps of the account opens with a passphrase, which was not given. */
  | { readonly kind: 'passphrase-needed' }
  | { readonly kind: 'wrong-passphrase' }

export type PasswordTrouble =
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'password-weak' }
  /** A provider opens this account, no password does. */
  | { readonly kind: 'no-password' }

/** It is done at the relay; this device could not write it down. */
export interface NotKept {
  readonly kind: 'vault'
  readonly detail: string
}

export interface WaysIn extends Methods {
  /** No keystore here would open what is kept: with a provider, too, a passphrase is needed. */
  readonly needsPassphrase: boolean
}

/** Why an account was not deleted. */
export type LeaveTrouble =
  | { readonly kind: 'wrong-password' }
  /** Nobody else owns a workspace that has other people. */
  | { readonly kind: 'last-owner' }

const words = v.pipe(v.string(), v.maxLength(500))
const page = v.strictObject({ title: words, text: words })

/** What the browser shows at last, in the language of the page that sends a person there. */
const farewell = v.strictObject({
  lang: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{2,35}$/u)),
  dir: v.picklist(['ltr', 'rtl']),
  signedIn: page,
  failed: page,
  /** For whatever else asks at that address. */
  nothing: page,
  /** What leads back into the app, where the system knows a way. */
  open: words,
})
export type Farewell = v.InferOutput<typeof farewell>

/** The relay does not know the invitation, or it is used up or too old. */
export interface NotGood {
  readonly kind: 'invitation-refused'
}

export interface InvitationOutputs<Failure> {
  readonly 'invitation.look': Result<Offer, Failure | NotGood>
  readonly 'invitation.accept': Result<undefined, Failure | NotGood>
  readonly 'invitation.create': Result<MadeInvitation, Failure>
  readonly 'invitation.list': Result<ReadonlyArray<OpenInvitation>, Failure>
  readonly 'invitation.remove': Result<undefined, Failure>
}

export const identityInputs = {
  /** Deletes the account at the relay. Without a password the person shows in the system's browser who they are. */
  'account.delete': v.strictObject({
    password: v.optional(v.pipe(v.string(), v.maxLength(256))),
    farewell,
  }),
  /** How one gets in at the relay. */
  'session.methods': v.strictObject({}),
  /** Opens the system's browser and answers once the person is back from there. */
  'session.signInWithProvider': v.strictObject({
    passphrase: v.optional(passwordSchema),
    invitation: v.optional(invitationTokenSchema),
    farewell,
  }),
  'session.cancelProvider': v.strictObject({}),
  'account.read': v.strictObject({}),
  /** What others are told waits for no network: `changes-contract.ts`. */
  'account.update': v.strictObject({
    username: v.optional(usernameSchema),
    email: v.optional(v.nullable(emailSchema)),
  }),
  'account.changePassword': changePasswordBody,
  /** All devices but this one. */
  'account.signOutOthers': v.strictObject({}),
  'invitation.look': v.strictObject({ token: invitationTokenSchema }),
  'invitation.accept': v.strictObject({ token: invitationTokenSchema }),
  /** Makes a link into a workspace: it is said this once. */
  'invitation.create': v.strictObject({
    workspace: workspaceIdSchema,
    ...v.omit(createInvitationBody, ['email']).entries,
  }),
  /** Those into a workspace that are still good. */
  'invitation.list': v.strictObject({ workspace: workspaceIdSchema }),
  'invitation.remove': v.strictObject({ workspace: workspaceIdSchema, invitation: invitationIdSchema }),
}
