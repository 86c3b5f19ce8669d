import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { BotScope } from '../../core/protocol/bots-api.ts'
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'
import type { NewIncoming } from './webhook-store.ts'

export interface NewBot {
  /** Of an account that no password opens. */
  readonly user: UserId
  readonly username: string
  readonly displayName: string
  readonly workspace: WorkspaceId
  readonly createdBy: UserId
  readonly created: Millis
}

export interface BotToken {
  /** Its name among devices: what signs those out ends it too. */
  readonly device: DeviceId
  readonly user: UserId
  readonly name: string
  readonly scopes: ReadonlyArray<BotScope>
  readonly created: Millis
  readonly expires: Millis
}

export interface BotRow extends NewBot {
  readonly tokens: ReadonlyArray<BotToken>
}

export interface BotStore {
  /**
   * The account, its membership, and the incoming webhook that it posts for, if it is there for one: all or nothing. It is let into the
   * conversation of that, where that is private. `not-found`: the workspace, or the conversation in it, is not there.
   */
  readonly create: (
    bot: NewBot,
    incoming?: NewIncoming,
  ) => Promise<Result<void, NotFound | { readonly kind: 'username-taken' }>>
  readonly bots: (workspace: WorkspaceId) => Promise<ReadonlyArray<BotRow>>
  readonly addToken: (token: BotToken & { readonly hash: Uint8Array }) => Promise<void>
  /** Of a device that is signed in and an account that is open, by SHA-256. */
  readonly byHash: (hash: Uint8Array) => Promise<BotToken | undefined>
  readonly revoke: (
    workspace: WorkspaceId,
    bot: UserId,
    token: DeviceId,
    now: Millis,
  ) => Promise<Result<void, NotFound>>
  /** Its tokens open nothing any more; what it wrote stays its own. Answers which they were. */
  readonly remove: (
    workspace: WorkspaceId,
    bot: UserId,
    now: Millis,
  ) => Promise<Result<ReadonlyArray<DeviceId>, NotFound>>
}
