/** Ada with two devices and Bob in one workspace, Eve in another. */
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { setupVirtualRelay, type VirtualDevice, type VirtualRelay } from './virtual-relay.ts'

export interface People {
  readonly world: VirtualRelay
  readonly ada: VirtualDevice
  readonly phone: VirtualDevice
  readonly bob: VirtualDevice
  readonly eve: VirtualDevice
  readonly workspace: WorkspaceId
  readonly general: ConversationId
  /** Eve's. */
  readonly elsewhere: ConversationId
}

export async function setupPeople(): Promise<People> {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const phone = await world.addDevice('ada', ada.user)
  const bob = await world.addDevice('bob')
  const eve = await world.addDevice('eve')
  const { workspace, general } = await world.addWorkspace([ada, bob])
  const { general: elsewhere } = await world.addWorkspace([eve])
  return { world, ada, phone, bob, eve, workspace, general, elsewhere }
}

/** Lets time pass and everything happen that comes of it. */
export async function pass(world: VirtualRelay, by: number): Promise<void> {
  world.clock.advance(by)
  await world.settle()
}
