/** What is to disappear, and waits for the relay. */
import { expect } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { ShownMessage } from '../../core/engine/engine.ts'
import { createWorld, type Device, openIn, textsOf, type World } from './devices.ts'

export const minute = 60_000

export interface Waited {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
}

/** Alice is out of reach, and has written something that lasts for five minutes. */
export async function setupWaited(): Promise<Waited> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  for (const device of [alice, bob]) await device.start()
  await world.deliverAll()
  openIn(bob)
  orThrow(await openIn(alice).post('before'))
  await world.deliverAll()
  cutOff(world, alice)
  orThrow(await openIn(alice).post('secret', { expiresAfter: 300 }))
  return { world, alice, bob }
}

export function cutOff(world: World, device: Device): void {
  world.relay.settings.isDown = true
  device.wire()?.cut()
}

export async function reach({ world, alice, bob }: Waited): Promise<void> {
  world.relay.settings.isDown = false
  for (const device of [alice, bob]) if (device.isOn()) device.engine().wake()
  await world.deliverAll()
}

export async function pass(world: World, ms: number): Promise<void> {
  world.clock.advance(ms)
  await world.deliverAll()
}

export const secretOf = (device: Device): ShownMessage => {
  const message = openIn(device).view.read().messages[1]
  if (message === undefined) throw new Error('not there')
  return message
}

/** All that is to be seen of it, from now on. */
export async function expectWholeTime({ world, alice, bob }: Waited): Promise<void> {
  const there = [alice, bob].filter((device) => device.isOn())
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 5 * minute - 1_000)
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 2_000)
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', ''])
}
