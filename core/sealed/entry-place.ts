/**
 * What every sealed entry says of its place: whose it is, in which epoch, where in its device's own chain, and how much of
 * the log its writer had verified.
 *
 *   place = conversation 16 • epoch u32 • epochId 16 • device 16 • counter u64 • prevOwn 32 • seenSeq u64 • seenHead 32 •
 *           time u48, numbers big-endian
 */
import { type Millis, millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  type EpochId,
  epochId,
  idBytes,
  idFromBytes,
  idToBytes,
} from '../protocol/ids.ts'
import type { HeaderReader, HeaderWriter } from './header-bytes.ts'

export const hashBytes = 32
/** What comes before the first of a chain. */
export const noHash: Uint8Array = new Uint8Array(hashBytes)

export interface EntryPlace {
  readonly conversation: ConversationId
  /** 0 is the first. */
  readonly epoch: number
  /** Of the epoch that the entry is written in; for an epoch entry that of the epoch before, zeros before the first. */
  readonly epochId: EpochId
  readonly device: DeviceId
  /** 0, 1, 2… per (device, conversation), over entries of all types. */
  readonly counter: number
  /** Id of the device's entry before this one; zeros before the first. */
  readonly prevOwn: Uint8Array
  /** A place of the log up to which the writer has verified it, and the head there. 0 and zeros: nothing yet. */
  readonly seenSeq: number
  readonly seenHead: Uint8Array
  /** By the writer's clock. */
  readonly time: Millis
}

/** What a decoded entry of any type has beside its fields. */
export interface SealedParts {
  /** SHA-256 over header and signature. */
  readonly id: Uint8Array
  /** The bytes that are signed, as they came. */
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

export type SealedFailure =
  | { readonly kind: 'too-long'; readonly bytes: number }
  | { readonly kind: 'malformed'; readonly what: string }
export type Decoded<Value> = Result<Value, SealedFailure>

export function writePlace(writer: HeaderWriter, place: EntryPlace): void {
  writer.bytes(idToBytes(place.conversation), idBytes)
  writer.uint(place.epoch, 4)
  writer.bytes(idToBytes(place.epochId), idBytes)
  writer.bytes(idToBytes(place.device), idBytes)
  writer.uint(place.counter, 8)
  writer.bytes(place.prevOwn, hashBytes)
  writer.uint(place.seenSeq, 8)
  writer.bytes(place.seenHead, hashBytes)
  writer.uint(place.time, 6)
}

export const readPlace = (reader: HeaderReader): EntryPlace => ({
  conversation: idFromBytes(conversationId, reader.bytes(idBytes)),
  epoch: reader.uint(4),
  epochId: idFromBytes(epochId, reader.bytes(idBytes)),
  device: idFromBytes(deviceId, reader.bytes(idBytes)),
  counter: reader.uint(8),
  prevOwn: reader.bytes(hashBytes),
  seenSeq: reader.uint(8),
  seenHead: reader.bytes(hashBytes),
  time: millis(reader.uint(6)),
})
