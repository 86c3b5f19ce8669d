/** Invitations by link or e-mail (rule AU15): a token of 256 bits that is kept as its hash alone and said once. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Role } from '../../core/protocol/directory.ts'
import {
  type InvitationId,
  invitationId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import { mayChangeRole } from '../../core/protocol/permissions.ts'
import type { PeopleQuota, Quotas } from '../quotas/quotas.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { Invitation, InvitationRefused, InvitationStore, Redeemed } from '../store/invitation-store.ts'
import { hashToken } from './access-tokens.ts'
import type { Mail } from './mail.ts'
import { newToken } from './sessions.ts'

export interface InvitationsDeps {
  readonly store: InvitationStore
  readonly clock: Clock
  readonly random: Random
  readonly mail: Mail
  /** Where clients reach this relay: what a link begins with. */
  readonly publicUrl: () => string
  readonly joined: (redeemed: Redeemed, user: UserId) => Promise<void>
  readonly access: Pick<Access, 'inWorkspace'>
  readonly quotas: Pick<Quotas, 'seat'>
}

export interface NewInvitation {
  /** Undefined: to this relay alone. */
  readonly workspace: WorkspaceId | undefined
  readonly role: Role
  readonly email: string | undefined
  readonly uses: number
  readonly expiresInSeconds: number
  /** Undefined: whoever runs the relay. */
  readonly by: UserId | undefined
}

export interface MadeInvitation {
  readonly id: InvitationId
  readonly token: string
  readonly link: string
  /** The letter is on its way. */
  readonly mailed: boolean
}

export interface Offer extends Redeemed {
  readonly workspaceName: string | undefined
}

export interface Invitations {
  /** Whether `user` may invite into the workspace, and give that role. Nobody gives one above what they are (PM2). */
  readonly may: (
    user: UserId,
    workspace: WorkspaceId,
    role?: Role,
  ) => Promise<Result<void, NotFound | Forbidden>>
  readonly create: (invitation: NewInvitation) => Promise<Result<MadeInvitation, NotFound>>
  readonly list: (workspace: WorkspaceId | undefined) => Promise<ReadonlyArray<Invitation>>
  readonly remove: (workspace: WorkspaceId | undefined, id: InvitationId) => Promise<Result<void, NotFound>>
  /** What the token would give to whoever accepts. */
  readonly look: (token: string) => Promise<Result<Offer, InvitationRefused>>
  readonly accept: (user: UserId, token: string) => Promise<Result<Redeemed, InvitationRefused | PeopleQuota>>
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { store, clock, random, mail, publicUrl, joined, access, quotas } = deps
  return {
    may: async (user, workspace, given = 'guest') => {
      const own = await access.inWorkspace(user, workspace, 'workspace.invite')
      if (!own.ok) return own
      return mayChangeRole(own.value, 'guest', given) ? ok(undefined) : fail({ kind: 'forbidden' })
    },
    create: async ({ workspace, role: given, email, uses, expiresInSeconds, by }) => {
      const token = newToken(random)
      const id = randomId(invitationId, random)
      const created = clock.now()
      const expires = millis(created + expiresInSeconds * 1_000)
      const hash = hashToken(token)
      const added = await store.add({
        id,
        hash,
        workspace,
        role: given,
        email,
        uses,
        expires,
        createdBy: by,
        created,
      })
      if (!added.ok) return added
      // Behind `#`: a browser sends that to no server and writes it into no referrer.
      const link = `${publicUrl()}/invite#${token}`
      const offer = email === undefined ? undefined : await store.look(hash, created)
      const workspaceName = offer?.workspaceName
      const mailed =
        email !== undefined && (await mail({ kind: 'invitation', to: email, link, workspaceName }))
      return ok({ id, token, link, mailed })
    },
    list: (workspace) => store.list(workspace, clock.now()),
    remove: async (workspace, id) =>
      (await store.remove(workspace, id)) ? ok(undefined) : fail({ kind: 'not-found' }),
    look: async (token) => {
      const offer = await store.look(hashToken(token), clock.now())
      return offer === undefined ? fail({ kind: 'invitation-refused' }) : ok(offer)
    },
    accept: async (user, token) => {
      const offer = await store.look(hashToken(token), clock.now())
      const seat = offer?.workspace && (await quotas.seat(offer.workspace, user))
      if (seat?.ok === false) return seat
      const redeemed = await store.redeem(hashToken(token), user, clock.now())
      if (!redeemed.ok) return redeemed
      const { changed, ...given } = redeemed.value
      if (changed) await joined(given, user)
      return ok(given)
    },
  }
}
