/** Who leaves for good (rule AU21). */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { LastOwner, NotFound } from '../store/directory-store.ts'
import type { OidcRefused, OidcSignIn } from './oidc/oidc-sign-in.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'

export interface LeavingDeps {
  readonly store: Pick<AccountStore, 'passwordHash' | 'erase'>
  readonly passwords: Passwords
  readonly sessions: Pick<Sessions, 'endAll'>
  /** Undefined where no provider signs people in. */
  readonly oidc: Pick<OidcSignIn, 'proves'> | undefined
  readonly clock: Pick<Clock, 'now'>
  /** Somebody has left this workspace. */
  readonly left: (workspace: WorkspaceId, user: UserId) => Promise<void>
}

/** How the person shows once more who they are. */
export type LeavingProof = { readonly password: string } | { readonly ticket: string }

export type LeaveFailure = LastOwner | NotFound | OidcRefused | { readonly kind: 'wrong-credentials' }

export type Leave = (user: UserId, proof: LeavingProof) => Promise<Result<void, LeaveFailure>>

export const createLeave =
  ({ store, passwords, sessions, oidc, clock, left }: LeavingDeps): Leave =>
  async (user, proof) => {
    if ('ticket' in proof) {
      if ((await oidc?.proves(user, proof.ticket)) !== true) return fail({ kind: 'oidc-refused' })
    } else if (!(await passwords.matches(proof.password, await store.passwordHash(user)))) {
      return fail({ kind: 'wrong-credentials' })
    }
    const erased = await store.erase(user, clock.now())
    if (!erased.ok) return erased
    await sessions.endAll(user)
    for (const workspace of erased.value) await left(workspace, user)
    return ok(undefined)
  }
