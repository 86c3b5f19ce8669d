/**
 * Ops: what an author's sub-log holds. An op never changes; edits, reactions and redactions are ops of their own.
 * How an op lies in bytes is in `op-codec.ts`; which ops count is decided by the reducer.
 */
import type { Hlc } from './hlc.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** What every op carries. `by` is the author, who must be the user of the entry that brought the op (gateways excepted). */
export interface OpHead {
  readonly id: OpId
  readonly at: Hlc
  readonly by: UserId
}

/** A message. `text` is CommonMark, 1 to 16,384 characters. `thread` is the root message of the thread it belongs to. */
export interface PostOp extends OpHead {
  readonly kind: 'post'
  readonly text: string
  readonly replyTo?: OpId
  readonly thread?: OpId
  /** A thread reply that shows in the channel too. */
  readonly alsoInChannel?: true
  readonly mentions?: ReadonlyArray<UserId>
}

/** Replaces the text of the author's own message. */
export interface EditOp extends OpHead {
  readonly kind: 'edit'
  readonly target: OpId
  readonly text: string
}

/** Takes a message back. `targetAt` places the tombstone when the post itself has been erased. */
export interface RedactOp extends OpHead {
  readonly kind: 'redact'
  readonly target: OpId
  readonly targetAt: Hlc
  readonly reason?: string
}

/** Puts an emoji on a message or takes it off; the last writer of (target, emoji, by) wins. */
export interface ReactOp extends OpHead {
  readonly kind: 'react'
  readonly target: OpId
  readonly emoji: string
  readonly on: boolean
}

/** An op of a kind that this version does not know: kept and relayed as it came, ignored by the reducer. */
export interface UnknownOp extends OpHead {
  readonly kind: 'unknown'
  readonly name: string
}

export type KnownOp = PostOp | EditOp | RedactOp | ReactOp
export type Op = KnownOp | UnknownOp
