/** The recovery backup over days: when it is sealed anew, when the list names it, and who stops. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { recoveryOf } from '../../../../main/e2ee/recovery-record.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { text } from '../../../support/sealed-texts.ts'

const [ada, bob, eve, dan] = [someUser(1), someUser(2), someUser(3), someUser(4)]
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

interface Kept {
  readonly world: SealedWorld
  readonly one: SealedDevice
  readonly code: string
}

async function withCode(): Promise<Kept> {
  const world = await createSealedWorld()
  const one = await world.addDevice(ada)
  for (const user of [bob, eve, dan]) await world.addDevice(user)
  const code = orThrow(await one.service.care.recovery.prepare())
  orThrow(await one.service.care.recovery.confirm())
  return { world, one, code }
}

const backupOf = ({ relay }: SealedWorld) => relay.backups.get(ada)
/** A new epoch, whose key is in no backup yet. */
async function gainKey(one: SealedDevice, other: typeof bob): Promise<ConversationId> {
  orThrow(await one.service.people.refresh([other]))
  const dm = await one.beginDm(other)
  expect(await one.write(dm, one.entry(dm, text('x')))).toBe('sealed')
  return dm
}
const listedBackup = ({ service }: SealedDevice) => service.people.person(ada)?.list.backup
const namesNewest = (world: SealedWorld, one: SealedDevice): boolean =>
  bytesEqual(sha256(backupOf(world)?.blob ?? new Uint8Array()), listedBackup(one) ?? new Uint8Array())

test('[RV11] new keys go into the backup once in five minutes at most; the list names it once a week at most', async () => {
  const { world, one } = await withCode()
  const { clock } = world
  expect([backupOf(world)?.version, namesNewest(world, one)]).toEqual([1, true])
  const { version } = one.service.people.person(ada) ?? {}
  clock.advance(minute)
  await gainKey(one, bob)
  clock.advance(3 * minute)
  await gainKey(one, eve)
  expect(clock.pending()).toBeGreaterThan(0)
  expect(backupOf(world)?.version).toBe(1)
  clock.advance(2 * minute)
  await expect.poll(() => backupOf(world)?.version).toBe(2)
  expect(recoveryOf(one.service.core.keyring)?.epochs).toBe(2)
  expect([one.service.people.person(ada)?.version, namesNewest(world, one)]).toEqual([version, false])
  // Nothing new: nothing is sealed.
  clock.advance(day)
  expect(backupOf(world)?.version).toBe(2)
  clock.advance(6 * day)
  await gainKey(one, dan)
  clock.advance(hour)
  await expect.poll(() => backupOf(world)?.version).toBe(3)
  await expect.poll(() => namesNewest(world, one)).toBe(true)
})

test('[RV11] a key that comes while the backup is on its way goes into the next one', async () => {
  const { world, one } = await withCode()
  await gainKey(one, bob)
  let arrive: (() => void) | undefined
  world.relay.backupsWait = new Promise((resolve) => (arrive = resolve))
  world.clock.advance(hour)
  await expect.poll(() => backupOf(world)?.version).toBe(2)
  await gainKey(one, eve)
  arrive?.()
  await expect.poll(() => recoveryOf(one.service.core.keyring)?.saved).toBe(world.clock.now())
  expect(recoveryOf(one.service.core.keyring)?.epochs).toBe(1)
  world.clock.advance(hour)
  await expect.poll(() => backupOf(world)?.version).toBe(3)
  await expect.poll(() => recoveryOf(one.service.core.keyring)?.epochs).toBe(2)
})

test('[RV11] what another device has put into the backup is taken in before it is sealed anew', async () => {
  const { world, one, code } = await withCode()
  const fresh = await world.addDevice(ada, 'Phone')
  orThrow(await fresh.service.care.recovery.restore(code))
  world.clock.advance(hour)
  const theirs = await gainKey(fresh, bob)
  world.clock.advance(hour)
  await expect.poll(() => backupOf(world)?.version).toBe(2)
  expect(one.service.core.keeper.epochs(theirs)).toEqual([])
  orThrow(await one.service.people.refresh([ada]))
  await gainKey(one, eve)
  world.clock.advance(hour)
  await expect.poll(() => backupOf(world)?.version).toBe(3)
  expect(one.service.core.keeper.epochs(theirs)).toHaveLength(1)
})

test('[RV11] a device whose code was replaced elsewhere forgets it and seals nothing', async () => {
  const { world, one, code } = await withCode()
  const fresh = await world.addDevice(ada, 'Phone')
  orThrow(await fresh.service.care.recovery.restore(code))
  orThrow(await fresh.service.care.recovery.prepare())
  orThrow(await fresh.service.care.recovery.confirm())
  orThrow(await one.service.people.refresh([ada]))
  const { version } = backupOf(world) ?? {}
  await gainKey(one, bob)
  world.clock.advance(hour)
  await expect.poll(() => recoveryOf(one.service.core.keyring)).toBeUndefined()
  expect(backupOf(world)?.version).toBe(version)
})

test('[VT9] the vault of a machine that came back by a code waits for no other code to be written down', async () => {
  const { world, code } = await withCode()
  const fresh = await world.addDevice(ada, 'Phone')
  expect(fresh.vault.recoveryCode()).toBeDefined()
  orThrow(await fresh.service.care.recovery.restore(code))
  expect(fresh.vault.recoveryCode()).toBeUndefined()
})
