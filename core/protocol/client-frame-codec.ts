/**
 * Frames that a client sends, as bytes: kind u8 • body. str is varUint length • UTF-8; pos is varUint seq • head 32.
 *
 *   1 hello  varUint protocol • device 16 • str token • varUint directory • varUint n • n × (conversation 16 • pos)
 *   2 append varUint request • varBytes entry
 *   3 fetch  varUint request • conversation 16 • varUint segment + 1 (0: the whole log) • varUint after • varUint before
 *            • varUint limit • bool backwards
 *   4 ping   varUint now
 *   5 ephemeral conversation 16 • varBytes body (1 KiB at most)
 *   6 presence  u8 status (0 online, 1 away, 2 busy, 3 invisible) • varUint until
 *   7 mark   conversation 16 • varUint seq
 *   8 credit varUint bytes
 *
 * FR1 decode(encode(f)) equals f. FR2 decode never throws, whatever the bytes. FR3 bytes after the body are refused.
 * FR4 a frame over `maxFrameBytes` is refused before it is parsed.
 */
import * as encoding from 'lib0/encoding'
import type { Decoder } from 'lib0/decoding'
import { millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import type { ClientFrame, FrameFailure, PresenceStatus } from './frame.ts'
import { beginFrame, decodeWith, readPosition, writePosition } from './frame-parts.ts'
import { conversationId, deviceId, idToBytes } from './ids.ts'
import { maxEphemeralBytes } from './limits.ts'
import {
  readBool,
  readByte,
  readId,
  readList,
  readText,
  readVarBytes,
  readVarBytesUpTo,
  readVarUint,
  writeText,
} from './reader.ts'

const maxTokenBytes = 8_192
const statuses: ReadonlyArray<PresenceStatus> = ['online', 'away', 'busy', 'invisible']

export function encodeClientFrame(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  const output = beginFrame()
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
      encoding.writeVarUint(output, frame.segment === undefined ? 0 : frame.segment + 1)
      encoding.writeVarUint(output, frame.after)
      encoding.writeVarUint(output, frame.before)
      encoding.writeVarUint(output, frame.limit)
      encoding.writeUint8(output, frame.backwards ? 1 : 0)
      break
    case 'ping':
      encoding.writeUint8(output, 4)
      encoding.writeVarUint(output, frame.now)
      break
    default:
      writeLiveFrame(output, frame)
  }
  return encoding.toUint8Array(output)
}

type LiveFrame = Extract<ClientFrame, { readonly kind: 'ephemeral' | 'presence' | 'mark' | 'credit' }>

function writeLiveFrame(output: encoding.Encoder, frame: LiveFrame): void {
  switch (frame.kind) {
    case 'ephemeral':
      encoding.writeUint8(output, 5)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      encoding.writeVarUint8Array(output, frame.body)
      break
    case 'presence':
      encoding.writeUint8(output, 6)
      encoding.writeUint8(output, statuses.indexOf(frame.status))
      encoding.writeVarUint(output, frame.until)
      break
    case 'mark':
      encoding.writeUint8(output, 7)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      encoding.writeVarUint(output, frame.seq)
      break
    case 'credit':
      encoding.writeUint8(output, 8)
      encoding.writeVarUint(output, frame.bytes)
      break
  }
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
        segment: readSegment(input),
        after: readVarUint(input),
        before: readVarUint(input),
        limit: readVarUint(input),
        backwards: readBool(input),
      }
    case 4:
      return { kind: 'ping', now: millis(readVarUint(input)) }
    default:
      return readLiveBody(kind, input)
  }
}

function readLiveBody(kind: number, input: Decoder): ClientFrame | undefined {
  switch (kind) {
    case 5:
      return {
        kind: 'ephemeral',
        conversation: readId(input, conversationId),
        body: readVarBytesUpTo(input, maxEphemeralBytes),
      }
    case 6:
      return { kind: 'presence', status: readStatus(input), until: millis(readVarUint(input)) }
    case 7:
      return { kind: 'mark', conversation: readId(input, conversationId), seq: readVarUint(input) }
    case 8:
      return { kind: 'credit', bytes: readVarUint(input) }
    default:
      return undefined
  }
}

function readSegment(input: Decoder): number | undefined {
  const segment = readVarUint(input)
  return segment === 0 ? undefined : segment - 1
}

function readStatus(input: Decoder): PresenceStatus {
  const status = statuses[readByte(input)]
  if (status === undefined) throw new RangeError('a status that this version does not know')
  return status
}
