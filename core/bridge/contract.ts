/**
 * All that the renderer may ask of the main process, and what main may tell it unasked. A line added here fails to
 * compile until main answers it. Preload, both shells and the tests derive from these tables.
 */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { nameSchema, passwordSchema, usernameSchema } from '../protocol/api.ts'
import { invitationTokenSchema, type MeAnswer } from '../protocol/identity-api.ts'
import type { ConversationId, DeviceId, UserId } from '../protocol/ids.ts'
import {
  identityInputs,
  type InvitationOutputs,
  type LeaveTrouble,
  type NotGood,
  type NotKept,
  type PasswordTrouble,
  type ProviderTrouble,
  type SignUpFailure,
  type WaysIn,
} from './identity-contract.ts'
import { type DevicesEvents, devicesInputs, type DevicesOutputs } from './devices.ts'
import { backupInputs, type BackupOutputs } from './backup-contract.ts'
import { outboxInputs, type OutboxOutputs } from './outbox-contract.ts'
import { savesInputs, type SavesOutputs } from './saves-contract.ts'
import { type SeatOf, type SeatsEvents, seatsInputs, type SeatsOutputs } from './seats-contract.ts'
import { type ShellEvents, shellInputs, type ShellOutputs } from './shell-contract.ts'
import { type UpdatesEvents, updatesInputs, type UpdatesOutputs } from './updates-contract.ts'
import { type TrustEvents, trustInputs, type TrustOutputs } from './trust-contract.ts'
import type { SealedRow } from './sealing.ts'
import type { ServerError } from './server-error.ts'
import { sealedInputs, type SealedOutputs } from './sealed-contract.ts'
import { fileInputs, type FileOutputs, type FileTransfer } from './files-contract.ts'
import { directoryInputs, type DirectoryOutputs } from './directory-contract.ts'
import { pictureInputs, type PictureOutputs } from './pictures-contract.ts'
import {
  type ByPolicy,
  type PassphraseDueState,
  type PolicyEvents,
  policyInputs,
  type PolicyOutputs,
  type TooShort,
} from './policy-contract.ts'
import {
  type DirectoryEdits,
  changesInputs,
  type ChangesOutputs,
  type EditNotKept,
} from './changes-contract.ts'
import type { VaultStanding } from './vault-contract.ts'
import { type LastOne, manageInputs, type ManageOutputs } from './manage-contract.ts'

export interface Account {
  readonly user: UserId
  readonly device: DeviceId
  readonly username: string
  readonly displayName: string
  /** Where the relay is, for the socket: `ws://host:port/v1/sync`. */
  readonly relay: string
}

/** What is known of a person whose keys are not open, and how they open; works without a network. */
export interface LockedState {
  readonly kind: 'locked'
  readonly user: UserId
  readonly username: string
  readonly displayName: string
  /** Its password opens it. Else the system's keystore does, once that answers. */
  readonly password: boolean
  /** What a recovery needs; `none`: there is no recovery code for it. */
  readonly recovery: 'none' | 'code' | 'code-and-password'
}

/** Where the person stands. */
export type SessionState =
  | { readonly kind: 'signed-out'; readonly server: string }
  | LockedState
  | PassphraseDueState
  | { readonly kind: 'open'; readonly account: Account }

export type Seat = SeatOf<SessionState>

/** Failures of whatever has to reach the relay. */
export type ServerFailure =
  | ByPolicy
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | ServerError

/** Wrong passwords were tried for what lies on this device: the next try has to wait. */
export interface Throttled {
  readonly kind: 'throttled'
  readonly retryAfterSeconds: number
}

export type SignInFailure =
  | ServerFailure
  | Throttled
  | SignUpFailure
  | TooShort
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'account-disabled' }
  | { readonly kind: 'username-taken' }
  /** Guessing would find this password soon. */
  | { readonly kind: 'password-weak' }
  /** This profile has an account of that name: of this relay, or (`namesake`) of another. */
  | { readonly kind: 'kept-here' | 'namesake' }
  /** The relay gave out the id of somebody who has an account here at another one (SE6). */
  | { readonly kind: 'twin' }
  /** The relay knows the password, and what lies here does not: it was changed elsewhere, or there is a passphrase. */
  | { readonly kind: 'changed-elsewhere' }
  /** The vault could not be written or read. */
  | { readonly kind: 'vault'; readonly detail: string }

export type UnlockFailure =
  | Throttled
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'vault'; readonly detail: string }

export type RecoveryFailure =
  /** No code looks like this: a character is wrong, too many or missing. */
  | { readonly kind: 'mistyped' }
  /** A code, but of another vault or one that was replaced. */
  | { readonly kind: 'wrong-code' }
  | { readonly kind: 'password-needed' }
  | TooShort
  | { readonly kind: 'vault'; readonly detail: string }

export type PassphraseFailure = UnlockFailure | TooShort | { readonly kind: 'locked' }

export type VaultWriteFailure =
  | { readonly kind: 'locked' }
  | { readonly kind: 'vault'; readonly detail: string }

/** `expired`: the relay no longer accepts this session; the person signs in again, local use goes on. */
export type TokenFailure = ServerFailure | { readonly kind: 'locked' } | { readonly kind: 'expired' }
export type CommandFailure =
  | TokenFailure
  | { readonly kind: 'name-taken' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-found' }

export type ManageFailure = CommandFailure | LastOne
export type EditFailure = ManageFailure | EditNotKept

export type ProviderSignInFailure = SignInFailure | ProviderTrouble
export type UpdateFailure = CommandFailure | NotKept | { readonly kind: 'username-taken' }
export type ChangePasswordFailure = CommandFailure | NotKept | PasswordTrouble | TooShort
export type LeaveFailure = CommandFailure | ProviderSignInFailure | LeaveTrouble
export type InvitationFailure = CommandFailure | NotGood

/** What comes in, as schemas: the renderer is untrusted, its arguments are read, never believed. */
export const bridgeInputs = {
  'app.info': v.strictObject({}),
  'session.read': v.strictObject({}),
  'session.register': v.strictObject({
    username: usernameSchema,
    displayName: nameSchema,
    password: passwordSchema,
    invitation: v.optional(invitationTokenSchema),
  }),
  'session.signIn': v.strictObject({
    username: usernameSchema,
    password: v.pipe(v.string(), v.maxLength(256)),
  }),
  /** Opens this profile's account with its password, offline too. */
  'session.unlock': v.strictObject({ password: v.pipe(v.string(), v.maxLength(256)) }),
  /** Opens it with the recovery code, offline too. `password`: opens it from then on, see `LockedState`. */
  'session.unlockWithRecovery': v.strictObject({
    code: v.pipe(v.string(), v.maxLength(256)),
    password: v.optional(passwordSchema),
  }),
  /** Wipes the keys from memory; the session at the relay stays. */
  'session.lock': v.strictObject({}),
  /** Ends the session at the relay if it can be reached and locks the vault; what is on disk stays, encrypted. */
  'session.signOut': v.strictObject({}),
  /** `refused`: what was given out last, if the relay does not take it though its time is not over. It is not given out again. */
  'session.token': v.strictObject({ refused: v.exactOptional(v.pipe(v.string(), v.maxLength(4_096))) }),
  'vault.storeKey': v.strictObject({}),
  /** `current` is asked where there is one. What is set here no longer follows the account's password. */
  'vault.setPassphrase': v.strictObject({
    current: v.optional(v.pipe(v.string(), v.maxLength(256))),
    next: passwordSchema,
  }),
  'vault.settings': v.strictObject({}),
  'vault.setSettings': v.strictObject({ lockWithSystem: v.boolean() }),
  ...outboxInputs,
  ...fileInputs,
  ...directoryInputs,
  ...manageInputs,
  ...changesInputs,
  ...pictureInputs,
  ...sealedInputs,
  ...trustInputs,
  ...devicesInputs,
  ...identityInputs,
  ...backupInputs,
  ...savesInputs,
  ...seatsInputs,
  ...shellInputs,
  ...updatesInputs,
  ...policyInputs,
}

/** What goes back, as types: main is trusted. Failures travel as data, for IPC keeps only an Error's message. */
interface BridgeOutputs
  extends
    SealedOutputs,
    TrustOutputs,
    DevicesOutputs,
    FileOutputs,
    PictureOutputs<CommandFailure>,
    DirectoryOutputs<CommandFailure>,
    InvitationOutputs<CommandFailure>,
    BackupOutputs,
    SavesOutputs,
    SeatsOutputs<SessionState>,
    ShellOutputs,
    UpdatesOutputs,
    ManageOutputs<ManageFailure>,
    ChangesOutputs<ManageFailure>,
    PolicyOutputs,
    OutboxOutputs {
  readonly 'app.info': { readonly version: string; readonly shell: 'electron' | 'browser' | 'headless' }
  readonly 'session.read': SessionState
  readonly 'session.register': Result<Account, SignInFailure>
  readonly 'session.signIn': Result<Account, SignInFailure>
  readonly 'session.methods': Result<WaysIn, ServerFailure>
  readonly 'session.signInWithProvider': Result<Account, ProviderSignInFailure>
  readonly 'session.cancelProvider': undefined
  readonly 'session.unlock': Result<Account, UnlockFailure>
  readonly 'session.unlockWithRecovery': Result<Account, RecoveryFailure>
  readonly 'session.lock': undefined
  readonly 'session.signOut': undefined
  readonly 'session.token': Result<string, TokenFailure>
  readonly 'vault.storeKey': Result<Uint8Array, { readonly kind: 'locked' }>
  readonly 'vault.setPassphrase': Result<void, PassphraseFailure>
  readonly 'vault.settings': Result<VaultStanding, { readonly kind: 'locked' }>
  readonly 'vault.setSettings': Result<void, VaultWriteFailure | ByPolicy>
  readonly 'account.read': Result<MeAnswer, CommandFailure>
  readonly 'account.update': Result<MeAnswer, UpdateFailure>
  readonly 'account.changePassword': Result<{ readonly signedOut: number }, ChangePasswordFailure>
  readonly 'account.delete': Result<undefined, LeaveFailure>
  readonly 'account.signOutOthers': Result<{ readonly signedOut: number }, CommandFailure>
}

/** What main tells unasked. */
export interface BridgeEvents
  extends TrustEvents, DevicesEvents, SeatsEvents<SessionState>, ShellEvents, UpdatesEvents, PolicyEvents {
  readonly 'session.changed': SessionState
  /** A sealed conversation was made here, or its members are others. */
  readonly 'sealed.known': SealedRow
  /** A person's keys, or what is thought of them here, are others. */
  readonly 'people.changed': { readonly user: UserId }
  /** The relay, or the person, shows two lists of devices that contradict each other. */
  readonly 'people.forked': { readonly user: UserId }
  /** Keys have come for what was closed in these. */
  readonly 'sealed.reopened': ReadonlyArray<ConversationId>
  /** Something is to be sealed and sent in it. */
  readonly 'sealed.due': ConversationId
  /** All files on their way, whenever one of them has moved. */
  readonly 'files.changed': ReadonlyArray<FileTransfer>
  /** All changes that wait or were refused, whenever one is another. */
  readonly 'directory.edited': DirectoryEdits<ManageFailure>
}

export type BridgeName = keyof typeof bridgeInputs
export type BridgeInput<Name extends BridgeName> = v.InferInput<(typeof bridgeInputs)[Name]>
export type BridgeArgument<Name extends BridgeName> = v.InferOutput<(typeof bridgeInputs)[Name]>
export type BridgeOutput<Name extends BridgeName> = BridgeOutputs[Name]
export type BridgeEventName = keyof BridgeEvents

/** What main answers with. */
export type Bridge = {
  readonly [Name in BridgeName]: (input: BridgeArgument<Name>) => Promise<BridgeOutput<Name>>
}
/** One account's bridge, as the page sees it. */
export interface PageBridge {
  readonly call: <Name extends BridgeName>(
    name: Name,
    input: BridgeInput<Name>,
  ) => Promise<BridgeOutput<Name>>
  /** Calls `listener` on each event until the returned function is called. */
  readonly listen: <Name extends BridgeEventName>(
    name: Name,
    listener: (event: BridgeEvents[Name]) => void,
  ) => () => void
}

/** What the page sees as `window.bridge`: it asks as the first account, and hears what concerns no account in particular. */
export interface RootBridge extends PageBridge {
  /** The bridge of that seat: it hears besides what concerns the seat. */
  readonly at: (seat: number) => PageBridge
}

export const isBridgeName = (name: unknown): name is BridgeName =>
  typeof name === 'string' && Object.hasOwn(bridgeInputs, name)
