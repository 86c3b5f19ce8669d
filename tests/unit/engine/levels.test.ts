import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { levelKey } from '../../../core/engine/personal/levels.ts'
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import { listedIn } from '../../../renderer/features/notifications/listed.ts'
import { type Told, toldOf } from '../../../renderer/features/unread/told.ts'
import { createWorld, type Device, general, openIn, settled, workspace } from '../../support/devices.ts'

const channelOf = (device: Device) => {
  const [channel] = device.engine().directory.read().workspaces[0]?.channels ?? []
  if (channel === undefined) throw new Error('no channel')
  return channel
}
const toldTo = (device: Device): Told => toldOf(channelOf(device), 'group')
const noticed = (device: Device) =>
  listedIn(device.engine().directory.read()).map(({ level, count }) => [level, count])

async function setLevel(device: Device, level: NotifyLevel): Promise<void> {
  orThrow(await device.engine().personal(workspace).set(levelKey(general), level))
  await settled()
}

test('[PS20] muted without a network, what comes shows no number, over a restart too, until it is heard again', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  hers.wire()?.cut()
  await setLevel(hers, 'none')
  expect(channelOf(hers).level).toBe('none')
  await openIn(his).post('one')
  await world.deliverAll()
  world.clock.advance(60_000)
  await world.deliverAll()
  expect([toldTo(hers), noticed(hers)]).toEqual([{ unread: false, count: 0 }, [['none', 1]]])
  await openIn(his).post('two', { mentions: [hers.user] })
  await world.deliverAll()
  expect(toldTo(hers)).toEqual({ unread: true, count: 1 })

  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  // Before anything is heard from the relay.
  await settled()
  expect([channelOf(hers).level, toldTo(hers)]).toEqual(['none', { unread: true, count: 1 }])
  await setLevel(hers, 'all')
  expect([toldTo(hers), noticed(hers)]).toEqual([{ unread: true, count: 2 }, [['all', 2]]])
})
