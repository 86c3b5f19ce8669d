import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { BotScope } from '../../core/protocol/bots-api.ts'
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'

export interface NewBot {
  /** An account, which no password opens. */
  readonly user: UserId
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
  readonly username: string
  readonly displayName: string
  readonly tokens: ReadonlyArray<BotToken>
}

export interface BotStore {
  readonly add: (bot: NewBot) => Promise<void>
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
