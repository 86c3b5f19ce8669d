/**
 * An entry of a conversation's log, as bytes. The writer makes the bytes once; relay and readers hash, store and pass
 * on exactly these and never re-serialise them.
 *
 *   open entry = suite u8 (0) • kind u8 • conversation 16 • device 16 • user 16 • varUint segment • varUint counter • payload
 *   kind 1 content: payload = one Yjs V1 update, checked by conversation/validator.ts
 *   kind 2 claim:   payload = role u8 (0 own, 1 gateway) • varUint clientID; segment is 0
 *
 * EN1 decode(encode(e)) equals e. EN2 decode never throws. EN3 bytes after a claim are refused. EN4 an entry over
 * `maxEntryBytes` is refused before it is parsed. EN5 the id of an open entry is SHA-256 over all its bytes. EN6 counter is
 * 0, 1, 2… per (device, conversation): the relay acks a repeat of the same bytes with the seq it has, and refuses other
 * bytes under a used counter. EN7 a varUint longer than its shortest form is refused (one entry, one encoding).
 */
import { sha256 as portableSha256 } from '@noble/hashes/sha2.js'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fail, ok, type Result } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import { maxEntryBytes } from './limits.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  idBytes,
  idFromBytes,
  idToBytes,
  type UserId,
  userId,
} from './ids.ts'
import { readByte, readId, readVarUint } from './reader.ts'
import { namedPart, openSuite } from './sealed-layout.ts'

interface EntryHead {
  readonly conversation: ConversationId
  readonly device: DeviceId
  readonly user: UserId
  /** 0 is the first segment of a conversation. */
  readonly segment: number
  readonly counter: number
}

export interface ContentEntry extends EntryHead {
  readonly kind: 'content'
  readonly update: Uint8Array
}

/** Registers `client` as the clientID of this device's sub-logs; the first valid claim of a clientID wins. */
export interface ClaimEntry extends EntryHead {
  readonly kind: 'claim'
  readonly client: number
  /** A device of the relay itself that writes on behalf of users (import, bots). Never accepted from a socket. */
  readonly gateway: boolean
}

export type Entry = ContentEntry | ClaimEntry
export type EntryFailure =
  | { readonly kind: 'too-long'; readonly bytes: number }
  | { readonly kind: 'malformed'; readonly at: number }

const contentKind = 1
const claimKind = 2

export function encodeEntry(entry: Entry): Uint8Array<ArrayBuffer> {
  const output = encoding.createEncoder()
  encoding.writeUint8(output, openSuite)
  encoding.writeUint8(output, entry.kind === 'content' ? contentKind : claimKind)
  encoding.writeUint8Array(output, idToBytes(entry.conversation))
  encoding.writeUint8Array(output, idToBytes(entry.device))
  encoding.writeUint8Array(output, idToBytes(entry.user))
  encoding.writeVarUint(output, entry.segment)
  encoding.writeVarUint(output, entry.counter)
  if (entry.kind === 'content') encoding.writeUint8Array(output, entry.update)
  else {
    encoding.writeUint8(output, entry.gateway ? 1 : 0)
    encoding.writeVarUint(output, entry.client)
  }
  return encoding.toUint8Array(output)
}

export function decodeEntry(bytes: Uint8Array): Result<Entry, EntryFailure> {
  if (bytes.length > maxEntryBytes) return fail({ kind: 'too-long', bytes: bytes.length })
  const input = decoding.createDecoder(bytes)
  try {
    const entry = readEntry(input)
    return entry === undefined ? fail({ kind: 'malformed', at: input.pos }) : ok(entry)
  } catch {
    return fail({ kind: 'malformed', at: input.pos })
  }
}

function readEntry(input: decoding.Decoder): Entry | undefined {
  if (readByte(input) !== openSuite) return undefined
  const kind = readByte(input)
  const head: EntryHead = {
    conversation: readId(input, conversationId),
    device: readId(input, deviceId),
    user: readId(input, userId),
    segment: readVarUint(input),
    counter: readVarUint(input),
  }
  if (kind === contentKind) return { kind: 'content', ...head, update: decoding.readTailAsUint8Array(input) }
  if (kind !== claimKind || head.segment !== 0) return undefined
  const role = readByte(input)
  const client = readVarUint(input)
  if (role > 1 || decoding.hasContent(input)) return undefined
  return { kind: 'claim', ...head, client, gateway: role === 1 }
}

/** Which conversation an open entry is for, without reading the rest of it; undefined for what is none. */
export function conversationOf(entry: Uint8Array): ConversationId | undefined {
  const [suite, at] = [entry[0], 2]
  if (suite !== openSuite || entry.length < at + idBytes) return undefined
  return idFromBytes(conversationId, entry.subarray(at, at + idBytes))
}

/** The id of an entry, open or sealed: SHA-256 over all bytes of an open one, over header and signature of a sealed one. */
export const entryIdOf = (entry: Uint8Array, sha256: Sha256 = portableSha256): Uint8Array =>
  sha256(namedPart(entry))
