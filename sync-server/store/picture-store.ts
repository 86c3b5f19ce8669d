import type { Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'

export interface Picture {
  /** SHA-256 of `bytes`. */
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
}

export type PictureOwner = { readonly user: UserId } | { readonly workspace: WorkspaceId }

/** Pictures of people and workspaces. What is set is a directory change for who sees that person or workspace. */
export interface PictureStore {
  /** Undefined takes it away. A person has an account. */
  readonly set: (of: PictureOwner, picture: Picture | undefined) => Promise<Result<void, NotFound>>
  readonly read: (of: PictureOwner) => Promise<Uint8Array | undefined>
  readonly setAccent: (workspace: WorkspaceId, hue: number | undefined) => Promise<Result<void, NotFound>>
}
