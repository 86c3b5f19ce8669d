/** What stays closed to a device though its person was there: where it is said, and why. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
const closed = 'before-joining'
const week = 7 * 86_400_000

const eventsIn = ({ service }: SealedDevice, conversation: ConversationId) =>
  conversationTrust(service.core, conversation).events.map((event) =>
    event.kind === 'unopened' ? [event.kind, event.isLater] : [event.kind],
  )
const missingIn = (device: SealedDevice, conversation: ConversationId) =>
  eventsIn(device, conversation).filter(([kind]) => kind === 'unopened')
const say = async (device: SealedDevice, conversation: ConversationId, ...texts: ReadonlyArray<string>) => {
  orThrow(await device.read(conversation))
  for (const each of texts)
    expect(await device.write(conversation, device.entry(conversation, text(each)))).toBe('sealed')
}

/** Ada and Bob have written; Ada has a code, and her copy has the key of all that. Then time goes by, and Bob writes under a new one. */
async function setupOldCopy() {
  const pair = await twoInDm()
  const { world, one, two, dm } = pair
  const code = orThrow(await one.service.care.recovery.prepare())
  orThrow(await one.service.care.recovery.confirm())
  await two.service.keysChanged([{ user: ada, version: 2 }])
  world.clock.advance(1_000)
  await say(two, dm, 'after the copy', 'and once more')
  world.clock.advance(1_000)
  const fresh = await world.addDevice(ada, 'New laptop')
  return { ...pair, code, fresh }
}

test('[TR17] what is newer than the copy of the keys is missed in its place, before the person is back', async () => {
  const { world, two, dm, code, fresh } = await setupOldCopy()
  orThrow(await fresh.read(dm))
  expect(eventsIn(fresh, dm), 'nothing is missed before there are keys').toEqual([])
  orThrow(await fresh.service.care.recovery.restore(code))
  expect(await readTexts(fresh, dm)).toEqual(['control', 'hello', 'control', closed, closed])
  expect(eventsIn(fresh, dm)).toEqual([['unopened', true], ['recovered']])
  world.clock.advance(1_000)
  await two.service.keysChanged([{ user: ada, version: 3 }])
  await say(two, dm, 'you are back')
  expect(await readTexts(fresh, dm)).toEqual(['control', 'you are back'])
  const again = await fresh.restart()
  expect(eventsIn(again, dm)).toEqual([['unopened', true], ['recovered']])
  expect(missingIn(two, dm)).toEqual([])
})

test('[TR17] keys that come after all leave nothing missing', async () => {
  const { one, dm, code, fresh } = await setupOldCopy()
  orThrow(await fresh.service.care.recovery.restore(code))
  orThrow(await fresh.read(dm))
  expect(missingIn(fresh, dm)).toHaveLength(1)
  orThrow(await one.read(dm))
  orThrow(await fresh.service.takeBackup(one.service.exportKeys()))
  orThrow(await fresh.read(dm))
  expect(missingIn(fresh, dm)).toEqual([])
})

test('[TR17] each stretch is one line, and something that can be read parts two', async () => {
  const { world, two, dm, code, fresh } = await setupOldCopy()
  world.clock.advance(week)
  await say(two, dm, 'under a third key')
  orThrow(await fresh.service.care.recovery.restore(code))
  await two.service.keysChanged([{ user: ada, version: 3 }])
  await say(two, dm, 'you are back')
  orThrow(await fresh.read(dm))
  expect(missingIn(fresh, dm)).toEqual([['unopened', true]])
  // So long away that nothing could be sealed for it.
  world.clock.advance(5 * week)
  await two.service.own.tend()
  await say(two, dm, 'are you there?')
  expect(await readTexts(fresh, dm)).toEqual(['control', closed])
  expect(missingIn(fresh, dm)).toEqual([
    ['unopened', true],
    ['unopened', false],
  ])
})

test('[TR17] whoever began anew misses what was before, and no copy is blamed', async () => {
  const { world, two, dm } = await twoInDm()
  const fresh = await beginAnew(world, ada, [two])
  orThrow(await fresh.read(dm))
  expect(missingIn(fresh, dm)).toEqual([['unopened', false]])
})

test('[TR17] nothing is missed that was never meant for this person', async () => {
  const world = await createSealedWorld()
  const [one, three] = [await world.addDevice(ada), await world.addDevice(eve)]
  await world.addDevice(bob)
  const group = await one.beginGroup(bob)
  await say(one, group, 'before you came')
  orThrow(await one.service.people.refresh([eve]))
  orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
  await say(one, group, 'welcome')
  expect(await readTexts(three, group)).toEqual(['control', closed, 'control', 'welcome'])
  expect(missingIn(three, group)).toEqual([])
  // Out, and in again: what was said meanwhile was for the others.
  orThrow(await one.service.plan(group, { kind: 'remove', users: [eve], isUrgent: true }))
  await say(one, group, 'without you')
  orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
  await say(one, group, 'again')
  expect(await readTexts(three, group)).toEqual(['control', closed, 'control', 'again'])
  expect(missingIn(three, group)).toEqual([])
})
