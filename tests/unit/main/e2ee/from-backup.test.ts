import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { deviceIdOf } from '../../../../core/sealed/device-list.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'

const ada = someUser(1)

/** The devices in the newest list, and whether each says that it was restored. */
const listed = ({ service }: SealedDevice): ReadonlyArray<readonly [string, boolean]> =>
  (service.people.person(ada)?.list.devices ?? []).map(({ sign, restored }) => [
    deviceIdOf(sign),
    restored === true,
  ])

test('[BU6] a device out of a backup enters the list once the relay can be asked, also after a restart, and once', async () => {
  const { addDevice, relay } = await createSealedWorld()
  const one = await addDevice(ada)
  const bundle = one.service.exportKeys()
  const before = await addDevice(ada, 'Restored')
  orThrow(await before.service.takeBackup(bundle))
  before.link.isAway = true
  await before.service.finishRestore()
  expect(before.service.own.state()).toBe('unlinked')
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
