/**
 * Frames that the relay sends, as bytes: kind u8 • body. bool is u8 0 or 1; entries as in `frame-parts.ts`.
 *
 *   129 welcome   relayEpoch 16 • session 16 • varUint serverTime • receiptKey 32 • varUint credit
 *   130 logs      varUint n • n × (as in `log-state-codec.ts`)
 *   131 entries   conversation 16 • entries
 *   132 fetched   varUint request • bool complete • pos • entries
 *   133 ack       varUint request • pos • varUint time • varBytes receipt (`receipt.ts`)
 *   134 refuse    varUint request • str code • varUint retryAfter • str detail
 *   135 directory varUint version • varBytes CBOR of the changes (FR8)
 *   136 goodbye   str code • varUint reconnectAfter • str detail
 *   137 pong      varUint now
 *   138 ephemeral conversation 16 • user 16 • device 16 • varBytes body (1 KiB at most)
 *   139 presence  varUint n • n × (user 16 • u8 status (0 online, 1 away, 2 busy, 3 offline) • varUint lastSeen)
 *   140 marks     conversation 16 • varUint n • n × (user 16 • varUint seq)
 *
 * FR1 to FR4 as for client frames.
 */
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import type { Decoder } from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as v from 'valibot'
import { bytesEqual } from '../base/bytes.ts'
import { millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import { isGoodbyeCode, isRefuseCode } from './codes.ts'
import { type DirectoryChange, directoryChanges } from './directory.ts'
import { encodeChanges } from './directory-codec.ts'
import type { FrameFailure, PresenceChange, RelayFrame } from './frame.ts'
import { readLogState, writeLogState } from './log-state-codec.ts'
import {
  beginFrame,
  decodeWith,
  readEntries,
  readPosition,
  readReceipt,
  writeEntries,
  writePosition,
} from './frame-parts.ts'
import { conversationId, deviceId, idBytes, idToBytes, userId } from './ids.ts'
import { maxEphemeralBytes } from './limits.ts'
import { receiptKeyBytes } from './receipt.ts'
import {
  readBool,
  readByte,
  readBytes,
  readId,
  readList,
  readText,
  readVarBytes,
  readVarBytesUpTo,
  readVarUint,
  writeText,
} from './reader.ts'

const maxCodeBytes = 64
const maxDetailBytes = 1_024
const shownStatuses: ReadonlyArray<PresenceChange['status']> = ['online', 'away', 'busy', 'offline']

export function encodeRelayFrame(frame: RelayFrame): Uint8Array<ArrayBuffer> {
  const output = beginFrame()
  switch (frame.kind) {
    case 'welcome':
      encoding.writeUint8(output, 129)
      encoding.writeUint8Array(output, frame.relayEpoch)
      encoding.writeUint8Array(output, frame.session)
      encoding.writeVarUint(output, frame.serverTime)
      encoding.writeUint8Array(output, frame.receiptKey)
      encoding.writeVarUint(output, frame.credit)
      break
    case 'logs':
      encoding.writeUint8(output, 130)
      encoding.writeVarUint(output, frame.logs.length)
      for (const log of frame.logs) writeLogState(output, log)
      break
    case 'entries':
      encoding.writeUint8(output, 131)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      writeEntries(output, frame.entries)
      break
    case 'fetched':
      encoding.writeUint8(output, 132)
      encoding.writeVarUint(output, frame.request)
      encoding.writeUint8(output, frame.complete ? 1 : 0)
      writePosition(output, frame.position)
      writeEntries(output, frame.entries)
      break
    default:
      writeSmallFrame(output, frame)
  }
  return encoding.toUint8Array(output)
}

type SmallFrame = Exclude<RelayFrame, { readonly kind: 'welcome' | 'logs' | 'entries' | 'fetched' }>

function writeSmallFrame(output: encoding.Encoder, frame: SmallFrame): void {
  switch (frame.kind) {
    case 'ack':
      encoding.writeUint8(output, 133)
      encoding.writeVarUint(output, frame.request)
      writePosition(output, frame)
      encoding.writeVarUint(output, frame.time)
      encoding.writeVarUint8Array(output, frame.receipt)
      break
    case 'refuse':
      encoding.writeUint8(output, 134)
      encoding.writeVarUint(output, frame.request)
      writeText(output, frame.code)
      encoding.writeVarUint(output, frame.retryAfter)
      writeText(output, frame.detail)
      break
    case 'directory':
      encoding.writeUint8(output, 135)
      encoding.writeVarUint(output, frame.version)
      encoding.writeVarUint8Array(output, encodeChanges(frame.changes))
      break
    case 'goodbye':
      encoding.writeUint8(output, 136)
      writeText(output, frame.code)
      encoding.writeVarUint(output, frame.reconnectAfter)
      writeText(output, frame.detail)
      break
    case 'pong':
      encoding.writeUint8(output, 137)
      encoding.writeVarUint(output, frame.now)
      break
    default:
      writeLiveFrame(output, frame)
  }
}

type LiveFrame = Extract<RelayFrame, { readonly kind: 'ephemeral' | 'presence' | 'marks' }>

function writeLiveFrame(output: encoding.Encoder, frame: LiveFrame): void {
  switch (frame.kind) {
    case 'ephemeral':
      encoding.writeUint8(output, 138)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      encoding.writeUint8Array(output, idToBytes(frame.user))
      encoding.writeUint8Array(output, idToBytes(frame.device))
      encoding.writeVarUint8Array(output, frame.body)
      break
    case 'presence':
      encoding.writeUint8(output, 139)
      encoding.writeVarUint(output, frame.changes.length)
      for (const { user, status, lastSeen } of frame.changes) {
        encoding.writeUint8Array(output, idToBytes(user))
        encoding.writeUint8(output, shownStatuses.indexOf(status))
        encoding.writeVarUint(output, lastSeen)
      }
      break
    case 'marks':
      encoding.writeUint8(output, 140)
      encoding.writeUint8Array(output, idToBytes(frame.conversation))
      encoding.writeVarUint(output, frame.marks.length)
      for (const { user, seq } of frame.marks) {
        encoding.writeUint8Array(output, idToBytes(user))
        encoding.writeVarUint(output, seq)
      }
      break
  }
}

export const decodeRelayFrame = (bytes: Uint8Array): Result<RelayFrame, FrameFailure> =>
  decodeWith(bytes, readBody)

function readBody(kind: number, input: Decoder): RelayFrame | undefined {
  switch (kind) {
    case 129:
      return {
        kind: 'welcome',
        relayEpoch: readBytes(input, idBytes),
        session: readBytes(input, idBytes),
        serverTime: millis(readVarUint(input)),
        receiptKey: readBytes(input, receiptKeyBytes),
        credit: readVarUint(input),
      }
    case 130:
      return { kind: 'logs', logs: readList(input, 54, () => readLogState(input)) }
    case 131:
      return {
        kind: 'entries',
        conversation: readId(input, conversationId),
        entries: readEntries(input),
      }
    case 132:
      return {
        kind: 'fetched',
        request: readVarUint(input),
        complete: readBool(input),
        position: readPosition(input),
        entries: readEntries(input),
      }
    default:
      return readSmallBody(kind, input)
  }
}

function readSmallBody(kind: number, input: Decoder): RelayFrame | undefined {
  switch (kind) {
    case 133:
      return {
        kind: 'ack',
        request: readVarUint(input),
        ...readPosition(input),
        time: millis(readVarUint(input)),
        receipt: readReceipt(input),
      }
    case 134:
      return {
        kind: 'refuse',
        request: readVarUint(input),
        code: known(readText(input, maxCodeBytes), isRefuseCode),
        retryAfter: millis(readVarUint(input)),
        detail: readText(input, maxDetailBytes),
      }
    case 135:
      return {
        kind: 'directory',
        version: readVarUint(input),
        changes: readChanges(readVarBytes(input)),
      }
    case 136:
      return {
        kind: 'goodbye',
        code: known(readText(input, maxCodeBytes), isGoodbyeCode),
        reconnectAfter: millis(readVarUint(input)),
        detail: readText(input, maxDetailBytes),
      }
    case 137:
      return { kind: 'pong', now: millis(readVarUint(input)) }
    default:
      return readLiveBody(kind, input)
  }
}

/** cborg takes longer forms, and puts U+FFFD where text is no UTF-8. */
function readChanges(bytes: Uint8Array): ReadonlyArray<DirectoryChange> {
  const changes: unknown = decodeCbor(bytes)
  if (!bytesEqual(encodeCbor(changes, { ignoreUndefinedProperties: true }), bytes)) {
    throw new RangeError('another encoding')
  }
  return v.parse(directoryChanges, changes)
}

function readLiveBody(kind: number, input: Decoder): RelayFrame | undefined {
  switch (kind) {
    case 138:
      return {
        kind: 'ephemeral',
        conversation: readId(input, conversationId),
        user: readId(input, userId),
        device: readId(input, deviceId),
        body: readVarBytesUpTo(input, maxEphemeralBytes),
      }
    case 139:
      return {
        kind: 'presence',
        changes: readList(input, 18, () => ({
          user: readId(input, userId),
          status: readShownStatus(input),
          lastSeen: millis(readVarUint(input)),
        })),
      }
    case 140:
      return {
        kind: 'marks',
        conversation: readId(input, conversationId),
        marks: readList(input, 17, () => ({ user: readId(input, userId), seq: readVarUint(input) })),
      }
    default:
      return undefined
  }
}

function readShownStatus(input: Decoder): PresenceChange['status'] {
  const status = shownStatuses[readByte(input)]
  if (status === undefined) throw new RangeError('a status that this version does not know')
  return status
}

function known<Code extends string>(code: string, isKnown: (code: string) => code is Code): Code {
  if (!isKnown(code)) throw new RangeError('a code that this version does not know')
  return code
}
