/** When a backup is sealed anew. */
import { expect, test, vi } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'
import { text } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

test('[RV11] a backup that is behind when the program ends is sealed anew after the next start', async () => {
  const { addDevice, relay, clock } = await createSealedWorld()
  const [one] = [await addDevice(ada), await addDevice(bob)]
  const { recovery } = one.service.care
  orThrow(await recovery.prepare())
  orThrow(await recovery.confirm())
  expect(relay.backups.get(ada)?.version).toBe(1)
  const group = await one.beginGroup(bob)
  await one.write(group, one.entry(group, text('under a key that is not in it')))
  clock.advance(3_600_000)
  await vi.waitFor(() => expect(relay.backups.get(ada)?.version).toBe(2))
  // A second epoch, within the hour: it waits, and the program ends.
  const other = await one.beginGroup(bob)
  await one.write(other, one.entry(other, text('under another')))
  const before = await one.restart()
  clock.advance(4_000)
  await before.read(group)
  expect(relay.backups.get(ada)?.version).toBe(2)
  clock.advance(3_600_000)
  await vi.waitFor(() => expect(relay.backups.get(ada)?.version).toBe(3))
  // And where nothing is behind, nothing is sealed.
  await before.restart()
  clock.advance(3_600_000)
  await before.read(group)
  expect(relay.backups.get(ada)?.version).toBe(3)
})
