/** A relay that lies to holders of keys: it never makes anybody believe what was not written, nor seal for whom nobody meant. */
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { emptyRecord } from '../../../../main/e2ee/sealed-records.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { forgeList, retold } from '../../../support/sealed-liars.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]

interface Talk extends SealedWorld {
  readonly one: SealedDevice
  readonly two: SealedDevice
  readonly group: ConversationId
  readonly entries: ReadonlyArray<LoggedEntry>
}

/** Ada and Bob take turns; Eve is to be lied to. */
async function talked(): Promise<Talk> {
  const world = await createSealedWorld()
  const [one, two] = [await world.addDevice(ada), await world.addDevice(bob)]
  const group = await one.beginGroup(bob, eve)
  await world.addDevice(eve)
  for (const letters of ['a1', 'b1', 'a2', 'b2', 'a3']) {
    const writer = letters.startsWith('a') ? one : two
    await writer.read(group)
    expect(await writer.write(group, writer.entry(group, text(letters)))).toBe('sealed')
  }
  return { ...world, one, two, group, entries: world.relay.logs.get(group)?.entries ?? [] }
}
const honest = [undefined, 'a1', 'b1', 'a2', 'b2', 'a3']

describe('a log', () => {
  test('[OE1][OE2] told in another order, with gaps, repeated or cut off: what is read of anybody is the beginning of what they wrote', async () => {
    const { one, group, entries } = await talked()
    const kept = one.service.core.keeper.log(group)
    const arrangement = fc.array(fc.nat(entries.length - 1), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(arrangement, async (order) => {
        const lie = retold([0, ...order].flatMap((index) => entries[index] ?? []))
        // What Ada knows of this conversation is forgotten: she is told all of it anew.
        kept.record = emptyRecord(group)
        const opened = orThrow(await one.service.open(group, lie)).entries
        const texts = opened.flatMap((each) => (each.kind === 'entry' ? [textOf(each)] : []))
        for (const letter of ['a', 'b']) {
          const said = texts.filter((each) => each.startsWith(letter))
          expect(said).toEqual(
            honest.filter((each) => each?.startsWith(letter) === true).slice(0, said.length),
          )
        }
      }),
      { numRuns: 20 },
    )
  })

  test('[OE7] at the places and under the heads that it had: only what stands at a place is read there, in any order', async () => {
    const { one, group, entries } = await talked()
    const place = fc.record({ at: fc.nat(entries.length - 1), what: fc.nat(entries.length - 1) })
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 10 }), async (places) => {
        const lie = places.flatMap(({ at, what }) => {
          const [there, other] = [entries[at], entries[what]]
          return there === undefined || other === undefined ? [] : [{ ...there, bytes: other.bytes }]
        })
        const opened = orThrow(await one.service.open(group, lie)).entries
        for (const [index, each] of opened.entries()) {
          if (each.kind === 'entry') expect(textOf(each)).toBe(honest[(lie[index]?.seq ?? 0) - 1])
        }
      }),
    )
    expect(orThrow(await one.service.position(group)).seq).toBe(entries.length)
  })

  test('[OE2] two histories for two people: neither takes what the other writes, and the relay of one refuses the other', async () => {
    const { one, two, group, entries, relay } = await talked()
    await two.read(group)
    const cut = orThrow(
      await one.service.seal(group, [one.entry(group, text('for Bob only'))], { afresh: true }),
    )
    const other = orThrow(
      await two.service.seal(group, [two.entry(group, text('for Ada only'))], { afresh: true }),
    )
    const forAda = retold([...entries, ...cut])
    const forBob = retold([...entries, ...other])
    await one.service.open(group, forAda.slice(entries.length))
    await two.service.open(group, forBob.slice(entries.length))
    const later = orThrow(await two.service.seal(group, [two.entry(group, text('later'))], { afresh: true }))
    const told = retold([...entries, ...cut, ...later]).slice(entries.length + 1)
    expect(orThrow(await one.service.open(group, told)).entries.map(textOf)).toEqual(['counter'])
    for (const { bytes } of cut) relay.append(bytes)
    expect(relay.append(later[0]?.bytes ?? new Uint8Array())).not.toBe('sealed')
  })
})

describe('device lists', () => {
  test('[OE3][SO4] a device that its person has not listed is given nothing, whatever the relay says', async () => {
    const { addDevice, relay, clock } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const ghost = await addDevice(eve)
    const list = two.service.people.person(bob)?.list
    if (list === undefined) throw new Error('Bob has a list')
    const bobs = relay.lists.get(bob) ?? []
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('before')))
    const self = ghost.service.own.listed(list.identity, 'linked', clock.now())
    const prev = one.service.people.person(bob)?.hash ?? new Uint8Array()
    // Signed by whoever the ghost is, as Bob has not: an identity key of its own, unannounced.
    const lie = forgeList(ghost, list, { version: 2, prev, devices: [...list.devices, self] })
    for (const lists of [[lie], [...bobs, lie], relay.lists.get(eve) ?? []]) {
      relay.lists.set(bob, lists)
      await one.service.people.refresh([bob])
      await one.service.keysChanged([{ user: bob, version: 2 }])
    }
    relay.lists.set(bob, [...bobs])
    expect(one.forked).toContain(bob)
    expect(one.service.people.person(bob)?.version).toBe(1)
    expect(await one.write(dm, one.entry(dm, text('after')))).toBe('sealed')
    expect(await readTexts(ghost, dm)).not.toContain('after')
    expect(await readTexts(two, dm)).toEqual(['control', 'before', 'after'])
  })

  test('[OE3] [TR2] an older list, or another one of the same version, is not taken and is named', async () => {
    const { addDevice, relay } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    orThrow(await two.service.own.changeList(() => ({})))
    orThrow(await one.service.people.refresh([bob]))
    const known = one.service.people.person(bob)
    const [first, second] = relay.lists.get(bob) ?? []
    const list = two.service.people.listAt(bob, 2)?.list
    if (first === undefined || second === undefined || list === undefined)
      throw new Error('Bob has two lists')
    const other = forgeList(two, list, { backup: new Uint8Array(32).fill(9) })
    orThrow(await one.service.people.take(bob, [first], []))
    expect(one.forked).toEqual([bob])
    orThrow(await one.service.people.take(bob, [other], []))
    expect(one.forked).toEqual([bob, bob])
    expect(one.service.people.person(bob)).toEqual(known)
  })

  test('[OE3] two lists of one version, shown to two people: the first that hears the other knows', async () => {
    const { addDevice, relay } = await createSealedWorld()
    const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
    const group = await one.beginGroup(bob, eve)
    await one.write(group, one.entry(group, text('hello')))
    await three.read(group)
    orThrow(await two.service.own.changeList(() => ({})))
    const list = two.service.people.listAt(bob, 2)?.list
    const [first, second] = relay.lists.get(bob) ?? []
    if (list === undefined || first === undefined || second === undefined)
      throw new Error('Bob has two lists')
    orThrow(await one.service.people.refresh([bob]))
    const other = forgeList(two, list, { backup: new Uint8Array(32).fill(9) })
    relay.lists.set(bob, [first, other])
    orThrow(await three.service.people.refresh([bob]))
    expect([...one.forked, ...three.forked]).toEqual([])
    relay.lists.set(bob, [first, second])
    expect(await one.write(group, one.entry(group, text('now')))).toBe('sealed')
    await three.read(group)
    expect(three.forked).toContain(bob)
  })

  test('[SO7] what was told in an entry that did not arrive is told again', async () => {
    const { one, two, group } = await talked()
    await two.read(group)
    await one.write(group, one.entry(group, text('told')))
    const again = await one.restart()
    orThrow(await again.service.seal(group, [again.entry(group, text('lost'))], { afresh: true }))
    await two.read(group)
    const heard = vi.spyOn(two.service.people, 'heard')
    expect(await again.write(group, again.entry(group, text('now')))).toBe('sealed')
    await two.read(group)
    expect(heard.mock.calls.map(([user]) => user)).toEqual([ada, bob, eve])
  })
})
