import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { deviceIdOf } from '../../../../core/sealed/device-list.ts'
import { beginConversation } from '../../../../main/e2ee/begin.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { text } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

/** The devices in the newest list, and whether each says that it was restored. */
const listed = ({ service }: SealedDevice): ReadonlyArray<readonly [string, boolean]> =>
  (service.people.person(ada)?.list.devices ?? []).map(({ sign, restored }) => [
    deviceIdOf(sign),
    restored === true,
  ])

/** Ada wrote to Bob and made a backup. It has come to a machine that has not reached the relay yet. */
async function setupRestored() {
  const { world, one, two, dm } = await twoInDm()
  const bundle = one.service.exportKeys()
  const restored = await world.addDevice(ada, 'Restored')
  orThrow(await restored.service.takeBackup(bundle))
  restored.link.isAway = true
  const reading = () => conversationTrust(restored.service.core, dm).reading
  return { world, one, two, dm, bundle, restored, reading }
}

test('[BU6] a device out of a backup enters the list once the relay can be asked, also after a restart, and once', async () => {
  const { addDevice, relay } = await createSealedWorld()
  const one = await addDevice(ada)
  const bundle = one.service.exportKeys()
  const before = await addDevice(ada, 'Restored')
  orThrow(await before.service.takeBackup(bundle))
  before.link.isAway = true
  await before.service.finishRestore()
  expect(before.service.own.state()).toBe('entering')
  expect(before.service.care.linking().linked, 'no way in is offered meanwhile').toBeUndefined()

  const after = await before.restart()
  await Promise.all([after.service.finishRestore(), after.service.finishRestore()])
  expect(after.service.own.state()).toBe('ready')
  expect(new Map(listed(after))).toEqual(
    new Map([
      [one.device, false],
      [after.device, true],
    ]),
  )
  expect(relay.lists.get(ada)).toHaveLength(2)
  await after.service.finishRestore()
  expect(relay.lists.get(ada)).toHaveLength(2)
})

test('[BU9] a device out of a backup is none without keys: what it has can be read, what is written waits', async () => {
  const { dm, two, restored, reading } = await setupRestored()
  expect(reading()).toEqual({ kind: 'readable' })
  expect(await restored.write(dm, restored.entry(dm, text('too soon')))).toBe('unavailable')
  const begin = (...others: ReadonlyArray<typeof bob>) =>
    beginConversation(restored.service, workspaceId('5'.repeat(32)), others, false)
  expect(await begin(bob), 'it is there already').toEqual({ ok: true, value: dm })
  expect(await begin(someUser(3))).toMatchObject({ failure: { kind: 'unreachable' } })

  restored.link.isAway = false
  expect(await restored.write(dm, restored.entry(dm, text('still')))).toBe('unavailable')
  const entering = restored.service.finishRestore()
  await restored.write(dm, restored.entry(dm, text('now')))
  expect(restored.service.own.state(), 'what is written meanwhile waits for the list').toBe('ready')
  await entering
  orThrow(await restored.read(dm))
  await two.service.keysChanged([{ user: ada, version: 2 }])
  expect(await two.write(dm)).toBe('sealed')
  orThrow(await restored.read(dm))
  expect(await restored.write(dm, restored.entry(dm, text('I am back')))).toBe('sealed')
  expect(reading()).toEqual({ kind: 'readable' })
})

test('[BU9] nor is it offered another way to keys: no linking, no recovery code, no new beginning', async () => {
  const { one, restored } = await setupRestored()
  const { care } = restored.service
  expect(care.linking().linked).toBeUndefined()
  expect(care.recovery.standing().state).toEqual({ kind: 'not-set-up', nudge: false })
  expect(await care.recovery.prepare()).toMatchObject({ failure: { kind: 'unreachable' } })
  expect(care.devices()?.map(({ device, here }) => [device, here])).toEqual([[one.device, false]])
  restored.link.isAway = false
  expect(await care.startAnew()).toMatchObject({ failure: { kind: 'failed' } })
  await restored.service.finishRestore()
  expect(restored.service.own.state(), 'the account is what it was').toBe('ready')
  expect(care.recovery.standing().state).toEqual({ kind: 'not-set-up', nudge: true })
})

test('[BU6] [TR12] what keeps it out is told, and tried again ever later, once an hour in the end', async () => {
  const { world, dm, restored, reading } = await setupRestored()
  restored.link.isAway = false
  world.relay.listsRefused = 'too-many-requests'
  await restored.service.finishRestore()
  const told = { kind: 'not-entered', why: 'failed', detail: 'too-many-requests' }
  expect(reading()).toEqual(told)
  expect(restored.service.care.linking().linked, 'its keys are there').toBeUndefined()
  const tried: Array<number> = []
  for (let minute = 1; minute <= 200; minute++) {
    const before = world.relay.refusals
    world.clock.advance(60_000)
    await restored.write(dm) // which waits for the list
    if (world.relay.refusals !== before) tried.push(minute)
  }
  expect(tried).toEqual([1, 3, 7, 15, 31, 63, 123, 183])
  restored.link.isAway = true
  await restored.service.finishRestore()
  expect(reading(), 'the last word of the relay stands while it is out of reach').toEqual(told)

  restored.link.isAway = false
  await restored.service.enterAgain()
  expect(reading()).toEqual(told)
  world.relay.listsRefused = undefined
  world.clock.advance(60_000) // it begins with a minute again once the person has asked for it
  await expect.poll(() => restored.service.own.state()).toBe('ready')
  await expect.poll(reading).toEqual({ kind: 'readable' })
})

test('[BU6] two that come in at once are both taken', async () => {
  const { world, bundle, restored } = await setupRestored()
  const other = await world.addDevice(ada, 'Another')
  orThrow(await other.service.takeBackup(bundle))
  restored.link.isAway = false
  await Promise.all([restored.service.finishRestore(), other.service.finishRestore()])
  expect([restored.service.own.state(), other.service.own.state()]).toEqual(['ready', 'ready'])
})

test('[BU6] where the account has begun anew since, the identity of the backup is given up and the ways in are shown', async () => {
  const { world, one, restored, reading } = await setupRestored()
  await beginAnew(world, ada, [one])
  restored.link.isAway = false
  await restored.service.finishRestore()
  expect(restored.service.own.state()).toBe('unlinked')
  expect(restored.service.care.linking().linked).toBe(false)
  expect(reading()).toEqual({ kind: 'not-linked' })
})

test('[BU6] [TR16] a backup that is older than one answer of the relay tells of lists still brings the device in', async () => {
  const { world, one, restored, reading } = await setupRestored()
  for (let version = 2; version <= 70; version++) orThrow(await one.service.own.changeList(() => ({})))
  restored.link.isAway = false
  await restored.service.finishRestore()
  expect(restored.service.own.state()).toBe('ready')
  expect(restored.forked).toEqual([])
  expect(reading()).toEqual({ kind: 'readable' })
  expect(world.relay.lists.get(ada)).toHaveLength(71)
})
