/** A withheld end of a log: devices that only read sign for what they have read, so that the others see it. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'
import { numberWith, verify } from '../../../../main/e2ee/compare-keys.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
const day = 86_400_000

const isDue = async (device: SealedDevice, conversation: ConversationId): Promise<boolean> =>
  orThrow(await device.service.position(conversation)).isDue
const checkedUpTo = ({ service }: SealedDevice, conversation: ConversationId) =>
  conversationTrust(service.core, conversation).checkedUpTo

test('[SO8] [TR9] whoever reads and writes nothing for 24 hours vouches for the log by an entry that holds nothing', async () => {
  const { world, one, two, dm } = await twoInDm()
  const { clock, relay } = world
  expect(two.due).toEqual([])
  clock.advance(day - 1)
  expect([await isDue(two, dm), two.due.includes(dm)]).toEqual([false, false])
  clock.advance(1)
  expect([await isDue(two, dm), two.due.includes(dm)]).toEqual([true, true])
  const before = relay.logs.get(dm)?.entries.length ?? 0
  const { nextCounter } = orThrow(await two.service.position(dm))
  expect(await two.write(dm)).toBe('sealed')
  expect(relay.logs.get(dm)?.entries).toHaveLength(before + 1)
  // It takes no counter of an open entry, and asks the other for nothing.
  expect(orThrow(await two.service.position(dm))).toMatchObject({ isDue: false, nextCounter })
  expect(checkedUpTo(one, dm)).toBeUndefined()
  expect(await readTexts(one, dm)).toEqual(['control'])
  expect(checkedUpTo(one, dm)).toBe(relay.logs.get(dm)?.entries[before - 1]?.time)
  clock.advance(2 * day)
  expect(await Promise.all([one, two].map((each) => isDue(each, dm)))).toEqual([false, false])
  expect(await two.write(dm)).toBe('sealed')
  expect(relay.logs.get(dm)?.entries).toHaveLength(before + 1)
})

test('[SO8] what is written meanwhile vouches as well, and a restart does not begin the day anew', async () => {
  const { world, one, two, dm } = await twoInDm()
  const { clock } = world
  clock.advance(day - 1_000)
  expect(await two.write(dm, two.entry(dm, text('read')))).toBe('sealed')
  clock.advance(2_000)
  expect(await isDue(two, dm)).toBe(false)
  orThrow(await one.read(dm))
  clock.advance(day - 1_000)
  const again = await one.restart()
  expect(await isDue(again, dm)).toBe(false)
  clock.advance(1_000)
  expect([await isDue(again, dm), again.due.includes(dm)]).toEqual([true, true])
})

test('[SO8] what came in front of an own entry, unseen by it, is owed from then on', async () => {
  const { world, one, two, dm } = await twoInDm()
  orThrow(await one.read(dm))
  const sealed = orThrow(await two.service.seal(dm, [two.entry(dm, text('at once'))], { afresh: true }))
  expect(await one.write(dm, one.entry(dm, text('before it')))).toBe('sealed')
  for (const { bytes } of sealed) expect(world.relay.append(bytes)).toBe('sealed')
  expect(await readTexts(two, dm)).toEqual(['before it', 'at once'])
  world.clock.advance(day)
  expect(await isDue(two, dm)).toBe(true)
})

test('[SO8] others who go on writing do not put it off', async () => {
  const { world, one, two, dm } = await twoInDm()
  for (const hour of [8, 16, 24]) {
    world.clock.advance(day / 3)
    expect(await isDue(two, dm)).toBe(hour === 24)
    expect(await one.write(dm, one.entry(dm, text(`${hour}`)))).toBe('sealed')
    orThrow(await two.read(dm))
  }
  expect(await isDue(two, dm)).toBe(true)
})

test('[SO8] nobody vouches who is out, or would write to a changed key', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
  const group = await one.beginGroup(bob, eve)
  await one.write(group, one.entry(group, text('hello')))
  for (const each of [two, three]) orThrow(await each.read(group))
  orThrow(await one.service.plan(group, { kind: 'remove', users: [bob], isUrgent: true }))
  await one.write(group)
  orThrow(await two.read(group))
  clock.advance(day)
  expect([await isDue(two, group), await isDue(three, group)]).toEqual([false, true])

  const pair = await twoInDm()
  orThrow(await verify(pair.two.service.core, ada, orThrow(numberWith(pair.two.service.core, ada)).digits))
  await beginAnew(pair.world, ada, [pair.two])
  pair.world.clock.advance(day)
  expect(await pair.two.write(pair.dm)).toBe('key-changed')
})
