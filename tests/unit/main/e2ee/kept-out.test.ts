import { mkdirSync, rmdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { damagedMark } from '../../../../main/records/record-file.ts'
import { createFaultyDisk, openRealFile } from '../../../support/faulty-disk.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'

const ada = someUser(1)

/** A device out of Ada's backup, which has reached the relay, but has not been in the list. */
async function setupRestored(openFile = openRealFile) {
  const { world, one, two, dm } = await twoInDm()
  const restored = await world.addDevice(ada, 'Restored', openFile)
  orThrow(await restored.service.takeBackup(one.service.exportKeys()))
  const reading = () => conversationTrust(restored.service.core, dm).reading
  return { world, one, two, dm, restored, reading }
}

/** Ada has 16 devices when the one out of her backup comes. */
async function setupFull() {
  const { world, ...setup } = await setupRestored()
  const others: Array<SealedDevice> = []
  while (others.length < 15) others.push(await world.addDevice(ada, `Device ${others.length + 2}`))
  orThrow(
    await setup.one.service.own.changeList(({ devices, identity }) => ({
      devices: [
        ...devices,
        ...others.map(({ service }) => service.own.listed(identity, 'primary', world.clock.now())),
      ],
    })),
  )
  await setup.restored.service.finishRestore()
  return { world, ...setup, others }
}

/** Whether this device may change the list: it has the identity. */
const mayRemove = ({ service }: SealedDevice, other: SealedDevice) => service.care.revoke(other.device)

test('[BU6] [BU9] where the list is full that is told, the history stays readable, and with room made it goes in', async () => {
  const { one, two, dm, restored, others, reading } = await setupFull()
  const full = { kind: 'not-entered', why: 'full', detail: 'there are 16 devices' }
  expect(reading()).toEqual(full)
  expect(await readTexts(restored, dm)).toEqual(['control', 'hello'])
  await restored.service.enterAgain()
  expect(reading()).toEqual(full)
  orThrow(await mayRemove(one, others[0] ?? one))
  await restored.service.enterAgain()
  expect(reading()).toEqual({ kind: 'readable' })
  await two.service.keysChanged([{ user: ada, version: 4 }])
  expect(await two.write(dm)).toBe('sealed')
  orThrow(await restored.read(dm))
  expect(await restored.write(dm, restored.entry(dm, text('I am back')))).toBe('sealed')
})

test('[BU9] a device that a full list does not take may begin anew, and keeps what it could read', async () => {
  const { two, dm, restored, reading } = await setupFull()
  orThrow(await restored.service.care.startAnew())
  expect(reading()).toEqual({ kind: 'readable' })
  await restored.service.finishRestore() // the identity of the backup is given up
  expect(restored.service.own.isPrimary()).toBe(true)
  expect(restored.service.people.person(ada)?.list.devices).toHaveLength(1)
  expect(await readTexts(restored, dm)).toEqual(['control', 'hello'])
  await two.service.keysChanged([{ user: ada, version: 3 }])
  expect(await two.write(dm, two.entry(dm, text('is that you?')))).toBe('sealed')
  expect(await readTexts(restored, dm)).toEqual(['control', 'is that you?'])
})

test('[BU9] nor where the relay finds the list against the rules; but not because it is busy', async () => {
  const { world, restored, reading } = await setupRestored()
  world.relay.listsRefused = 'too-many-requests'
  await restored.service.finishRestore()
  expect(await restored.service.care.startAnew()).toMatchObject({ failure: { kind: 'failed' } })
  world.relay.listsRefused = 'keys-refused'
  await restored.service.enterAgain()
  expect(reading()).toEqual({ kind: 'not-entered', why: 'refused', detail: 'keys-refused' })
  world.relay.listsRefused = undefined
  orThrow(await restored.service.care.startAnew())
  expect(reading()).toEqual({ kind: 'readable' })
})

test('[BU6] a relay whose lists do not follow from the one in the backup is told as that', async () => {
  const { world, restored, reading } = await setupRestored()
  const elsewhere = await createSealedWorld()
  await elsewhere.addDevice(someUser(3)) // so that no key of the other world is one of this
  const other = await elsewhere.addDevice(ada)
  await beginAnew(elsewhere, ada, [other])
  world.relay.lists.set(ada, elsewhere.relay.lists.get(ada) ?? [])
  await restored.service.finishRestore()
  expect(reading()).toMatchObject({ kind: 'not-entered', why: 'contradicted' })
})

test('[BU6] a backup of a device that is not in the list yet brings the identity on', async () => {
  const { world, restored } = await setupRestored()
  const third = await world.addDevice(ada, 'Third')
  orThrow(await third.service.takeBackup(restored.service.exportKeys()))
  await third.service.finishRestore()
  expect(third.service.own.state()).toBe('ready')
})

test('[BU6] [OK7] what the relay took and this device could not keep is no refusal: the identity stays, and goes in once', async () => {
  const disk = createFaultyDisk()
  const { world, one, restored, reading } = await setupRestored(disk.openFile)
  disk.faults.write = 'ENOSPC'
  await restored.service.finishRestore()
  expect(reading()).toMatchObject({ kind: 'not-entered', why: 'failed' })
  delete disk.faults.write
  await restored.service.keysChanged([{ user: ada, version: 2 }]) // as the relay tells all devices
  await restored.service.finishRestore()
  expect(restored.service.own.state()).toBe('ready')
  expect(world.relay.lists.get(ada)).toHaveLength(2)
  const after = await restored.restart()
  expect(await mayRemove(after, one)).toEqual({ ok: true, value: undefined })
})

test('[OK7] so it is with a new beginning: the identity under which the account goes on is not lost', async () => {
  const disk = createFaultyDisk()
  const world = await createSealedWorld()
  await world.addDevice(ada)
  const fresh = await world.addDevice(ada, 'Fresh', disk.openFile)
  disk.faults.write = 'ENOSPC'
  expect(await fresh.service.care.startAnew()).toMatchObject({ failure: { kind: 'failed' } })
  delete disk.faults.write
  await fresh.service.keysChanged([{ user: ada, version: 2 }])
  expect(fresh.service.own.state()).toBe('ready')
  expect(fresh.service.own.isPrimary()).toBe(true)
})

test('[BU6] an identity that could not be erased is told of, and erased later', async () => {
  const { world, one, restored, reading } = await setupRestored()
  await beginAnew(world, ada, [one])
  // A copy of the keyring that cannot be taken away: then nothing counts as erased.
  const copy = path.join(restored.vault.folder, `keyring${damagedMark}1`)
  mkdirSync(copy)
  await restored.service.finishRestore()
  expect(reading()).toMatchObject({ kind: 'not-entered', why: 'failed' })
  rmdirSync(copy)
  world.clock.advance(60_000)
  await expect.poll(() => restored.service.own.state()).toBe('unlinked')
})

test('[BU6] what goes wrong in between is told where the rest is, and thrown at nobody', async () => {
  const { restored, reading } = await setupRestored()
  await restored.vault.lock()
  await restored.service.finishRestore()
  expect(reading()).toMatchObject({ kind: 'not-entered', why: 'failed' })
})
