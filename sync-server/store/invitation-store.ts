import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { Role } from '../../core/protocol/directory.ts'
import type { InvitationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'

/** An invitation as those see it who may make them. */
export interface Invitation {
  readonly id: InvitationId
  /** Undefined: to the relay alone. */
  readonly workspace: WorkspaceId | undefined
  readonly role: Role
  /** Where the link was sent, if it was. */
  readonly email: string | undefined
  /** That are left. */
  readonly uses: number
  readonly expires: Millis
  /** Undefined: whoever runs the relay. */
  readonly createdBy: UserId | undefined
}

export interface NewInvitation extends Invitation {
  /** SHA-256 of its token, which is nowhere else. */
  readonly hash: Uint8Array
  readonly created: Millis
}

/** Unknown, used up, expired or taken back: which of them is nobody's business who only holds a link. */
export interface InvitationRefused {
  readonly kind: 'invitation-refused'
}

/** What an invitation gave. */
export interface Redeemed {
  readonly workspace: WorkspaceId | undefined
  readonly role: Role
}

export interface InvitationStore {
  readonly add: (invitation: NewInvitation) => Promise<Result<void, NotFound>>
  /** Those that are still good, of one workspace or of the relay, the newest first. */
  readonly list: (workspace: WorkspaceId | undefined, now: Millis) => Promise<ReadonlyArray<Invitation>>
  readonly remove: (workspace: WorkspaceId | undefined, id: InvitationId) => Promise<boolean>
  /** What the link would give, and the name of the workspace. */
  readonly look: (
    hash: Uint8Array,
    now: Millis,
  ) => Promise<(Redeemed & { readonly workspaceName: string | undefined }) | undefined>
  /** Uses it once, unless the person has what it gives already. A role is never lowered by it. */
  readonly redeem: (
    hash: Uint8Array,
    user: UserId,
    now: Millis,
  ) => Promise<Result<Redeemed & { readonly changed: boolean }, InvitationRefused>>
}
