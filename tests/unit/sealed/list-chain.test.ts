import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { DeviceList } from '../../../core/sealed/device-list.ts'
import { advanceList, type ListPin, readPin } from '../../../core/sealed/list-chain.ts'
import {
  listOf,
  makeDevice,
  makePerson,
  nextList,
  seededPrimitives,
  signList,
} from '../../support/sealed-people.ts'

const primitives = seededPrimitives(5)
const person = makePerson(primitives, 1)
const [laptop, phone, tablet] = [makeDevice(primitives), makeDevice(primitives), makeDevice(primitives)]
const first = listOf(primitives, person, [laptop])
const v1 = signList(primitives, person.identity, first)
const after = (
  before: DeviceList,
  bytes: Uint8Array,
  changes: Partial<DeviceList>,
  by = person,
): readonly [DeviceList, Uint8Array] => {
  const list = nextList(before, bytes, changes)
  return [list, signList(primitives, by.identity, list)]
}
const devices = (...all: ReadonlyArray<typeof laptop>): DeviceList['devices'] =>
  listOf(primitives, person, all).devices
const [second, v2] = after(first, v1, { devices: devices(laptop, phone) })
const [, v3] = after(second, v2, { devices: devices(laptop), revoked: [phone.id] })

const advance = (
  pinned: ListPin | undefined,
  ...chain: ReadonlyArray<Uint8Array>
): ReturnType<typeof advanceList> => advanceList(person.user, pinned, chain, primitives)
const pin = (bytes: Uint8Array): ListPin => {
  const read = readPin(bytes, primitives)
  if (read === undefined) throw new Error('a list')
  return read
}
const refused = (failure: object): object => ({ ok: false, failure })

test('[DL10] from the first list, from a pin, and from the pin itself: the newest is pinned, and what was new is told', () => {
  expect(orThrow(advance(undefined, v1, v2, v3))).toEqual({
    pin: pin(v3),
    steps: [pin(v1), pin(v2), pin(v3)],
    keyChange: false,
  })
  expect(orThrow(advance(pin(v1), v2, v3))).toEqual({
    pin: pin(v3),
    steps: [pin(v2), pin(v3)],
    keyChange: false,
  })
  expect(orThrow(advance(pin(v2), v2, v3)).steps).toEqual([pin(v3)])
  expect(orThrow(advance(pin(v2), v2))).toEqual({ pin: pin(v2), steps: [], keyChange: false })
  expect(orThrow(advance(pin(v2)))).toEqual({ pin: pin(v2), steps: [], keyChange: false })
})

test('[DL10] of whom nothing is known, nothing is pinned without a list', () => {
  expect(advance(undefined)).toEqual(refused({ kind: 'no-list' }))
  expect(advance(undefined, v2.subarray(1))).toEqual(refused({ kind: 'no-list' }))
  const other = makePerson(primitives, 2)
  expect(
    advance(undefined, signList(primitives, other.identity, listOf(primitives, other, [tablet]))),
  ).toEqual(refused({ kind: 'no-list' }))
})

test('[DL11] an older list than the pinned one is never taken', () => {
  expect(advance(pin(v3), v2)).toEqual(refused({ kind: 'rolled-back' }))
  expect(advance(pin(v3), v1, v2, v3)).toEqual(refused({ kind: 'rolled-back' }))
})

test('[DL12] two lists of one version are two faces', () => {
  const [, other] = after(second, v2, { devices: devices(laptop, phone, tablet) })
  expect(advance(pin(v3), other)).toEqual(refused({ kind: 'forked', version: 3 }))
  expect(advance(pin(v1), v2, v3, other)).toEqual(refused({ kind: 'forked', version: 3 }))
})

test('[DL13] each list names the one before it, and none is missing', () => {
  expect(advance(pin(v1), v3)).toEqual(refused({ kind: 'gap', after: 1 }))
  expect(advance(undefined, v1, v3)).toEqual(refused({ kind: 'gap', after: 1 }))
  const [, elsewhere] = after(second, v1, {})
  expect(advance(pin(v2), elsewhere)).toEqual(refused({ kind: 'broken', version: 3, rule: 'prev' }))
})

test('[DL14] another identity is a key change, and only where it says so itself', () => {
  const stolen = { ...makePerson(primitives, 3), user: person.user }
  const theirs = (reset: boolean): Uint8Array =>
    after(
      second,
      v2,
      {
        ...listOf(primitives, stolen, [tablet]),
        version: 3,
        prev: pin(v2).hash,
        reset,
        revoked: [laptop.id, phone.id].toSorted(),
      },
      stolen,
    )[1]
  expect(advance(pin(v2), theirs(false))).toEqual(refused({ kind: 'broken', version: 3, rule: 'identity' }))
  expect(orThrow(advance(pin(v2), theirs(true)))).toMatchObject({ keyChange: true, pin: pin(theirs(true)) })
  const [, same] = after(second, v2, { reset: true })
  expect(advance(pin(v2), same)).toEqual(refused({ kind: 'broken', version: 3, rule: 'identity' }))
})

test('[DL15] a device is listed or revoked, and a revoked one never comes back', () => {
  const [, vanished] = after(second, v2, { devices: devices(laptop) })
  expect(advance(pin(v2), vanished)).toEqual(refused({ kind: 'broken', version: 3, rule: 'devices' }))
  const [, back] = after(pin(v3).list, v3, { devices: devices(laptop, phone), revoked: [] })
  expect(advance(pin(v3), back)).toEqual(refused({ kind: 'broken', version: 4, rule: 'devices' }))
})
