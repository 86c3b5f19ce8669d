/**
 * Writes Yjs V1 updates of sub-logs, one writer's or many's, without a document: byte for byte what Yjs would send
 * (core/conversation/update-reader.ts has the format).
 */
import * as encoding from 'lib0/encoding'
import type { ReadStruct } from '../../core/conversation/update-reader.ts'
import { subLogName } from '../../core/conversation/sub-log.ts'

/** An op, or a run of erased ones; where it hangs follows from its clock, unless somebody said otherwise. */
export type WrittenStruct = Pick<ReadStruct, 'clock' | 'length' | 'content'> &
  Partial<Pick<ReadStruct, 'origin' | 'root'>>

export interface ClockRange {
  readonly clock: number
  readonly length: number
}

export interface UpdateWriter {
  /** Clocks of a client follow on each other. */
  readonly put: (client: number, struct: WrittenStruct) => void
  /** Ranges of a client ascend. */
  readonly erase: (client: number, range: ClockRange) => void
  /** About the size of `update`. */
  readonly bytes: () => number
  readonly update: () => Uint8Array
}

const binary = 3
const deleted = 1
const hasOrigin = 0x80
const rootParent = 1
/** More than any struct takes beside its content. */
const structBytes = 24

export function createUpdateWriter(): UpdateWriter {
  const structs = new Map<number, Array<WrittenStruct>>()
  const erased = new Map<number, Array<ClockRange>>()
  let bytes = 0
  return {
    put: (client, struct) => {
      listOf(structs, client).push(struct)
      bytes += structBytes + (struct.content?.length ?? 0)
    },
    erase: (client, range) => {
      listOf(erased, client).push(range)
      bytes += structBytes
    },
    bytes: () => bytes,
    update: () => {
      const output = encoding.createEncoder()
      encoding.writeVarUint(output, structs.size)
      // Yjs puts the highest clientID first.
      for (const [client, list] of [...structs].toSorted(([left], [right]) => right - left)) {
        encoding.writeVarUint(output, list.length)
        encoding.writeVarUint(output, client)
        encoding.writeVarUint(output, list[0]?.clock ?? 0)
        for (const struct of list) writeStruct(output, client, struct)
      }
      encoding.writeVarUint(output, erased.size)
      for (const [client, ranges] of [...erased].toSorted(([left], [right]) => right - left)) {
        encoding.writeVarUint(output, client)
        encoding.writeVarUint(output, ranges.length)
        for (const { clock, length } of ranges) {
          encoding.writeVarUint(output, clock)
          encoding.writeVarUint(output, length)
        }
      }
      return encoding.toUint8Array(output)
    },
  }
}

function listOf<Value>(lists: Map<number, Array<Value>>, key: number): Array<Value> {
  const list = lists.get(key) ?? []
  if (list.length === 0) lists.set(key, list)
  return list
}

function writeStruct(
  output: encoding.Encoder,
  client: number,
  { clock, length, content, origin, root }: WrittenStruct,
): void {
  const behind = root === undefined ? (origin ?? before(client, clock)) : undefined
  encoding.writeUint8(
    output,
    (content === undefined ? deleted : binary) | (behind === undefined ? 0 : hasOrigin),
  )
  if (behind === undefined) {
    encoding.writeVarUint(output, rootParent)
    if (root === undefined) encoding.writeVarString(output, subLogName(client))
    else encoding.writeVarUint8Array(output, root)
  } else {
    encoding.writeVarUint(output, behind.client)
    encoding.writeVarUint(output, behind.clock)
  }
  if (content === undefined) encoding.writeVarUint(output, length)
  else encoding.writeVarUint8Array(output, content)
}

const before = (client: number, clock: number): ReadStruct['origin'] =>
  clock === 0 ? undefined : { client, clock: clock - 1 }
