import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import type { Opened, SealedAppend } from '../../../../core/bridge/sealing.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { decodeSealed } from '../../../../core/sealed/sealed-entry.ts'
import { epochLifeMs } from '../../../../core/sealed/limits.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

/** Seals a mark, with these entries or by itself, and hands what was made to the relay. */
async function say(
  { relay }: Pick<SealedWorld, 'relay'>,
  { service }: SealedDevice,
  conversation: ConversationId,
  read: number,
  entries: ReadonlyArray<Uint8Array> = [],
): Promise<ReadonlyArray<SealedAppend>> {
  const sealed = orThrow(await service.seal(conversation, entries, { afresh: true, read }))
  for (const { bytes } of sealed) expect(relay.append(bytes)).toBe('sealed')
  return sealed
}

const marksOf = (opened: ReadonlyArray<Opened>) => opened.map(({ read }) => read)

test('[OE14] how far a person has read is told to the members beside the entry that says so, and no further than they had seen', async () => {
  const world = await createSealedWorld()
  const { addDevice } = world
  const [one, two] = [await addDevice(ada), await addDevice(bob)]
  const dm = await one.beginDm(bob)
  await one.write(dm, one.entry(dm, text('hello')), one.entry(dm, text('you')))
  await readTexts(two, dm)
  const [alone] = await say(world, two, dm, 2)
  expect(alone).toMatchObject({ answers: undefined, read: 2 })
  await readTexts(two, dm)
  expect(orThrow(await two.service.position(dm))).toMatchObject({ ownCounter: 1, nextCounter: 0 })
  const [, last] = await say(world, two, dm, 9_999, [two.entry(dm, text('a')), two.entry(dm, text('b'))])
  expect(last).toMatchObject({ answers: 1, read: 9_999 })
  const { entries } = orThrow(await one.read(dm))
  expect(entries.map(({ kind }) => kind)).toEqual(['control', 'entry', 'entry'])
  expect(marksOf(entries)).toEqual([{ user: bob, seq: 2, has: 3 }, undefined, { user: bob, seq: 4, has: 4 }])
  orThrow(await two.read(dm))
  expect(orThrow(await two.service.position(dm))).toMatchObject({ ownCounter: 3, nextCounter: 2 })
})

test('[OE14] to the relay it looks like any short message', async () => {
  const world = await createSealedWorld()
  const { addDevice } = world
  const [one, two] = [await addDevice(ada), await addDevice(bob)]
  const dm = await one.beginDm(bob)
  await one.write(dm, one.entry(dm, text('hello')))
  await readTexts(two, dm)
  const [mark] = await say(world, two, dm, 2)
  orThrow(await two.read(dm))
  const [said] = await say(world, two, dm, 2, [two.entry(dm, text('ok'))])
  const read = [mark, said].map((sealed) => decodeSealed(sealed?.bytes ?? new Uint8Array()))
  const shapes = read.map((each) =>
    each.ok && each.value.kind === 'content'
      ? [each.value.segment, each.value.ciphertext?.length]
      : undefined,
  )
  expect(shapes[0]).toBeDefined()
  expect(shapes[0]).toEqual(shapes[1])
})

test('[SO9] a mark alone begins no epoch and lets nobody in; with something written it goes along', async () => {
  const world = await createSealedWorld()
  const { addDevice, clock } = world
  const [one, two] = [await addDevice(ada), await addDevice(bob)]
  const dm = await one.beginDm(bob)
  await one.write(dm, one.entry(dm, text('hello')))
  await readTexts(two, dm)
  await two.write(dm, two.entry(dm, text('hi'))) // who is silent for a day owes an entry that may begin one (SO8)
  await readTexts(two, dm)
  clock.advance(millis(epochLifeMs))
  expect(await say(world, two, dm, 2)).toEqual([])
  expect(await say(world, two, dm, 2, [two.entry(dm, text('back'))])).toMatchObject([
    {},
    { answers: 0, read: 2 },
  ])
})

test('[SO9] in a group of more than eight it goes by itself only for another device of the person', async () => {
  const world = await createSealedWorld()
  const { addDevice, clock } = world
  const one = await addDevice(ada)
  const others: Array<SealedDevice> = []
  for (let each = 2; each <= 9; each++) others.push(await addDevice(someUser(each)))
  const [two] = others
  if (two === undefined) throw new Error('no other')
  const group = await one.beginGroup(...others.map(({ user }) => user))
  await one.write(group, one.entry(group, text('hello')))
  await readTexts(two, group)
  expect(await say(world, two, group, 2)).toEqual([])
  const phone = await addDevice(two.user, 'Phone')
  orThrow(
    await two.service.own.changeList(({ devices, identity }) => ({
      devices: [...devices, phone.service.own.listed(identity, 'linked', clock.now())],
    })),
  )
  orThrow(await phone.service.people.refresh([two.user]))
  orThrow(await phone.service.own.tend())
  expect(await two.write(group, two.entry(group, text('from my laptop')))).toBe('sealed')
  expect(await say(world, two, group, 3)).toMatchObject([{ read: 3 }])
})
