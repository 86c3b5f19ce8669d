/** What open conversations say is sealed on the relay's disk, under a key of their workspace. */
import type { WorkspaceId } from '../../core/protocol/ids.ts'

export interface AtRest {
  /**
   * AES-256-GCM under the workspace's newest key, with a random nonce. `place` says which row and column this is (associated
   * data): bytes that were moved elsewhere do not open.
   */
  readonly seal: (workspace: WorkspaceId, place: string, plain: Uint8Array) => Uint8Array
  /** Throws StoreTrouble (`damaged`) where the bytes do not belong there or are not what was written. */
  readonly open: (workspace: WorkspaceId, place: string, sealed: Uint8Array) => Uint8Array
  /** 32 bytes, the same for the life of the workspace: keys the tokens of search (HMAC), so that no word lies on the disk. */
  readonly tokenKey: (workspace: WorkspaceId) => Uint8Array
}
