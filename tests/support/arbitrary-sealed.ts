/** Sealed entries, device lists and leaves of the right form, with signatures of chance: for what only reads bytes. */
import * as fc from 'fast-check'
import { millis, type Millis } from '../../core/base/clock.ts'
import {
  conversationId,
  deviceId,
  epochId,
  type Id,
  idFromBytes,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { type ContentHeader, encodeContentHeader, joinSealed } from '../../core/sealed/content-entry.ts'
import type { EntryPlace } from '../../core/sealed/entry-place.ts'
import {
  type EpochBody,
  type EpochMember,
  encodeEpochBody,
  epochReasons,
} from '../../core/sealed/epoch-body.ts'
import { encodeEpochHeader, type EpochHeader } from '../../core/sealed/epoch-entry.ts'
import { encodeLeaveHeader } from '../../core/sealed/leave-entry.ts'
import { paddedLength } from '../../core/sealed/padding.ts'

export const anyBytesOf = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })
export const anyIdOf = <Minted extends Id>(kind: (text: string) => Minted): fc.Arbitrary<Minted> =>
  anyBytesOf(16).map((bytes) => idFromBytes(kind, bytes))
const anyMoment: fc.Arbitrary<Millis> = fc.nat({ max: 2 ** 48 - 1 }).map(millis)

const anyPlace: fc.Arbitrary<EntryPlace> = fc.record({
  conversation: anyIdOf(conversationId),
  epoch: fc.nat({ max: 2 ** 32 - 1 }),
  epochId: anyIdOf(epochId),
  device: anyIdOf(deviceId),
  counter: fc.maxSafeNat(),
  prevOwn: anyBytesOf(32),
  seenSeq: fc.maxSafeNat(),
  seenHead: anyBytesOf(32),
  time: anyMoment,
})

export interface Encoded<Fields> {
  readonly fields: Fields
  readonly bytes: Uint8Array
}

export const anyContent: fc.Arbitrary<Encoded<ContentHeader>> = fc
  .record({
    place: anyPlace,
    segment: fc.nat({ max: 0xffff }),
    nonce: anyBytesOf(24),
    signature: anyBytesOf(64),
    ciphertext: fc.nat({ max: 3_000 }).chain((length) => anyBytesOf(paddedLength(length) + 16)),
  })
  .map(({ place, segment, nonce, signature, ciphertext }) => {
    const fields = { ...place, segment, nonce, ctHash: sha256(ciphertext) }
    return { fields, bytes: joinSealed(encodeContentHeader(fields), signature, ciphertext) }
  })

const anyMember: fc.Arbitrary<EpochMember> = fc.record({
  user: anyIdOf(userId),
  version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  list: anyBytesOf(32),
  role: fc.constantFrom('admin' as const, 'member' as const),
  since: fc.maxSafeNat(),
  devices: fc.uniqueArray(anyIdOf(deviceId), { maxLength: 4 }).map((devices) => devices.toSorted()),
})

const byDevice = <Item extends { readonly device: string }>(item: fc.Arbitrary<Item>, minLength: number) =>
  fc
    .uniqueArray(item, { minLength, maxLength: 5, selector: ({ device }) => device })
    .map((items) => items.toSorted((left, right) => (left.device < right.device ? -1 : 1)))

const anyEpochBody: fc.Arbitrary<EpochBody> = fc.record({
  kind: fc.constantFrom('dm' as const, 'group' as const),
  workspace: anyIdOf(workspaceId),
  salt: anyBytesOf(16),
  reason: fc.constantFrom(...epochReasons),
  members: fc
    .uniqueArray(anyMember, { minLength: 1, maxLength: 4, selector: ({ user }) => user })
    .map((members) => members.toSorted((left, right) => (left.user < right.user ? -1 : 1))),
  marks: byDevice(
    fc.record({ device: anyIdOf(deviceId), counter: fc.maxSafeNat(), entryId: anyBytesOf(32) }),
    0,
  ),
  commit: anyBytesOf(32),
  leaf: fc.uint8Array({ maxLength: 256 }),
  wraps: byDevice(
    fc.record({
      device: anyIdOf(deviceId),
      generation: fc.maxSafeNat(),
      enc: anyBytesOf(32),
      sealed: anyBytesOf(48),
    }),
    1,
  ),
})

export const anyEpoch: fc.Arbitrary<Encoded<EpochHeader & { readonly body: EpochBody }>> = fc
  .record({ place: anyPlace, body: anyEpochBody, signature: anyBytesOf(64) })
  .map(({ place, body, signature }) => {
    const bodyBytes = encodeEpochBody(body)
    const fields = { ...place, bodyHash: sha256(bodyBytes) }
    return { fields: { ...fields, body }, bytes: joinSealed(encodeEpochHeader(fields), signature, bodyBytes) }
  })

export const anyLeave: fc.Arbitrary<Encoded<EntryPlace>> = fc
  .record({ place: anyPlace, signature: anyBytesOf(64) })
  .map(({ place, signature }) => ({
    fields: place,
    bytes: joinSealed(encodeLeaveHeader(place), signature, new Uint8Array()),
  }))
