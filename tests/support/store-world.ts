/** A device whose store is to be damaged, with another person and a relay round it. */
import { orThrow } from '../../core/base/defect.ts'
import { userId } from '../../core/protocol/ids.ts'
import type { StoreWrite } from '../../core/storage/local-store.ts'
import { createWorld, type Device, openIn, workspace, type World } from './devices.ts'

export interface StoreWorld {
  readonly world: World
  readonly alice: Device
  /** Says something and lets it reach the relay and the stores. */
  readonly say: (text: string) => Promise<void>
  readonly cut: () => void
  readonly reconnect: () => Promise<void>
}

export async function setupStoreWorld(): Promise<StoreWorld> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  world.relay.tell([
    {
      kind: 'member',
      workspace,
      user: userId('a'.repeat(32)),
      name: 'Ada',
      role: 'member',
      placeholder: false,
    },
  ])
  await alice.start()
  await bob.start()
  await world.deliverAll()
  world.clock.advance(1_000)
  await openIn(bob).post('from bob')
  await world.deliverAll()
  return {
    world,
    alice,
    say: async (text) => {
      world.clock.advance(1)
      orThrow(await openIn(alice).post(text))
      await world.deliverAll()
    },
    cut: () => {
      world.relay.settings.isDown = true
      alice.wire()?.cut()
    },
    reconnect: async () => {
      world.relay.settings.isDown = false
      world.clock.advance(60_000)
      await world.deliverAll()
    },
  }
}

export const garbage = Uint8Array.of(0xff, 0, 0x17)
/** A write that damages a value. */
export const damagedValue = (key: string): StoreWrite => ({ kind: 'value', key, value: garbage })
