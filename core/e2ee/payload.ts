/**
 * What is inside a content entry. Canonical CBOR:
 *
 *   {k 'content', s segment, c local counter, u update, l: [version, hash], p: [[user, version, hash]…], r? seq}
 *   {k 'claim', s 0, c local counter, client, l, p, r? seq}
 *
 * `l` is the writer's own device list, `p` those of the others that changed since it last told: so that a relay which shows
 * people different lists is found out by the people talking. `r` is how far in the log the person has read; it is left out where there is
 * nothing new to say of it, nor of how far the header says that the device has the log: that counts only beside it. An empty update says only what stands beside it: a checkpoint, whose counter counts for nothing.
 */
import { idBytes, idFromBytes, idToBytes, type UserId, userId } from '../protocol/ids.ts'
import { encodeCanonical, isAscending } from '../sealed/canonical.ts'
import { hashBytes } from '../sealed/entry-place.ts'
import { maxMembers, maxSealedBytes } from '../sealed/limits.ts'
import { type CanonicalReader, createCanonicalReader, NotCanonical } from './canonical-reader.ts'

const maxSegment = 0xfffe

export interface ListHead {
  readonly version: number
  readonly hash: Uint8Array
}
export interface PeerHead extends ListHead {
  readonly user: UserId
}

interface PayloadHead {
  /** Counts the device's open-form entries of the conversation; a sealed entry made again keeps it. */
  readonly counter: number
  readonly ownList: ListHead
  /** Ascending by user. */
  readonly peers: ReadonlyArray<PeerHead>
  /** How far in the log the person who writes has read. */
  readonly read?: number
}
export interface ContentPayload extends PayloadHead {
  readonly kind: 'content'
  readonly segment: number
  readonly update: Uint8Array
}
export interface ClaimPayload extends PayloadHead {
  readonly kind: 'claim'
  readonly client: number
}
export type Payload = ContentPayload | ClaimPayload

/** It holds nothing of the conversation: its header vouches for the log, and it tells of lists, and of reading. */
export const isCheckpoint = (payload: Payload): boolean =>
  payload.kind === 'content' && payload.update.length === 0

export function encodePayload(payload: Payload): Uint8Array<ArrayBuffer> {
  const { counter: c, ownList, peers, read } = payload
  const l = [ownList.version, ownList.hash]
  const p = peers.map(({ user, version, hash }) => [idToBytes(user), version, hash])
  const r = read === undefined ? {} : { r: read }
  return encodeCanonical(
    payload.kind === 'content'
      ? { k: 'content', s: payload.segment, c, u: payload.update, l, p, ...r }
      : { k: 'claim', s: 0, c, client: payload.client, l, p, ...r },
  )
}

/** Undefined for whatever is not the one encoding of a payload. Never throws. */
export function decodePayload(bytes: Uint8Array): Payload | undefined {
  if (bytes.length > maxSealedBytes) return undefined
  const reader = createCanonicalReader(bytes)
  try {
    const payload = readPayload(reader)
    reader.end()
    return payload
  } catch (error) {
    if (error instanceof NotCanonical) return undefined
    throw error
  }
}

/** Keys in the order that canonical CBOR gives them; all are ASCII. */
function readPayload(reader: CanonicalReader): Payload {
  const fields = reader.map()
  must(fields === 6 || fields === 7)
  const key = (name: string): void => must(reader.text(name.length) === name)
  key('c')
  const counter = reader.uint()
  key('k')
  const kind = reader.text('content'.length)
  key('l')
  must(reader.array() === 2)
  const ownList = { version: reader.uint(), hash: reader.bytes(hashBytes) }
  key('p')
  const peers = readPeers(reader)
  const head: PayloadHead = { counter, ownList, peers, ...(fields === 7 && { read: readMark(reader) }) }
  key('s')
  const segment = reader.uint()
  if (kind === 'content') {
    must(segment <= maxSegment)
    key('u')
    return { kind, ...head, segment, update: reader.bytes() }
  }
  must(kind === 'claim' && segment === 0)
  key('client')
  return { kind: 'claim', counter, ownList, peers, client: reader.uint() }
}

function readMark(reader: CanonicalReader): number {
  must(reader.text(1) === 'r')
  return reader.uint()
}

function readPeers(reader: CanonicalReader): ReadonlyArray<PeerHead> {
  const count = reader.array()
  must(count <= maxMembers)
  const peers = Array.from({ length: count }, (): PeerHead => {
    must(reader.array() === 3)
    const user = idFromBytes(userId, reader.bytes(idBytes))
    return { user, version: reader.uint(), hash: reader.bytes(hashBytes) }
  })
  must(isAscending(peers.map(({ user }) => user)))
  return peers
}

function must(holds: boolean): void {
  if (!holds) throw new NotCanonical()
}
