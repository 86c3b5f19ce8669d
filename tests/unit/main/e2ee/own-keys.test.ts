import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail } from '../../../../core/base/result.ts'
import { deviceIdOf } from '../../../../core/sealed/device-list.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'
import { text } from '../../../support/sealed-texts.ts'

const ada = someUser(1)
const day = 86_400_000

test('[OK1][OK2] the first device begins the list; one that comes later is no part of it, keeps no identity and seals nothing', async () => {
  const { addDevice } = await createSealedWorld()
  const [one, two] = [await addDevice(ada), await addDevice(ada, 'Phone')]
  const list = one.service.people.person(ada)?.list
  expect(list?.devices.map(({ sign, role }) => [deviceIdOf(sign), role])).toEqual([[one.device, 'primary']])
  expect(one.service.own.isPrimary()).toBe(true)
  expect([two.service.own.state(), two.vault.identitySeed()]).toEqual(['unlinked', undefined])
  const notes = await two.beginDm(ada)
  expect(await two.write(notes, two.entry(notes, text('let me')))).toBe('not-linked')
})

test('[OK1] two devices of a new account at once: the second takes the list of the first', async () => {
  const { addDevice, relay } = await createSealedWorld()
  relay.isAway = true
  const [one, two] = [await addDevice(ada), await addDevice(ada, 'Phone')]
  expect([one.service.own.state(), two.service.own.state()]).toEqual(['unknown', 'unknown'])
  relay.isAway = false
  await Promise.all([one.service.own.tend(), two.service.own.tend()])
  const states = [one, two].map(({ service, vault }) => [
    service.own.state(),
    vault.identitySeed() === undefined,
  ])
  expect(states.toSorted(([, left], [, right]) => Number(left) - Number(right))).toEqual([
    ['ready', false],
    ['unlinked', true],
  ])
})

test('[OK3][OK4] a leaf serves for 7 days; its private part goes 14 days after the next one came', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const one = await addDevice(ada)
  const generations = async (days: number): Promise<ReadonlyArray<number>> => {
    clock.advance(days * day)
    orThrow(await one.service.own.tend())
    return one.vault
      .leaves()
      .map(({ generation }) => generation)
      .toSorted((left, right) => left - right)
  }
  expect(await generations(6)).toEqual([0])
  expect(await generations(1)).toEqual([0, 1])
  expect(await generations(7)).toEqual([0, 1, 2])
  expect(await generations(7)).toEqual([1, 2, 3])
  expect(one.service.people.leaf(one.device)?.g).toBe(3)
})

test('[OK3] a leaf that could not be put up is wrapped to by its own device all the same', async () => {
  const { addDevice, clock, relay } = await createSealedWorld()
  const one = await addDevice(ada)
  const notes = await one.beginDm(ada)
  expect(await one.write(notes, one.entry(notes, text('old')))).toBe('sealed')
  clock.advance(8 * day)
  one.link.isAway = true
  const sealed = orThrow(await one.service.seal(notes, [one.entry(notes, text('new'))], { afresh: true }))
  one.link.isAway = false
  const leaf = one.service.own.leaf()
  if (leaf !== undefined) relay.leaves.set(one.device, leaf)
  expect(sealed.map(({ bytes }) => relay.append(bytes))).toEqual(['sealed', 'sealed'])
})

test('[OK5] a list is signed anew before it is old', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const one = await addDevice(ada)
  const version = async (days: number): Promise<number | undefined> => {
    clock.advance(days * day)
    orThrow(await one.service.own.tend())
    return one.service.people.person(ada)?.version
  }
  expect([await version(19), await version(1), await version(1)]).toEqual([1, 2, 2])
})

test('[OK6] without the identity of the newest list nothing of it is changed', async () => {
  const { addDevice } = await createSealedWorld()
  const [one, two] = [await addDevice(ada), await addDevice(ada, 'Phone')]
  expect(await two.service.own.changeList(() => ({}))).toEqual(fail({ kind: 'not-primary' }))
  orThrow(await two.vault.setIdentity(new Uint8Array(32).fill(5)))
  expect(await two.service.own.changeList(() => ({}))).toEqual(fail({ kind: 'not-primary' }))
  expect(one.service.people.person(ada)?.version).toBe(1)
})
