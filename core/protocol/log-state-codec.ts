/**
 * How far a log reaches: conversation 16 • pos • varUint newestSegment + 1 • varUint time • bool resumed • varUint nextCounter •
 * varUint marked • bool sealed.
 */
import type { Decoder } from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { millis } from '../base/clock.ts'
import type { LogState } from './frame.ts'
import { readPosition, writePosition } from './frame-parts.ts'
import { conversationId, idToBytes } from './ids.ts'
import { readBool, readId, readVarUint } from './reader.ts'

export function writeLogState(output: encoding.Encoder, log: LogState): void {
  encoding.writeUint8Array(output, idToBytes(log.conversation))
  writePosition(output, log)
  encoding.writeVarUint(output, log.newestSegment + 1)
  encoding.writeVarUint(output, log.time)
  encoding.writeUint8(output, log.resumed ? 1 : 0)
  encoding.writeVarUint(output, log.nextCounter)
  encoding.writeVarUint(output, log.marked)
  encoding.writeUint8(output, log.sealed ? 1 : 0)
}

export const readLogState = (input: Decoder): LogState => ({
  conversation: readId(input, conversationId),
  ...readPosition(input),
  newestSegment: readVarUint(input) - 1,
  time: millis(readVarUint(input)),
  resumed: readBool(input),
  nextCounter: readVarUint(input),
  marked: readVarUint(input),
  sealed: readBool(input),
})
