import type { KnownOp } from '../conversation/op.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { OpId } from '../protocol/ids.ts'

/**
 * A change that the relay refused and that is no message in the conversation: a reaction, an edit, a pin, a reply in a thread, what is
 * said of the conversation.
 */
export interface BlockedChange {
  readonly code: RefuseCode
  /** Which it is, to be given up; undefined if it only deletes. */
  readonly op: OpId | undefined
  /** Undefined if this version does not know. */
  readonly does: KnownOp['kind'] | undefined
  /** The message that it is, or is about. */
  readonly message: OpId | undefined
}

export const sameBlocked = (left: BlockedChange | undefined, right: BlockedChange | undefined): boolean =>
  left?.code === right?.code &&
  left?.op === right?.op &&
  left?.does === right?.does &&
  left?.message === right?.message
