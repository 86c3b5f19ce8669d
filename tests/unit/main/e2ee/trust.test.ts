import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { UserId } from '../../../../core/protocol/ids.ts'
import { listHash } from '../../../../core/sealed/device-list.ts'
import {
  compareWith,
  dismissChange,
  numberWith,
  takeUnverified,
  verify,
} from '../../../../main/e2ee/compare-keys.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { openOthers, sealOwn } from '../../../../main/e2ee/ephemerals.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { text } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
const trustIn = ({ service }: SealedDevice, conversation: Parameters<typeof conversationTrust>[1]) =>
  conversationTrust(service.core, conversation)
const kindOf = (device: SealedDevice, conversation: Parameters<typeof conversationTrust>[1], user: UserId) =>
  trustIn(device, conversation).readers.find((reader) => reader.user === user)?.verification

describe('who can read', () => {
  test('[TR7] [TR8] its members and their devices, this person first', async () => {
    const { one, dm } = await twoInDm()
    expect(trustIn(one, dm)).toMatchObject({
      readers: [
        {
          user: ada,
          verification: { kind: 'self' },
          admin: true,
          since: undefined,
          devices: [{ name: 'Laptop' }],
        },
        { user: bob, verification: { kind: 'unverified' }, since: undefined, devices: [{ name: 'Laptop' }] },
      ],
      events: [],
      reading: { kind: 'readable' },
    })
  })

  test('[TR7] of a conversation that has not reached the relay those who are planned', async () => {
    const { addDevice } = await createSealedWorld()
    const [one] = [await addDevice(ada), await addDevice(bob)]
    orThrow(await one.service.people.refresh([bob]))
    const dm = await one.beginDm(bob)
    expect(trustIn(one, dm).readers.map(({ user }) => user)).toEqual([ada, bob])
  })

  test('[TR9] the log is checked up to where another device has seen it', async () => {
    const { one, two, dm, world } = await twoInDm()
    expect(trustIn(one, dm).checkedUpTo).toBeUndefined()
    const at = world.relay.logs.get(dm)?.entries.at(-1)?.time
    world.clock.advance(60_000)
    await two.write(dm, two.entry(dm, text('seen')))
    orThrow(await one.read(dm))
    expect(at).toBeDefined()
    expect(trustIn(one, dm).checkedUpTo).toBe(at)
  })

  test('[TR8] [TR10] [TR12] people who come, become admin, go and leave are told, in order', async () => {
    const { addDevice, clock } = await createSealedWorld()
    const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
    const group = await one.beginGroup(bob)
    await one.write(group, one.entry(group, text('begun')))
    clock.advance(1_000)
    const cameAt = clock.now()
    orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
    await one.write(group)
    clock.advance(1_000)
    orThrow(await one.service.plan(group, { kind: 'role', user: eve, role: 'admin', isUrgent: true }))
    await one.write(group)
    orThrow(await two.read(group))
    clock.advance(1_000)
    orThrow(await two.service.plan(group, { kind: 'leave', isUrgent: true }))
    await two.write(group)
    orThrow(await three.read(group))
    expect(trustIn(three, group).readers.map(({ user, since }) => [user, since])).toEqual([
      [eve, cameAt],
      [ada, undefined],
    ])
    expect(trustIn(three, group).reading).toEqual({ kind: 'before-joined', joined: cameAt })
    expect(trustIn(three, group).events.map(({ kind, user }) => [kind, user])).toEqual([
      ['added', eve],
      ['made-admin', eve],
      ['left', bob],
    ])
    orThrow(await three.service.plan(group, { kind: 'remove', users: [ada], isUrgent: true }))
    await three.write(group)
    await three.write(group)
    expect(trustIn(three, group).events.at(-1)).toMatchObject({ kind: 'removed', user: ada, by: eve })
  })

  test('[TR11] devices that come are told, from when the person is in', async () => {
    const { world, one, two, dm } = await twoInDm()
    const phone = await world.addDevice(bob, 'Phone')
    world.clock.advance(1_000)
    const listed = await two.service.own.changeList(({ devices, identity }) => ({
      devices: [...devices, phone.service.own.listed(identity, 'linked', world.clock.now())],
    }))
    orThrow(listed)
    await one.service.keysChanged([{ user: bob, version: 2 }])
    expect(trustIn(one, dm).events).toMatchObject([{ kind: 'device-added', user: bob, device: 'Phone' }])
    expect(trustIn(phone, dm).reading).toEqual({ kind: 'not-linked' })
  })

  test('[TR16] somebody whose list changed more often than one answer of the relay holds can be written to', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    for (let version = 2; version <= 70; version++) orThrow(await two.service.own.changeList(() => ({})))
    orThrow(await one.service.people.refresh([bob]))
    const dm = await one.beginDm(bob)
    expect(await one.write(dm, one.entry(dm, text('found you')))).toBe('sealed')
    orThrow(await two.read(dm))
    expect(trustIn(two, dm).reading).toEqual({ kind: 'readable' })
    expect(one.forked, 'nor is anything said to be wrong').toEqual([])
  })

  test('[TR6] [TR12] a list that others tell of and the relay keeps back is missed, and found again', async () => {
    const { world, one, two, dm } = await twoInDm()
    const phone = await world.addDevice(bob, 'Phone')
    orThrow(
      await two.service.own.changeList(({ devices, identity }) => ({
        devices: [...devices, phone.service.own.listed(identity, 'linked', world.clock.now())],
      })),
    )
    const kept = world.relay.lists.get(bob) ?? []
    const newest = kept.pop()
    expect(newest).toBeDefined()
    if (newest === undefined) return
    one.service.people.heard(bob, 2, listHash(newest))
    await expect.poll(() => trustIn(one, dm).reading).toEqual({ kind: 'withheld', since: world.clock.now() })
    kept.push(newest)
    await one.service.keysChanged([{ user: bob, version: 2 }])
    expect(trustIn(one, dm).reading).toEqual({ kind: 'readable' })
  })
})

describe('comparing keys', () => {
  test('[TR13] both have one number, by digits and by code', async () => {
    const { one, two } = await twoInDm()
    const [here, there] = [
      orThrow(numberWith(one.service.core, bob)),
      orThrow(numberWith(two.service.core, ada)),
    ]
    expect(here.digits).toBe(there.digits)
    const spoken = here.digits.replaceAll(/(\d{5})/gu, '$1 - ')
    expect(compareWith(two.service.core, ada, spoken)).toEqual({ ok: true, value: true })
    expect(compareWith(two.service.core, ada, ` ${here.code}\n`)).toEqual({ ok: true, value: true })
    expect(
      compareWith(
        two.service.core,
        ada,
        here.digits.replace(/^./u, (digit) => String((Number(digit) + 1) % 10)),
      ),
    ).toEqual({
      ok: true,
      value: false,
    })
    for (const none of ['', 'hello', '12345', 'TIDINGS1:WHAT', 'TIDINGS9:AAAA'])
      expect(compareWith(two.service.core, ada, none)).toMatchObject({
        ok: false,
        failure: { kind: 'no-code' },
      })
    expect(compareWith(two.service.core, eve, here.digits)).toMatchObject({ failure: { kind: 'no-keys' } })
    expect(compareWith(one.service.core, bob, here.code)).toMatchObject({ failure: { kind: 'other-person' } })
  })

  test('[TR14] digits verify the key that they are of, and no other', async () => {
    const { world, one, dm } = await twoInDm()
    const { digits } = orThrow(numberWith(one.service.core, bob))
    expect(await verify(one.service.core, bob, '0'.repeat(60))).toMatchObject({ failure: { kind: 'moved' } })
    orThrow(await verify(one.service.core, bob, digits))
    expect(kindOf(one, dm, bob)).toEqual({ kind: 'verified', since: world.clock.now() })
    await beginAnew(world, bob, [one])
    expect(await verify(one.service.core, bob, digits)).toMatchObject({ failure: { kind: 'moved' } })
    expect(kindOf(one, dm, bob)).toMatchObject({ kind: 'distrusted' })
  })

  test('[TR3] [TR11] a new key of somebody whom nobody compared is told and blocks nothing', async () => {
    const { world, one, dm } = await twoInDm()
    await beginAnew(world, bob, [one])
    expect(kindOf(one, dm, bob)).toMatchObject({ kind: 'changed', seen: false })
    expect(trustIn(one, dm).events.map(({ kind }) => kind)).toEqual(['reset'])
    expect(await one.write(dm, one.entry(dm, text('new you')))).toBe('sealed')
    await dismissChange(one.service.core, bob)
    expect(kindOf(one, dm, bob)).toMatchObject({ kind: 'changed', seen: true })
  })

  test('[TR4] [TR15] a new key of somebody who was compared blocks until it is accepted', async () => {
    const { world, one, dm } = await twoInDm()
    orThrow(await verify(one.service.core, bob, orThrow(numberWith(one.service.core, bob)).digits))
    const fresh = await beginAnew(world, bob, [one])
    one.unblocked.splice(0)
    const entry = one.entry(dm, text('is it you?'))
    expect(await one.write(dm, entry)).toBe('key-changed')
    expect(sealOwn(one.service.core, dm, text('typing'))).toBeUndefined()
    orThrow(await takeUnverified(one.service.core, bob))
    expect(one.unblocked).toEqual([dm])
    expect(kindOf(one, dm, bob)).toEqual({ kind: 'unverified' })
    expect(await one.write(dm, entry)).toBe('sealed')
    const { entries } = orThrow(await fresh.read(dm))
    expect(entries.at(-1)).toMatchObject({ kind: 'entry' })
  })

  test('[TR4] nobody with such a key is taken into a group or a new conversation; they can be taken out', async () => {
    const { world, one, two } = await twoInDm()
    const group = await one.beginGroup(bob)
    await one.write(group, one.entry(group, text('three of us soon')))
    orThrow(await verify(one.service.core, bob, orThrow(numberWith(one.service.core, bob)).digits))
    await beginAnew(world, bob, [one])
    const another = await one.beginGroup(bob)
    expect(await one.write(another, one.entry(another, text('no')))).toBe('key-changed')
    expect(await one.write(group, one.entry(group, text('no')))).toBe('key-changed')
    orThrow(await one.service.plan(group, { kind: 'remove', users: [two.user], isUrgent: true }))
    expect(await one.write(group)).toBe('sealed')
    expect(await one.write(group, one.entry(group, text('alone')))).toBe('sealed')
  })
})

describe('what people do just now', () => {
  test('[ES1] [ES2] [ES3] members open it once, in their conversation, from its writer', async () => {
    const { one, two, dm, world } = await twoInDm()
    const said = sealOwn(one.service.core, dm, text('writing'))
    expect(said).toBeDefined()
    if (said === undefined) return
    const flipped = said.map((byte, index) => (index === said.length - 1 ? byte ^ 1 : byte))
    const other = await one.beginGroup(bob)
    await one.write(other, one.entry(other, text('x')))
    orThrow(await two.read(other))
    expect(openOthers(two.service.core, dm, ada, flipped)).toBeUndefined()
    expect(openOthers(two.service.core, dm, eve, said)).toBeUndefined()
    expect(openOthers(two.service.core, other, ada, said)).toBeUndefined()
    expect(openOthers(two.service.core, dm, ada, said)).toEqual(text('writing'))
    expect(openOthers(two.service.core, dm, ada, said)).toBeUndefined()
    world.clock.advance(1)
    expect(openOthers(two.service.core, dm, ada, new Uint8Array(3))).toBeUndefined()
  })

  test('[ES4] its length says nothing', async () => {
    const { one, dm } = await twoInDm()
    const lengths = ['', 'on', 'off, after a long while'].map(
      (each) => sealOwn(one.service.core, dm, text(each))?.length,
    )
    expect(new Set(lengths).size).toBe(1)
    expect(lengths[0]).toBeLessThan(1_024)
    expect(sealOwn(one.service.core, dm, new Uint8Array(1_000))).toBeUndefined()
  })
})
