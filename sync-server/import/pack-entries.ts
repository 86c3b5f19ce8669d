import { maxOpsPerSegment } from '../../core/conversation/limits.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import type { GatewayPlace } from '../messages/gateway-writer.ts'
import type { MessageOps } from './message-ops.ts'

export interface PackedEntry {
  readonly segment: number
  readonly update: Uint8Array
  /** By how much it moves the clock. */
  readonly ops: number
  readonly sources: ReadonlyArray<string>
}

/** An entry is closed before it grows past these, unless one message alone does. */
const maxOpsPerEntry = 500
const maxBytesPerEntry = 200 * 1024

/** Packs messages into updates of our sub-log, each message whole, and opens the next segment when one is full. */
export function packEntries(
  start: GatewayPlace,
  units: ReadonlyArray<MessageOps>,
): ReadonlyArray<PackedEntry> {
  const packed: Array<PackedEntry> = []
  let place = start
  let open: Array<MessageOps> = []
  let openOps = 0
  let openBytes = 0
  const close = (): void => {
    if (open.length === 0) return
    const ops = open.flatMap((unit) => unit.ops)
    const sources = open.map(({ source }) => source)
    const update = writeUpdate(place.client, place.clock, ops)
    packed.push({ segment: place.segment, update, ops: ops.length, sources })
    place = { ...place, opCount: place.opCount + ops.length, clock: place.clock + ops.length }
    open = []
    openOps = 0
    openBytes = 0
  }
  for (const unit of units) {
    const isFull = openOps + unit.ops.length > maxOpsPerEntry || openBytes + unit.bytes > maxBytesPerEntry
    if (isFull || place.opCount + openOps >= maxOpsPerSegment) close()
    if (place.opCount >= maxOpsPerSegment) {
      place = { ...place, segment: place.segment + 1, opCount: 0, clock: 0 }
    }
    open.push(unit)
    openOps += unit.ops.length
    openBytes += unit.bytes
  }
  close()
  return packed
}
