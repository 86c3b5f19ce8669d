import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import {
  type DeviceList,
  deviceIdOf,
  encodeListBody,
  joinList,
  readList,
} from '../../../core/sealed/device-list.ts'
import { isLeafGood, type LeafRecord, readLeaf } from '../../../core/sealed/leaf-record.ts'
import { maxLeafLifeMs, maxListLifeMs, maxRevoked } from '../../../core/sealed/limits.ts'
import { anyMutated } from '../../support/mutated.ts'
import {
  listDevice,
  listOf,
  makeDevice,
  makePerson,
  seededPrimitives,
  signLeaf,
  signList,
  someday,
  sortDevices,
} from '../../support/sealed-people.ts'
import { anyBytes } from '../protocol/arbitraries.ts'

const primitives = seededPrimitives(1)
const person = makePerson(primitives, 1)
const [laptop, phone] = [makeDevice(primitives), makeDevice(primitives)]
const fields = listOf(primitives, person, [laptop, phone])
const bytes = signList(primitives, person.identity, fields)
const read = (list: Uint8Array): DeviceList | undefined => readList(list, primitives)
const signed = (changes: Partial<DeviceList>): DeviceList | undefined =>
  read(signList(primitives, person.identity, { ...fields, ...changes }))

test('[DL1] what is signed is read back as it was', () => {
  expect(read(bytes)).toEqual(fields)
})

test('[DL16] a device that came by a backup or with a recovery code says so, and can say nothing else there', () => {
  const [first, ...others] = fields.devices
  if (first === undefined) throw new Error('no device')
  const restored = signed({ devices: [{ ...first, restored: true }, ...others] })
  expect(restored?.devices.map((device) => device.restored)).toEqual([true, undefined])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what no list may say
  expect(signed({ devices: [{ ...first, restored: false } as never, ...others] })).toBeUndefined()
})

test('[DL2] no bytes make the reader throw, and no mutated list is read', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes(0, 300), anyMutated(fc.constant(bytes))), (other) => {
      if (Buffer.compare(other, bytes) !== 0) expect(read(other)).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
})

test('[DL3] a list that another key signed is refused', () => {
  expect(read(signList(primitives, makePerson(primitives, 2).identity, fields))).toBeUndefined()
})

test('[DL3] a signature for another use is refused', () => {
  const body = encodeListBody(fields)
  expect(read(joinList(body, primitives.sign(person.identity, body)))).toBeUndefined()
})

test('[DL4] a device that did not sign for this user and identity is refused', () => {
  const tablet = makeDevice(primitives)
  const other = makePerson(primitives, 3)
  for (const stolen of [
    { ...listDevice(primitives, other, tablet) },
    { ...listDevice(primitives, { ...other, user: person.user }, tablet) },
    { ...listDevice(primitives, person, tablet), added: millis(someday + 1) },
    { ...listDevice(primitives, person, tablet), proof: new Uint8Array(64) },
  ])
    expect(signed({ devices: sortDevices([...fields.devices, stolen]) })).toBeUndefined()
  const added = listDevice(primitives, person, tablet)
  expect(signed({ devices: sortDevices([...fields.devices, added]) })).toBeDefined()
})

test('[DL5] keys that are no canonical point of prime order are refused, whatever a verifier says of their signatures', () => {
  const lenient = { isSound: primitives.isSound, verify: () => true }
  const unsound = [
    '0100000000000000000000000000000000000000000000000000000000000000', // the neutral point
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', // order 2
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', // order 8
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', // not canonical
  ].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')))
  for (const key of unsound) {
    const identity = signList(primitives, person.identity, { ...fields, identity: key })
    expect(readList(identity, lenient)).toBeUndefined()
    const device = { ...listDevice(primitives, person, laptop), sign: key }
    const list = signList(primitives, person.identity, { ...fields, devices: [device] })
    expect(readList(list, lenient)).toBeUndefined()
  }
  expect(readList(bytes, lenient)).toBeDefined()
})

test('[DL6] a list without a primary device, or with a revoked one, is refused', () => {
  const linked = listDevice(primitives, person, phone, 'linked')
  expect(signed({ devices: [linked] })).toBeUndefined()
  expect(signed({ devices: sortDevices([linked, listDevice(primitives, person, laptop)]) })).toBeDefined()
  expect(signed({ devices: [] })).toBeUndefined()
  expect(signed({ revoked: [laptop.id] })).toBeUndefined()
  expect(signed({ devices: [listDevice(primitives, person, laptop)], revoked: [phone.id] })).toBeDefined()
})

test('[DL6] devices and revoked ones stand in order, none twice, and not too many', () => {
  const [first, second] = [...fields.devices]
  if (first === undefined || second === undefined) throw new Error('two devices')
  expect(signed({ devices: [second, first] })).toBeUndefined()
  expect(signed({ devices: [first, first] })).toBeUndefined()
  const ids = Array.from({ length: maxRevoked + 1 }, (_, index) =>
    deviceId(index.toString(16).padStart(32, '0')),
  )
  expect(signed({ revoked: ids })).toBeUndefined()
  expect(signed({ revoked: ids.slice(1) })).toBeDefined()
  expect(signed({ revoked: ids.slice(1, 3).toReversed() })).toBeUndefined()
  const many = Array.from({ length: 17 }, () => listDevice(primitives, person, makeDevice(primitives)))
  expect(signed({ devices: sortDevices(many) })).toBeUndefined()
  expect(signed({ devices: sortDevices(many.slice(1)) })).toBeDefined()
})

test('[DL6] the name of a device has 64 bytes at most', () => {
  const named = (name: string): DeviceList | undefined =>
    signed({ devices: [{ ...listDevice(primitives, person, laptop), name }] })
  expect(named('é'.repeat(32))?.devices[0]?.name).toBe('é'.repeat(32))
  expect(named('é'.repeat(32) + 'e')).toBeUndefined()
})

test('[DL7] a list is fresh for 30 days at most', () => {
  expect(signed({ expires: millis(someday + maxListLifeMs + 1) })).toBeUndefined()
  expect(signed({ expires: someday })).toBeUndefined()
})

test('[DL8] version 1 has nothing before it and resets nothing; every other has', () => {
  const prev = new Uint8Array(32).fill(7)
  expect(signed({ version: 1, prev })).toBeUndefined()
  expect(signed({ version: 2 })).toBeUndefined()
  expect(signed({ version: 1, reset: true })).toBeUndefined()
  expect(signed({ version: 2, prev })).toBeDefined()
})

const leaf = (changes: Partial<LeafRecord>, by = laptop): LeafRecord | undefined =>
  readLeaf(signLeaf(primitives, by.key, { ...laptop.leaf, ...changes }), laptop.key.publicKey, primitives)

test('[DL20] a leaf is read back as its device signed it', () => {
  expect(leaf({})).toEqual(laptop.leaf)
})

test('[DL20] a leaf that another device signed, or of another device, is refused', () => {
  expect(leaf({}, phone)).toBeUndefined()
  expect(leaf({ device: phone.id })).toBeUndefined()
  expect(readLeaf(laptop.leafBytes, phone.key.publicKey, primitives)).toBeUndefined()
  expect(deviceIdOf(laptop.key.publicKey)).toBe(laptop.id)
})

test('[DL20] no bytes make the reader of leaves throw, and no mutated leaf is read', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes(0, 200), anyMutated(fc.constant(laptop.leafBytes))), (other) => {
      if (Buffer.compare(other, laptop.leafBytes) !== 0)
        expect(readLeaf(other, laptop.key.publicKey, primitives)).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
})

test('[DL21] a leaf is good for 30 days at most, from its first moment to before its last', () => {
  expect(leaf({ until: millis(someday + maxLeafLifeMs + 1) })).toBeUndefined()
  expect(leaf({ until: someday })).toBeUndefined()
  expect(isLeafGood(laptop.leaf, millis(someday - 1))).toBe(false)
  expect(isLeafGood(laptop.leaf, someday)).toBe(true)
  expect(isLeafGood(laptop.leaf, millis(laptop.leaf.until - 1))).toBe(true)
  expect(isLeafGood(laptop.leaf, laptop.leaf.until)).toBe(false)
})
