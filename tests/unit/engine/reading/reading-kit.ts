/** Two people, and a thread of one of them that the other one replies to. */
import { orThrow } from '../../../../core/base/defect.ts'
import type { OpenConversation } from '../../../../core/engine/engine.ts'
import type { OpId } from '../../../../core/protocol/ids.ts'
import { createWorld, type Device, openIn, type World } from '../../../support/devices.ts'

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
  /** Of a message by Alice, who has closed the conversation since. */
  readonly root: OpId
  readonly others: OpenConversation
}

/** Whatever is gathered or due happens. */
export async function pass(world: World): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await world.deliverAll()
    world.clock.advance(1_000)
  }
  await world.deliverAll()
}

export async function setup(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  for (const device of [alice, bob]) await device.start()
  await world.deliverAll()
  const opened = openIn(alice)
  await world.deliverAll()
  const root = orThrow(await opened.post('Who rows on Sunday?'))
  await world.deliverAll()
  opened.close()
  const others = openIn(bob)
  await pass(world)
  return { world, alice, bob, root, others }
}
