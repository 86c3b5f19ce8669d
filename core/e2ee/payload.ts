/**
 * What is inside a content entry. Canonical CBOR:
 *
 *   {k 'content', s segment, c local counter, u update, l: [version, hash], p: [[user, version, hash]…]}
 *   {k 'claim', s 0, c local counter, client, l, p}
 *
 * `l` is the writer's own device list, `p` those of the others that changed since it last told: so that a relay which shows
 * people different lists is found out by the people talking. An empty update says only that: a checkpoint.
 */
import * as v from 'valibot'
import { idToBytes, type UserId, userId } from '../protocol/ids.ts'
import {
  anyBytes,
  bytesOf,
  decodeCanonical,
  encodeCanonical,
  idOf,
  isAscending,
  uint,
} from '../sealed/canonical.ts'
import { hashBytes } from '../sealed/entry-place.ts'
import { maxMembers, maxSealedBytes } from '../sealed/limits.ts'

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

/** It holds nothing: its header vouches for the log, and it tells of lists. */
export const isCheckpoint = (payload: Payload): boolean =>
  payload.kind === 'content' && payload.update.length === 0

const listHead = v.strictTuple([uint, bytesOf(hashBytes)])
const peerHead = v.strictTuple([idOf(userId), uint, bytesOf(hashBytes)])
const head = {
  c: uint,
  l: listHead,
  p: v.pipe(
    v.array(peerHead),
    v.maxLength(maxMembers),
    v.check((peers) => isAscending(peers.map(([user]) => user))),
  ),
}
const schema = v.variant('k', [
  v.strictObject({ k: v.literal('content'), s: v.pipe(uint, v.maxValue(0xfffe)), u: anyBytes, ...head }),
  v.strictObject({ k: v.literal('claim'), s: v.literal(0), client: uint, ...head }),
])

export function encodePayload(payload: Payload): Uint8Array<ArrayBuffer> {
  const { counter: c, ownList, peers } = payload
  const l = [ownList.version, ownList.hash]
  const p = peers.map(({ user, version, hash }) => [idToBytes(user), version, hash])
  return encodeCanonical(
    payload.kind === 'content'
      ? { k: 'content', s: payload.segment, c, u: payload.update, l, p }
      : { k: 'claim', s: 0, c, client: payload.client, l, p },
  )
}

/** Undefined for whatever is not the one encoding of a payload. Never throws. */
export function decodePayload(bytes: Uint8Array): Payload | undefined {
  const read = decodeCanonical(schema, bytes, maxSealedBytes)
  if (read === undefined) return undefined
  const common: PayloadHead = {
    counter: read.c,
    ownList: { version: read.l[0], hash: read.l[1] },
    peers: read.p.map(([user, version, hash]) => ({ user, version, hash })),
  }
  return read.k === 'content'
    ? { kind: 'content', ...common, segment: read.s, update: read.u }
    : { kind: 'claim', ...common, client: read.client }
}
