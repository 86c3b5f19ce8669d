/**
 * Frames that a client sends, as bytes: kind u8 • body. str is varUint length • UTF-8; pos is varUint seq • head 32.
 *
 *   1 hello  varUint protocol • device 16 • str token • varUint directory • varUint n • n × (conversation 16 • pos)
 *   2 append varUint request • varBytes entry
 *   3 fetch  varUint request • conversation 16 • varUint segment • varUint after
 *   4 ping   varUint now
 *
 * FR1 decode(encode(f)) equals f. FR2 decode never throws, whatever the bytes. FR3 bytes after the body are refused.
 * FR4 a frame over `maxFrameBytes` is refused before it is parsed.
 */
import * as encoding from 'lib0/encoding'
import type { Decoder } from 'lib0/decoding'
import { millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import type { ClientFrame, FrameFailure } from './frame.ts'
import { decodeWith, readPosition, writePosition } from './frame-parts.ts'
import { conversationId, deviceId, idToBytes } from './ids.ts'
import { readId, readList, readText, readVarBytes, readVarUint, writeText } from './reader.ts'

const maxTokenBytes = 8_192

export function encodeClientFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  const output = encoding.createEncoder()
  switch (frame.kind) {
    case 'hello':
      encoding.writeUint8(output, 1)
      encoding.writeVarUint(output, frame.protocol)
      encoding.writeUint8Array(output, idToBytes(frame.device))
      writeText(output, frame.token)
      encoding.writeVarUint(output, frame.directory)
      encoding.writeVarUint(output, frame.resume.length)
      for (const cursor of frame.resume) {
        encoding.writeUint8Array(output, idToBytes(cursor.conversation))
        writePosition(output, cursor)
      }
      break
    case 'append':
      encoding.writeUint8(output, 2)
      encoding.writeVarUint(output, frame.request)
      encoding.writeVarUint8Array(output, frame.entry)
      break
    case 'fetch':
      encoding.writeUint8(output, 3)
      encoding.writeVarUint(output, frame.request)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      encoding.writeVarUint(output, frame.segment)
      encoding.writeVarUint(output, frame.after)
      break
    case 'ping':
      encoding.writeUint8(output, 4)
      encoding.writeVarUint(output, frame.now)
      break
  }
  return encoding.toUint8Array(output)
}

export const decodeClientFrame = (bytes: Uint8Array): Result<ClientFrame, FrameFailure> =>
  decodeWith(bytes, readBody)

function readBody(kind: number, input: Decoder): ClientFrame | undefined {
  switch (kind) {
    case 1:
      return {
        kind: 'hello',
        protocol: readVarUint(input),
        device: readId(input, deviceId),
        token: readText(input, maxTokenBytes),
        directory: readVarUint(input),
        resume: readList(input, 49, () => ({
          conversation: readId(input, conversationId),
          ...readPosition(input),
        })),
      }
    case 2:
      return { kind: 'append', request: readVarUint(input), entry: readVarBytes(input) }
    case 3:
      return {
        kind: 'fetch',
        request: readVarUint(input),
        conversation: readId(input, conversationId),
        segment: readVarUint(input),
        after: readVarUint(input),
      }
    case 4:
      return { kind: 'ping', now: millis(readVarUint(input)) }
    default:
      return undefined
  }
}
