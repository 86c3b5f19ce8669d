/** What both directions of the wire share. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { millis } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { FrameFailure, LoggedEntry, LogPosition } from './frame.ts'
import { maxFrameBytes } from './limits.ts'
import { headBytes } from './log.ts'
import { isReceiptLength, maxReceiptBytes } from './receipt.ts'
import {
  readBool,
  readByte,
  readBytes,
  readList,
  readVarBytes,
  readVarBytesUpTo,
  readVarUint,
} from './reader.ts'

const scratch = encoding.createEncoder()
const scratchBytes = new Uint8Array(65_536)

/**
 * Where to write the next frame. Always the same encoder, for making one costs more than filling it: what was written has to be
 * copied out, by `toUint8Array`, before the next frame begins.
 */
export function beginFrame(): encoding.Encoder {
  scratch.cbuf = scratchBytes
  scratch.cpos = 0
  scratch.bufs = []
  return scratch
}

/** Reads one frame: size first, then kind, then the body by `readBody` (undefined: no such kind), then the end. */
export function decodeWith<Frame>(
  bytes: Uint8Array,
  readBody: (kind: number, input: decoding.Decoder) => Frame | undefined,
): Result<Frame, FrameFailure> {
  if (bytes.length > maxFrameBytes) return fail({ kind: 'too-long', bytes: bytes.length })
  const input = decoding.createDecoder(bytes)
  try {
    const kind = readByte(input)
    const frame = readBody(kind, input)
    if (frame === undefined) return fail({ kind: 'unknown-kind', found: kind })
    return decoding.hasContent(input) ? fail({ kind: 'malformed', at: input.pos }) : ok(frame)
  } catch {
    return fail({ kind: 'malformed', at: input.pos })
  }
}

export const readPosition = (input: decoding.Decoder): LogPosition => ({
  seq: readVarUint(input),
  head: readBytes(input, headBytes),
})

export function writePosition(output: encoding.Encoder, position: LogPosition): void {
  encoding.writeVarUint(output, position.seq)
  encoding.writeUint8Array(output, position.head)
}

export function readReceipt(input: decoding.Decoder): Uint8Array {
  const receipt = readVarBytesUpTo(input, maxReceiptBytes)
  if (!isReceiptLength(receipt.length)) throw new RangeError('not the length of a receipt')
  return receipt
}

/** A list of entries: varUint n • n × (pos • varUint time • u8 erased • varBytes entry • entryId 32 if erased). */
export const readEntries = (input: decoding.Decoder): ReadonlyArray<LoggedEntry> =>
  readList(input, 36, () => {
    const position = readPosition(input)
    const time = millis(readVarUint(input))
    const isErased = readBool(input)
    const bytes = readVarBytes(input)
    return isErased
      ? { ...position, time, bytes, erased: readBytes(input, headBytes) }
      : { ...position, time, bytes }
  })

export function writeEntries(output: encoding.Encoder, entries: ReadonlyArray<LoggedEntry>): void {
  encoding.writeVarUint(output, entries.length)
  for (const entry of entries) {
    writePosition(output, entry)
    encoding.writeVarUint(output, entry.time)
    encoding.writeUint8(output, entry.erased === undefined ? 0 : 1)
    encoding.writeVarUint8Array(output, entry.bytes)
    if (entry.erased !== undefined) encoding.writeUint8Array(output, entry.erased)
  }
}
