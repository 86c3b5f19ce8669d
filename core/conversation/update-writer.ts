/**
 * Writes the Yjs V1 update that appends ops to a sub-log, without a document: byte for byte what Yjs itself would send
 * (`update-reader.ts` has the format). A relay that imports 200,000 messages holds none of them, and a device sends again
 * what a restored relay has lost in few large updates.
 */
import * as encoding from 'lib0/encoding'
import { subLogName } from './sub-log.ts'

const deletedContent = 1
const binaryContent = 3
const hasOrigin = 0x80
const rootParent = 1

/** What stands at one clock after the other: the bytes of an op, or undefined where it has been erased. */
export type SubLog = ReadonlyArray<Uint8Array | undefined>

/** `ops` at `clock` and after, in the sub-log of `client`; then the erasure of what stands at the clocks of `erase`. */
export function writeUpdate(
  client: number,
  clock: number,
  ops: SubLog,
  erase: ReadonlyArray<number> = [],
): Uint8Array {
  const output = encoding.createEncoder()
  const structs = toStructs(clock, ops)
  encoding.writeVarUint(output, structs.length === 0 ? 0 : 1) // sections
  if (structs.length > 0) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(output, number)
    for (const struct of structs) writeStruct(output, client, struct)
  }
  writeDeleter(output, client, erase)
  return encoding.toUint8Array(output)
}

interface Struct {
  readonly clock: number
  readonly length: number
  readonly op: Uint8Array | undefined
}

/** Erased ops that follow each other are one struct, as Yjs has it. */
function toStructs(from: number, ops: SubLog): ReadonlyArray<Struct> {
  const structs: Array<Struct> = []
  for (const [index, op] of ops.entries()) {
    const last = structs.at(-1)
    if (op === undefined && last !== undefined && last.op === undefined) {
      structs[structs.length - 1] = { ...last, length: last.length + 1 }
    } else structs.push({ clock: from + index, length: 1, op })
  }
  return structs
}

function writeStruct(output: encoding.Encoder, client: number, { clock, length, op }: Struct): void {
  const content = op === undefined ? deletedContent : binaryContent
  encoding.writeUint8(output, clock === 0 ? content : content | hasOrigin)
  if (clock === 0) {
    encoding.writeVarUint(output, rootParent)
    encoding.writeVarString(output, subLogName(client))
  } else {
    encoding.writeVarUint(output, client)
    encoding.writeVarUint(output, clock - 1)
  }
  if (op === undefined) encoding.writeVarUint(output, length)
  else encoding.writeVarUint8Array(output, op)
}

/** `erase` ascends. */
function writeDeleter(output: encoding.Encoder, client: number, erase: ReadonlyArray<number>): void {
  encoding.writeVarUint(output, erase.length === 0 ? 0 : 1)
  if (erase.length === 0) return
  const ranges: Array<[clock: number, length: number]> = []
  for (const clock of erase) {
    const last = ranges.at(-1)
    if (last !== undefined && last[0] + last[1] === clock) last[1] += 1
    else ranges.push([clock, 1])
  }
  encoding.writeVarUint(output, client)
  encoding.writeVarUint(output, ranges.length)
  for (const number of ranges.flat()) encoding.writeVarUint(output, number)
}
