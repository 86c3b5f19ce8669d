import { bytesEqual } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { Erasure } from './op-set.ts'
import type { PlacedOp, Segment } from './segment.ts'
import { checkRead, type CheckedUpdate, type UpdateContext, type UpdateFailure } from './validator.ts'
import { readUpdate, type ReadSection } from './update-reader.ts'

export interface Merged {
  /** Nothing in the update was new. */
  readonly known: boolean
  readonly ops: ReadonlyArray<PlacedOp>
  readonly erasures: ReadonlyArray<Erasure>
}

/** `gap` and `future-delete` mean that the update came early; all others that it must never be merged. */
export type MergeUpdateFailure =
  | UpdateFailure
  /** The writer gave two different ops the same clock. */
  | { readonly kind: 'fork'; readonly clock: number }

/** As much of a segment as merging needs. */
type MergeTarget = Pick<Segment, 'apply' | 'content' | 'nextClock'>

/**
 * Checks an update and merges it into `segment`. What of it came before is checked against what is there (SG5), and what
 * it deletes is deleted.
 */
export function mergeUpdate(
  segment: MergeTarget,
  { client, by }: Omit<UpdateContext, 'nextClock'>,
  update: Uint8Array,
): Result<Merged, MergeUpdateFailure> {
  const read = readUpdate(update)
  if (!read.ok) return read
  const { section } = read.value
  const known = segment.nextClock(client)
  const nextClock = section === undefined ? known : Math.min(section.clock, known)
  const checked = checkRead(read.value, { client, by, nextClock }, known)
  if (!checked.ok) return checked
  const fork = section && forkAt(segment, client, section)
  if (fork !== undefined) return fail({ kind: 'fork', clock: fork })
  const isNew = section !== undefined && section.end > known
  if (!isNew && !deletesAnything(segment, client, checked.value))
    return ok({ known: true, ops: [], erasures: [] })
  segment.apply(update)
  return ok({
    known: false,
    ops: checked.value.ops
      .filter(({ clock }) => clock >= known)
      .map(({ clock, op }) => ({ client, clock, op })),
    erasures: checked.value.deletes.map(({ clock, length }) => ({ client, clock, length })),
  })
}

/** Yjs keeps the first op of a clock and never looks at a second: whoever compares is us. Erased ops cannot be compared. */
function forkAt(segment: MergeTarget, client: number, section: ReadSection): number | undefined {
  return section.structs.find(({ clock, content }) => {
    const here = segment.content(client, clock)
    return content !== undefined && here !== undefined && !bytesEqual(content, here)
  })?.clock
}

function deletesAnything(segment: MergeTarget, client: number, { deletes }: CheckedUpdate): boolean {
  return deletes.some(({ clock, length }) => {
    for (let each = clock; each < clock + length; each++)
      if (segment.content(client, each) !== undefined) return true
    return false
  })
}
