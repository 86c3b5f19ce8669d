/** Bots of a workspace: accounts that no person signs in to. Rules BT* of SPEC.md. */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BotScope } from '../../core/protocol/bots-api.ts'
import {
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import { hashToken } from '../identity/access-tokens.ts'
import { isReservedUsername } from '../identity/usernames.ts'
import type { PeopleQuota, Quotas } from '../quotas/quotas.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { BotRow, BotStore } from '../store/bot-store.ts'
import type { DirectoryStore, NotFound } from '../store/directory-store.ts'
import type { NewIncoming } from '../store/webhook-store.ts'
import { botTokenPrefix } from './bot-bearer.ts'

type Refused = NotFound | Forbidden
type In = WorkspaceId

export interface Bots {
  /**
   * It is a member from then on: in public channels, and in private ones that somebody lets it into. One for an incoming webhook is let into
   * its conversation: whoever asks must have looked whether the user may write there.
   */
  readonly create: (
    user: UserId,
    workspace: In,
    bot: { readonly username: string; readonly displayName: string },
    incoming?: NewIncoming,
  ) => Promise<Result<UserId, Refused | PeopleQuota | { readonly kind: 'username-taken' }>>
  readonly list: (user: UserId, workspace: In) => Promise<Result<ReadonlyArray<BotRow>, Refused>>
  readonly remove: (user: UserId, workspace: In, bot: UserId) => Promise<Result<void, Refused>>
  readonly createToken: (
    user: UserId,
    workspace: In,
    bot: UserId,
    token: { readonly name: string; readonly scopes: ReadonlyArray<BotScope>; readonly days: number },
  ) => Promise<Result<{ readonly id: DeviceId; readonly token: string }, Refused>>
  readonly revokeToken: (
    user: UserId,
    workspace: In,
    bot: UserId,
    token: DeviceId,
  ) => Promise<Result<void, Refused>>
}

export interface BotsDeps {
  readonly store: BotStore
  readonly accounts: Pick<AccountStore, 'saveDevice'>
  readonly directory: Pick<DirectoryStore, 'leave'>
  readonly access: Access
  readonly quotas: Pick<Quotas, 'seat'>
  readonly clock: Clock
  readonly random: Random
  readonly changed: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  /** Its sockets end. */
  readonly signedOut: (device: DeviceId) => void
}

const tokenBytes = 32
const dayMs = 86_400_000

export function createBots(deps: BotsDeps): Bots {
  const { store, access, clock, changed, signedOut, directory } = deps
  const mayIntegrate = (user: UserId, workspace: In) =>
    access.inWorkspace(user, workspace, 'workspace.integrate')
  return {
    create: async (createdBy, workspace, names, incoming) => {
      const role = await mayIntegrate(createdBy, workspace)
      if (!role.ok) return role
      if (isReservedUsername(names.username)) return fail({ kind: 'username-taken' })
      const seat = await deps.quotas.seat(workspace, undefined)
      if (!seat.ok) return seat
      const user = randomId(userId, deps.random)
      const bot = { ...names, user, workspace, createdBy, created: clock.now() }
      const made = await store.create(bot, incoming)
      if (!made.ok) return made
      await changed(workspace, user)
      return ok(user)
    },
    list: async (user, workspace) => {
      const role = await mayIntegrate(user, workspace)
      return role.ok ? ok(await store.bots(workspace)) : role
    },
    remove: async (user, workspace, bot) => {
      const role = await mayIntegrate(user, workspace)
      if (!role.ok) return role
      const removed = await store.remove(workspace, bot, clock.now())
      if (!removed.ok) return removed
      for (const device of removed.value) signedOut(device)
      await directory.leave(workspace, bot)
      await changed(workspace, bot)
      return ok(undefined)
    },
    createToken: async (user, workspace, bot, token) => {
      const role = await mayIntegrate(user, workspace)
      return role.ok ? createToken(deps, { workspace, bot }, token) : role
    },
    revokeToken: async (user, workspace, bot, token) => {
      const role = await mayIntegrate(user, workspace)
      if (!role.ok) return role
      const revoked = await store.revoke(workspace, bot, token, clock.now())
      if (revoked.ok) signedOut(token)
      return revoked
    },
  }
}

async function createToken(
  { store, accounts, clock, random }: BotsDeps,
  { workspace, bot }: { readonly workspace: In; readonly bot: UserId },
  {
    name,
    scopes,
    days,
  }: { readonly name: string; readonly scopes: ReadonlyArray<BotScope>; readonly days: number },
): ReturnType<Bots['createToken']> {
  if (!(await store.bots(workspace)).some(({ user }) => user === bot)) return fail({ kind: 'not-found' })
  const device = randomId(deviceId, random)
  const now = clock.now()
  const saved = await accounts.saveDevice({ device, user: bot, name, now })
  if (!saved.ok) return fail({ kind: 'not-found' })
  const token = botTokenPrefix + Buffer.from(random.bytes(tokenBytes)).toString('base64url')
  const expires = millis(now + days * dayMs)
  await store.addToken({ device, user: bot, name, scopes, created: now, expires, hash: hashToken(token) })
  return ok({ id: device, token })
}
