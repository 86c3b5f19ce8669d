import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { beginAnew } from '../../../support/sealed-pairs.ts'
import { text } from '../../../support/sealed-texts.ts'

const ada = someUser(1)

/** Ada has written to herself on a device that is lost; of it there is a backup. */
async function setupNotes() {
  const world = await createSealedWorld()
  const lost = await world.addDevice(ada)
  const notes = await lost.beginDm(ada)
  expect(await lost.write(notes, lost.entry(notes, text('where the key lies')))).toBe('sealed')
  return { world, lost, notes, bundle: lost.service.exportKeys() }
}

const goesOn = async (device: SealedDevice, notes: Parameters<SealedDevice['read']>[0]): Promise<void> => {
  orThrow(await device.read(notes))
  expect(await device.write(notes, device.entry(notes, text('I am back')))).toBe('sealed')
}

test('[SE17] out of a backup, with no other device left, one reads on and writes on in notes to oneself', async () => {
  const { world, notes, bundle } = await setupNotes()
  const restored = await world.addDevice(ada, 'Restored')
  orThrow(await restored.service.takeBackup(bundle))
  await restored.service.finishRestore()
  expect(restored.service.own.state()).toBe('ready')
  await goesOn(restored, notes)
})

test('[SE17] who begins anew has their notes to write in, though not what stood there', async () => {
  const { world, lost, notes } = await setupNotes()
  const anew = await beginAnew(world, ada, [lost])
  const { entries } = orThrow(await anew.read(notes))
  expect(entries.some(({ kind }) => kind === 'entry')).toBe(false)
  await goesOn(anew, notes)
})
