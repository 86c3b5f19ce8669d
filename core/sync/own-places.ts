/** Where what this device has written stands. See `own-plan.ts`. */
import { decodeOp } from '../conversation/op-codec.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import type { OpId } from '../protocol/ids.ts'
import type { SubLog } from '../conversation/update-writer.ts'

/** The sub-logs of this device in one segment. */
export interface ComparedSegment {
  readonly segment: number
  readonly here: ReadonlyMap<number, SubLog>
  readonly there: ReadonlyMap<number, SubLog>
}

export interface Written {
  /** Ascending. All that this device has written to, as far as is known. */
  readonly segments: ReadonlyArray<ComparedSegment>
  /** The updates that wait for the relay, in their order. */
  readonly waiting: ReadonlyArray<{ readonly segment: number; readonly update: Uint8Array }>
}

export interface OwnPlaces {
  /** Where each op of this device stands: at the relay, or waiting for it. */
  readonly places: ReadonlyMap<OpId, ReadonlySet<string>>
  readonly waitingPlaces: ReadonlySet<string>
  /** Where this device has erased one. */
  readonly erasedHere: ReadonlySet<string>
}

export const placeOf = (segment: number, client: number, clock: number): string =>
  `${segment} ${client} ${clock}`

export function findPlaces({ segments, waiting }: Written): OwnPlaces {
  const places = new Map<OpId, Set<string>>()
  const waitingPlaces = new Set<string>()
  const erasedHere = new Set<string>()
  const note = (op: Uint8Array | undefined, place: string): void => {
    const id = op && idOf(op)
    if (id === undefined) return
    const known = places.get(id)
    if (known === undefined) places.set(id, new Set([place]))
    else known.add(place)
  }
  for (const { segment, here, there } of segments) {
    for (const [client, ops] of there)
      for (const [clock, op] of ops.entries()) note(op, placeOf(segment, client, clock))
    for (const [client, ops] of here)
      for (const [clock, op] of ops.entries())
        if (op === undefined) erasedHere.add(placeOf(segment, client, clock))
  }
  for (const { segment, update } of waiting) {
    const read = readUpdate(update)
    const section = read.ok ? read.value.section : undefined
    for (const { clock, content } of section?.structs ?? []) {
      if (section === undefined || content === undefined) continue
      const place = placeOf(segment, section.client, clock)
      waitingPlaces.add(place)
      note(content, place)
    }
  }
  return { places, waitingPlaces, erasedHere }
}

export function idOf(op: Uint8Array): OpId | undefined {
  const read = decodeOp(op, { canonical: false })
  return read.ok ? read.value.id : undefined
}
