/** What is thought of a key that was never seen, that contradicts what is known, or that is the compared one again. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { numberWith, verify } from '../../../../main/e2ee/compare-keys.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'
import { forgeList } from '../../../support/sealed-liars.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { text } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

test('[TR1] the key that a person is first seen with is theirs, and nothing is said of it', async () => {
  const { world, one, two } = await twoInDm()
  const { identity } = two.service.people.person(bob)?.list ?? {}
  expect(one.service.people.person(bob)).toMatchObject({ trust: 'first-seen', identity, seen: true })
  expect(one.forked).toEqual([])
  // Somebody who comes later takes what the relay has by then.
  const late = await world.addDevice(someUser(3))
  orThrow(await late.service.people.refresh([ada, bob]))
  expect(late.service.people.person(bob)).toMatchObject({ trust: 'first-seen', identity, version: 1 })
})

test('[TR2] a list that leaves a version out, or is signed by another key, is named and changes nothing', async () => {
  const { one, two } = await twoInDm()
  const known = one.service.people.person(bob)
  const list = two.service.people.person(bob)?.list
  if (known === undefined || list === undefined) throw new Error('both know the list of Bob')
  const next = { version: 2, prev: known.hash }
  const lies = [
    forgeList(two, list, { ...next, version: 3 }),
    forgeList(two, list, { ...next, prev: new Uint8Array(32).fill(1) }),
    forgeList(one, list, next),
    forgeList(two, list, { ...next, reset: true }),
  ]
  for (const [index, lie] of lies.entries()) {
    orThrow(await one.service.people.take(bob, [lie], []))
    expect(one.forked).toHaveLength(index + 1)
    expect(one.service.people.person(bob)).toEqual(known)
  }
  orThrow(await one.service.people.take(bob, [forgeList(two, list, next)], []))
  expect(one.service.people.person(bob)?.version).toBe(2)
})

test('[TR5] whoever is back at the key that was compared is verified again, and written to', async () => {
  const { world, one, two, dm } = await twoInDm()
  orThrow(await verify(one.service.core, bob, orThrow(numberWith(one.service.core, bob)).digits))
  const compared = two.vault.identitySeed()
  const since = world.clock.now()
  await beginAnew(world, bob, [one])
  const stateOf = () => conversationTrust(one.service.core, dm).readers.find(({ user }) => user === bob)
  expect(stateOf()?.verification.kind).toBe('distrusted')
  expect(await one.write(dm, one.entry(dm, text('?')))).toBe('key-changed')
  const back = await beginAnew(world, bob, [one], compared)
  expect(stateOf()?.verification).toMatchObject({ kind: 'verified' })
  expect(one.service.people.person(bob)?.since).toBeGreaterThanOrEqual(since)
  expect(await one.write(dm, one.entry(dm, text('welcome back')))).toBe('sealed')
  expect(orThrow(await back.read(dm)).entries.at(-1)).toMatchObject({ kind: 'entry' })
})

test('[DV2] whoever sees a device in a list can wrap to it at once', async () => {
  const { addDevice } = await createSealedWorld()
  const [one, two] = [await addDevice(ada), await addDevice(bob)]
  const dm = await two.beginDm(ada)
  await two.write(dm, two.entry(dm, text('before')))
  const fresh = await addDevice(ada, 'Phone')
  orThrow(await fresh.service.people.refresh([ada]))
  // Nothing but the list is put up: no leaf of its own follows.
  orThrow(await fresh.service.own.enter(Uint8Array.from(one.vault.identitySeed() ?? []), 'restored'))
  await two.service.keysChanged([{ user: ada, version: 2 }])
  expect(two.service.people.leaf(fresh.device)).toBeDefined()
  expect(await two.write(dm, two.entry(dm, text('for both')))).toBe('sealed')
  expect(orThrow(await fresh.read(dm)).entries.map(({ kind }) => kind)).toEqual([
    'control',
    'closed',
    'control',
    'entry',
  ])
})
