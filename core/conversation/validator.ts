import { Defect } from '../base/defect.ts'
import type { Result } from '../base/result.ts'
import type { Op } from './op.ts'
import type { OpFailure } from './op-codec.ts'
import type { UserId } from '../protocol/ids.ts'

export interface UpdateContext {
  /** The clientID that is registered for the device which signed the update. */
  readonly client: number
  /** The next expected clock of (segment, client). */
  readonly nextClock: number
  /** The device's user; undefined for a gateway, which may write on behalf of anybody. */
  readonly by: UserId | undefined
}

export interface CheckedUpdate {
  /** Clocks [clock, nextClock) are new; equal if the update only deletes. */
  readonly clock: number
  readonly nextClock: number
  /** Without the ops that the update itself brings as erased. */
  readonly ops: ReadonlyArray<{ readonly clock: number; readonly op: Op }>
  readonly deletes: ReadonlyArray<{ readonly clock: number; readonly length: number }>
}

export type UpdateFailure =
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Not a V1 update, or one in another form than Yjs itself would write. */
  | { readonly kind: 'malformed'; readonly at: number }
  | { readonly kind: 'trailing-bytes'; readonly at: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-many-sections'; readonly found: number }
  | { readonly kind: 'too-many-structs'; readonly found: number }
  | { readonly kind: 'foreign-client'; readonly found: number }
  /** Earlier updates of this writer are missing. */
  | { readonly kind: 'gap'; readonly expected: number; readonly found: number }
  /** Starts before the expected clock: known already, wholly or in part. */
  | { readonly kind: 'overlap'; readonly expected: number; readonly found: number }
  | { readonly kind: 'forbidden-struct'; readonly clock: number; readonly reason: StructReason }
  | { readonly kind: 'bad-op'; readonly clock: number; readonly failure: OpFailure }
  | { readonly kind: 'foreign-author'; readonly clock: number; readonly found: UserId }
  | { readonly kind: 'foreign-delete'; readonly found: number }
  /** Deletes what is not there yet. */
  | { readonly kind: 'future-delete'; readonly expected: number; readonly found: number }
  | { readonly kind: 'bad-delete'; readonly clock: number }

export type StructReason =
  | 'gc'
  | 'skip'
  | 'content'
  | 'length'
  | 'origin'
  | 'right-origin'
  | 'parent'
  | 'parent-sub'

/** Checks an update from outside without a document. Total. Nothing that fails here may be merged, stored or relayed. */
export function checkUpdate(
  _bytes: Uint8Array,
  _context: UpdateContext,
): Result<CheckedUpdate, UpdateFailure> {
  throw new Defect('not built yet')
}
