/** What is left of an update when its author has erased all that it brought. Knows the bytes alone, no document. */
import * as encoding from 'lib0/encoding'
import { subLogName } from './sub-log.ts'
import { type ReadDeleter, type ReadSection, readUpdate } from './update-reader.ts'

/** The part of a sub-log that an update brings: clocks [clock, clock + ops). */
export interface UpdateSpan {
  readonly client: number
  readonly clock: number
  /** 0 for an update that only deletes. */
  readonly ops: number
}

/** Undefined for what no validator has accepted. */
export function spanOf(update: Uint8Array): UpdateSpan | undefined {
  const read = readUpdate(update)
  if (!read.ok) return undefined
  const { section, deleter } = read.value
  if (section === undefined) return deleter && { client: deleter.client, clock: 0, ops: 0 }
  return { client: section.client, clock: section.clock, ops: section.end - section.clock }
}

/**
 * The same update, its ops as erased content: it passes the validator at the same clock, leads to the same next clock and
 * deletes the same. Undefined for what no validator has accepted.
 */
export function eraseOps(update: Uint8Array): Uint8Array | undefined {
  const read = readUpdate(update)
  if (!read.ok) return undefined
  const output = encoding.createEncoder()
  const { section, deleter } = read.value
  encoding.writeVarUint(output, section === undefined ? 0 : 1)
  if (section !== undefined) writeErased(output, section)
  encoding.writeVarUint(output, deleter === undefined ? 0 : 1)
  if (deleter !== undefined) writeDeleter(output, deleter)
  return encoding.toUint8Array(output)
}

const erasedContent = 1
const hasOrigin = 0x80
const rootFollows = 1

/** One struct for all of them, as Yjs itself merges them. */
function writeErased(output: encoding.Encoder, { client, clock, end }: ReadSection): void {
  for (const number of [1, client, clock]) encoding.writeVarUint(output, number)
  if (clock === 0) {
    encoding.writeUint8(output, erasedContent)
    encoding.writeVarUint(output, rootFollows)
    encoding.writeVarString(output, subLogName(client))
  } else {
    encoding.writeUint8(output, erasedContent | hasOrigin)
    for (const number of [client, clock - 1]) encoding.writeVarUint(output, number)
  }
  encoding.writeVarUint(output, end - clock)
}

function writeDeleter(output: encoding.Encoder, { client, ranges }: ReadDeleter): void {
  for (const number of [client, ranges.length]) encoding.writeVarUint(output, number)
  for (const { clock, length } of ranges) {
    encoding.writeVarUint(output, clock)
    encoding.writeVarUint(output, length)
  }
}
