/**
 * Writes the Yjs V1 update that appends ops to a sub-log, without a document: byte for byte what Yjs itself would send
 * (core/conversation/update-reader.ts has the format). A relay that imports 200,000 messages holds none of them.
 */
import * as encoding from 'lib0/encoding'
import { subLogName } from '../../core/conversation/sub-log.ts'

const binaryContent = 3
const hasOrigin = 0x80
const rootParent = 1

/** `ops` at `clock` and after, in the sub-log of `client`. */
export function writeUpdate(client: number, clock: number, ops: ReadonlyArray<Uint8Array>): Uint8Array {
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, 1) // sections
  encoding.writeVarUint(output, ops.length)
  encoding.writeVarUint(output, client)
  encoding.writeVarUint(output, clock)
  for (const [index, op] of ops.entries()) {
    const at = clock + index
    encoding.writeUint8(output, at === 0 ? binaryContent : binaryContent | hasOrigin)
    if (at === 0) {
      encoding.writeVarUint(output, rootParent)
      encoding.writeVarString(output, subLogName(client))
    } else {
      encoding.writeVarUint(output, client)
      encoding.writeVarUint(output, at - 1)
    }
    encoding.writeVarUint8Array(output, op)
  }
  encoding.writeVarUint(output, 0) // deletions
  return encoding.toUint8Array(output)
}
