import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { ProjectionState } from '../store/message-store.ts'
import type { OpVault } from './op-vault.ts'
import type { Tokens } from './tokens.ts'

/** A conversation that has been read to the end of its log. */
export interface ReadLog extends ProjectionState {
  readonly conversation: ConversationId
  readonly workspace: WorkspaceId
  readonly vault: OpVault
  readonly tokens: Tokens
}
