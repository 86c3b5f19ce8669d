/**
 * Decides whether an update may touch a document: the VA rules of SPEC.md. Needs no document, only to know who
 * wrote the update and how far that writer's sub-log goes.
 */
import { bytesEqual } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { Op } from './op.ts'
import { decodeOp, type OpFailure } from './op-codec.ts'
import { subLogName } from './sub-log.ts'
import {
  readUpdate,
  type ReadDeleter,
  type ReadFailure,
  type ReadSection,
  type ReadStruct,
  type ReadUpdate,
} from './update-reader.ts'
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
  /** Clocks [clock, nextClock) are new; none are if the update only deletes. */
  readonly clock: number
  readonly nextClock: number
  /** Without the ops that the update itself brings as erased. */
  readonly ops: ReadonlyArray<CheckedOp>
  /** Ascending, without overlap. Deleting what is deleted already is allowed. */
  readonly deletes: ReadonlyArray<{ readonly clock: number; readonly length: number }>
}

export interface CheckedOp {
  readonly clock: number
  readonly op: Op
}

export type UpdateFailure =
  | ReadFailure
  | { readonly kind: 'foreign-client'; readonly found: number }
  /** Earlier updates of this writer are missing. */
  | { readonly kind: 'gap'; readonly expected: number; readonly found: number }
  /** Starts before the expected clock: known already, wholly or in part. */
  | { readonly kind: 'overlap'; readonly expected: number; readonly found: number }
  | { readonly kind: 'bad-op'; readonly clock: number; readonly failure: OpFailure }
  | { readonly kind: 'foreign-author'; readonly clock: number; readonly found: UserId }
  | { readonly kind: 'foreign-delete'; readonly found: number }
  /** Deletes what is not there yet: the known clocks end at `expected`. */
  | { readonly kind: 'future-delete'; readonly expected: number; readonly found: number }
  | { readonly kind: 'bad-delete'; readonly clock: number }

/** Total. Nothing that fails here may be merged, stored or relayed. */
export function checkUpdate(bytes: Uint8Array, context: UpdateContext): Result<CheckedUpdate, UpdateFailure> {
  const read = readUpdate(bytes)
  return read.ok ? checkRead(read.value, context, context.nextClock) : read
}

/**
 * As `checkUpdate`, for an update already read. Deletes may reach up to `known`, which lies beyond `context.nextClock`
 * when an update is checked that came before.
 */
export function checkRead(
  { section, deleter }: ReadUpdate,
  context: UpdateContext,
  known: number,
): Result<CheckedUpdate, UpdateFailure> {
  const checked = section === undefined ? ok([]) : checkSection(section, context)
  if (!checked.ok) return checked
  const nextClock = section?.end ?? context.nextClock
  const failure = deleter && deleterFailure(deleter, context.client, Math.max(known, nextClock))
  if (failure !== undefined) return fail(failure)
  return ok({ clock: context.nextClock, nextClock, ops: checked.value, deletes: deleter?.ranges ?? [] })
}

function checkSection(
  section: ReadSection,
  { client, nextClock, by }: UpdateContext,
): Result<ReadonlyArray<CheckedOp>, UpdateFailure> {
  if (section.client !== client) return fail({ kind: 'foreign-client', found: section.client })
  if (section.clock !== nextClock) {
    return fail({
      kind: section.clock > nextClock ? 'gap' : 'overlap',
      expected: nextClock,
      found: section.clock,
    })
  }
  const ops: Array<CheckedOp> = []
  for (const struct of section.structs) {
    const reason = misplaced(struct, client)
    if (reason !== undefined) return fail({ kind: 'forbidden-struct', clock: struct.clock, reason })
    if (struct.content === undefined) continue
    const op = decodeOp(struct.content, { canonical: true })
    if (!op.ok) return fail({ kind: 'bad-op', clock: struct.clock, failure: op.failure })
    if (by !== undefined && op.value.by !== by) {
      return fail({ kind: 'foreign-author', clock: struct.clock, found: op.value.by })
    }
    ops.push({ clock: struct.clock, op: op.value })
  }
  return ok(ops)
}

/** The first struct of a sub-log names its root; each later one hangs on the one before it, and so on that same root. */
function misplaced({ clock, origin, root }: ReadStruct, client: number): 'origin' | 'parent' | undefined {
  if (clock === 0) {
    if (origin !== undefined || root === undefined) return 'origin'
    return bytesEqual(root, asciiBytes(subLogName(client))) ? undefined : 'parent'
  }
  return origin?.client === client && origin.clock === clock - 1 ? undefined : 'origin'
}

const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function deleterFailure(
  { client: found, ranges }: ReadDeleter,
  client: number,
  known: number,
): UpdateFailure | undefined {
  if (found !== client) return { kind: 'foreign-delete', found }
  let end = 0
  for (const { clock, length } of ranges) {
    if (length === 0 || clock < end) return { kind: 'bad-delete', clock }
    end = clock + length
    if (end > known) return { kind: 'future-delete', expected: known, found: end }
  }
  return undefined
}
