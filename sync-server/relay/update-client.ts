import * as decoding from 'lib0/decoding'
import { readVarUint } from '../../core/protocol/reader.ts'

/**
 * The clientID in whose sub-log a Yjs V1 update writes or deletes, read from its first numbers alone: whether the rest
 * holds is for `checkUpdate` to say. Undefined if there is none.
 */
export function clientOf(update: Uint8Array): number | undefined {
  const input = decoding.createDecoder(update)
  try {
    const sections = readVarUint(input)
    // section: structs • client • …   without one, deleters: count • client • …
    if (readVarUint(input) === 0 && sections === 0) return undefined
    return readVarUint(input)
  } catch {
    return undefined
  }
}
