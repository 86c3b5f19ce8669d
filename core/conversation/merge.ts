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

/**
 * Checks an update and merges it into `segment`. One that came before is checked against what is there (SG5), and what
 * it deletes is deleted.
 */
export function mergeUpdate(
  segment: Segment,
  { client, by }: Omit<UpdateContext, 'nextClock'>,
  update: Uint8Array,
): Result<Merged, MergeUpdateFailure> {
  const read = readUpdate(update)
  if (!read.ok) return read
  const { section } = read.value
  const known = segment.nextClock(client)
  const cameBefore = section !== undefined && section.end <= known
  const checked = checkRead(read.value, { client, by, nextClock: cameBefore ? section.clock : known }, known)
  if (!checked.ok) return checked
  const fork = cameBefore ? forkAt(segment, client, section) : undefined
  if (fork !== undefined) return fail({ kind: 'fork', clock: fork })
  const isNew = section !== undefined && !cameBefore
  if (!isNew && !deletesAnything(segment, client, checked.value))
    return ok({ known: true, ops: [], erasures: [] })
  segment.apply(update)
  return ok({
    known: false,
    ops: isNew ? checked.value.ops.map(({ clock, op }) => ({ client, clock, op })) : [],
    erasures: checked.value.deletes.map(({ clock, length }) => ({ client, clock, length })),
  })
}

/** Yjs keeps the first op of a clock and never looks at a second: whoever compares is us. Erased ops cannot be compared. */
function forkAt(segment: Segment, client: number, section: ReadSection): number | undefined {
  return section.structs.find(({ clock, content }) => {
    const here = segment.content(client, clock)
    return content !== undefined && here !== undefined && !bytesEqual(content, here)
  })?.clock
}

function deletesAnything(segment: Segment, client: number, { deletes }: CheckedUpdate): boolean {
  return deletes.some(({ clock, length }) => {
    for (let each = clock; each < clock + length; each++)
      if (segment.content(client, each) !== undefined) return true
    return false
  })
}
