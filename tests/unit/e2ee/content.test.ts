import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { messageKey } from '../../../core/e2ee/key-schedule.ts'
import { openContent } from '../../../core/e2ee/open-content.ts'
import { pad, unpad } from '../../../core/e2ee/padded-text.ts'
import { decodePayload, encodePayload, type Payload } from '../../../core/e2ee/payload.ts'
import { sealContent, signEntry } from '../../../core/e2ee/seal-content.ts'
import { epochId, userId } from '../../../core/protocol/ids.ts'
import {
  contentAssociated,
  encodeContentHeader,
  joinSealed,
  type SealedContent,
} from '../../../core/sealed/content-entry.ts'
import { noHash } from '../../../core/sealed/entry-place.ts'
import { maxSealedBytes } from '../../../core/sealed/limits.ts'
import { paddedLength } from '../../../core/sealed/padding.ts'
import { decodeSealed } from '../../../core/sealed/sealed-entry.ts'
import { anyBytesOf, anyIdOf } from '../../support/arbitrary-sealed.ts'
import { anyMutated } from '../../support/mutated.ts'
import { deviceOf } from '../../support/sealed-log-world.ts'
import { dmWorld } from '../../support/sealed-conversations.ts'
import { emptied, makeContent, placeOf, somePayload } from '../../support/sealed-entries.ts'

const { world, anna, ben } = dmWorld()
const { primitives } = world
const device = deviceOf(anna)
const epoch = world.log.epoch
if (epoch === undefined) throw new Error('an epoch')
const epochKey = world.keys.get(epoch.id) ?? noHash
const message = messageKey(primitives, epochKey, epoch.id, device.id)

const entryOf = (bytes: Uint8Array): SealedContent => {
  const entry = orThrow(decodeSealed(bytes))
  if (entry.kind !== 'content') throw new Error('content')
  return entry
}
const open = (bytes: Uint8Array, key = message): ReturnType<typeof openContent> =>
  openContent(primitives, key, entryOf(bytes))
const failed = (kind: string): object => ({ ok: false, failure: { kind } })

const anyHead = { version: fc.maxSafeNat(), hash: anyBytesOf(32) }
const common = {
  counter: fc.maxSafeNat(),
  ownList: fc.record(anyHead),
  peers: fc
    .uniqueArray(fc.record({ user: anyIdOf(userId), ...anyHead }), {
      maxLength: 3,
      selector: ({ user }) => user,
    })
    .map((peers) => peers.toSorted((left, right) => (left.user < right.user ? -1 : 1))),
}
const anyPayload: fc.Arbitrary<Payload> = fc.oneof(
  fc.record({
    kind: fc.constant('content' as const),
    segment: fc.nat({ max: 0xfffe }),
    update: fc.uint8Array({ maxLength: 2_000 }),
    ...common,
  }),
  fc.record({ kind: fc.constant('claim' as const), client: fc.maxSafeNat(), ...common }),
)

test('[CE1] what is sealed is opened as it was, by whoever has the epoch’s key', () => {
  fc.assert(
    fc.property(anyPayload, (payload) => {
      const bytes = makeContent(world, device, {}, payload)
      expect(open(bytes)).toEqual({ ok: true, value: payload })
      expect(entryOf(bytes).segment).toBe(payload.kind === 'claim' ? 0xffff : payload.segment)
    }),
  )
})

test('[CE2] a payload has one encoding, and no bytes make its reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 200 }), anyMutated(anyPayload.map(encodePayload))),
      (bytes) => {
        const read = decodePayload(bytes)
        if (read !== undefined) expect(encodePayload(read)).toEqual(bytes)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('[CE3] padding is taken off as it was put on, and no other padding is taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.nat(), (text, place) => {
      const padded = pad(text)
      expect(unpad(padded)).toEqual(text)
      expect(unpad(Uint8Array.of(...padded, 0))).toBeUndefined()
      if (padded.length === text.length + 4) return
      const spoilt = padded.slice()
      spoilt[text.length + 4 + (place % (padded.length - text.length - 4))] = 1
      expect(unpad(spoilt)).toBeUndefined()
    }),
  )
  for (const short of [0, 3, 4]) expect(unpad(new Uint8Array(short))).toBeUndefined()
  expect(unpad(new Uint8Array(256).fill(255))).toBeUndefined()
})

test('[CE4] each device seals with a key of its own, in each epoch', () => {
  const bytes = makeContent(world, device)
  expect(open(bytes, messageKey(primitives, epochKey, epoch.id, deviceOf(ben).id))).toEqual(failed('key'))
  expect(open(bytes, messageKey(primitives, epochKey, epochId('11'.repeat(16)), device.id))).toEqual(
    failed('key'),
  )
  expect(open(bytes, messageKey(primitives, primitives.random(32), epoch.id, device.id))).toEqual(
    failed('key'),
  )
})

/** An entry with this text inside, sealed and signed as it should be. */
function sealText(plain: Uint8Array, segment = 0): Uint8Array {
  const fields = { ...placeOf(world, device.id), segment, nonce: primitives.random(24), ctHash: noHash }
  const associated = contentAssociated(encodeContentHeader(fields))
  const ciphertext = primitives.xSeal(message, fields.nonce, plain, associated)
  const header = encodeContentHeader({ ...fields, ctHash: primitives.sha256(ciphertext) })
  return joinSealed(header, signEntry(primitives, device.key, header), ciphertext)
}

test('[CE5] an entry that opens and does not hold what it should is skipped', () => {
  expect(open(sealText(pad(encodePayload(somePayload))))).toMatchObject({ ok: true })
  expect(open(sealText(new Uint8Array(256).fill(1)))).toEqual(failed('padding'))
  expect(open(sealText(pad(Uint8Array.of(1, 2, 3))))).toEqual(failed('payload'))
  expect(open(sealText(pad(encodePayload(somePayload)), 1))).toEqual(failed('segment'))
  expect(open(sealText(pad(encodePayload(somePayload)), 0xffff))).toEqual(failed('segment'))
})

test('[CE6] a ciphertext is bound to its header: under another it does not open', () => {
  const entry = entryOf(makeContent(world, device))
  for (const change of [
    { counter: 5 },
    { segment: 1 },
    { time: placeOf(world, device.id).time },
    { device: deviceOf(ben).id },
  ]) {
    const header = encodeContentHeader({ ...entry, ...change })
    const moved = joinSealed(header, signEntry(primitives, device.key, header), entry.ciphertext ?? noHash)
    expect(open(moved).ok).toBe('time' in change)
  }
})

test('[CE7] an entry whose ciphertext was given up says that', () => {
  expect(open(emptied(makeContent(world, device)))).toEqual(failed('erased'))
})

test('[CE8] what does not fit into an entry is not sealed; what just fits is', () => {
  const sealed = (length: number): ReturnType<typeof sealContent> =>
    sealContent(primitives, { signing: device.key, message }, placeOf(world, device.id), {
      ...somePayload,
      update: new Uint8Array(length),
    } as Payload)
  expect(sealed(maxSealedBytes)).toMatchObject({ ok: false, failure: { kind: 'too-long' } })
  const most = 258_048 - 4 - encodePayload({ ...somePayload, update: new Uint8Array(70_000) }).length + 70_000
  expect(orThrow(sealed(most)).length).toBeLessThanOrEqual(maxSealedBytes)
  expect(sealed(most + 1)).toMatchObject({ ok: false })
})

test('[CE9] sealing adds 278 bytes and the padding: to an update of 300 bytes no more than 400', () => {
  const payload = { ...somePayload, update: new Uint8Array(300) }
  const text = encodePayload(payload)
  expect(text.length - 300).toBeLessThan(100)
  const sealed = makeContent(world, device, {}, payload)
  expect(sealed.length).toBe(278 + paddedLength(4 + text.length))
  expect(sealed.length - 300).toBeLessThanOrEqual(400)
})
