/**
 * What people do just now in a sealed conversation, sealed: never stored, at most once, lost without harm.
 *
 *   body = header 64 • signature 64 over tag and header and conversation and ciphertext • ciphertext (tag at the end)
 *   header = suite u8 (1) • type u8 (4) • epochId 16 • device 16 • time u48 • nonce 24
 *
 * The key is the device's for ephemerals in the epoch (key-schedule.ts); associated data is the conversation and the header. Signed,
 * for every member has every other's key. Padded as content is, so that writing and having stopped look the same.
 */
import { concatBytes } from '../base/bytes.ts'
import { type Millis, millis } from '../base/clock.ts'
import {
  type ConversationId,
  deviceId,
  type DeviceId,
  epochId,
  type EpochId,
  idBytes,
  idFromBytes,
  idToBytes,
} from '../protocol/ids.ts'
import { sealedSuite, signatureBytes } from '../protocol/sealed-layout.ts'
import { nonceBytes } from '../sealed/content-entry.ts'
import { createHeaderReader, createHeaderWriter } from '../sealed/header-bytes.ts'
import { signedText } from '../sealed/signed-text.ts'
import { pad, unpad } from './padded-text.ts'
import type { Primitives } from './primitives.ts'
import type { SealingKeys } from './seal-content.ts'

const type = 4
const timeBytes = 6
const headerBytes = 2 + 2 * idBytes + timeBytes + nonceBytes

export interface EphemeralPlace {
  readonly epochId: EpochId
  readonly device: DeviceId
  /** By the clock of its writer: one of a device that is not later than the last is a replay. */
  readonly time: Millis
}

export interface SealedEphemeral extends EphemeralPlace {
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly ciphertext: Uint8Array
}

export function sealEphemeral(
  primitives: Primitives,
  { signing, message }: SealingKeys,
  conversation: ConversationId,
  place: EphemeralPlace,
  body: Uint8Array,
): Uint8Array {
  const nonce = primitives.random(nonceBytes)
  const writer = createHeaderWriter(headerBytes)
  writer.uint(sealedSuite, 1)
  writer.uint(type, 1)
  writer.bytes(idToBytes(place.epochId), idBytes)
  writer.bytes(idToBytes(place.device), idBytes)
  writer.uint(place.time, timeBytes)
  writer.bytes(nonce, nonceBytes)
  const header = writer.finish()
  const ciphertext = primitives.xSeal(message, nonce, pad(body), associated(conversation, header))
  const signature = primitives.sign(signing, signed(conversation, header, ciphertext))
  return concatBytes(header, signature, ciphertext)
}

/** Undefined for anything else. Never throws. */
export function decodeSealedEphemeral(bytes: Uint8Array): SealedEphemeral | undefined {
  if (bytes.length <= headerBytes + signatureBytes) return undefined
  const header = bytes.slice(0, headerBytes)
  const reader = createHeaderReader(header)
  if (reader.uint(1) !== sealedSuite || reader.uint(1) !== type) return undefined
  return {
    epochId: idFromBytes(epochId, reader.bytes(idBytes)),
    device: idFromBytes(deviceId, reader.bytes(idBytes)),
    time: millis(reader.uint(timeBytes)),
    header,
    signature: bytes.slice(headerBytes, headerBytes + signatureBytes),
    ciphertext: bytes.slice(headerBytes + signatureBytes),
  }
}

/** Undefined for what another has made, or what was sealed for another conversation. */
export function openEphemeral(
  primitives: Primitives,
  { sign, message }: { readonly sign: Uint8Array; readonly message: Uint8Array },
  conversation: ConversationId,
  { header, signature, ciphertext }: SealedEphemeral,
): Uint8Array | undefined {
  if (!primitives.verify(sign, signed(conversation, header, ciphertext), signature)) return undefined
  const nonce = header.slice(headerBytes - nonceBytes)
  const plain = primitives.xOpen(message, nonce, ciphertext, associated(conversation, header))
  return plain && unpad(plain)
}

const associated = (conversation: ConversationId, header: Uint8Array): Uint8Array =>
  concatBytes(idToBytes(conversation), header)

const signed = (conversation: ConversationId, header: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  signedText('ephemeral', concatBytes(associated(conversation, header), ciphertext))
