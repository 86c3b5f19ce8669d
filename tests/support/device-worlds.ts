/** Where many tests of sync begin. */
import { createWorld, type Device, general, openIn, type World } from './devices.ts'
import { fillLog, type Stranger } from './strangers.ts'

export interface Reader {
  readonly world: World
  readonly alice: Device
  /** Who wrote what Alice reads. */
  readonly author: Stranger
}

/** A conversation of `count` messages, `message 0` and on, which Alice has not opened. */
export async function setupReader(count: number): Promise<Reader> {
  const world = createWorld()
  const author = fillLog(world.relay, general, count)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(1_000) // the directory is stored
  return { world, alice, author }
}

export interface Pair {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
}

/** Bob looks at a conversation in which Alice has written `first`. */
export async function setupPair(first: string): Promise<Pair> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  await alice.start()
  await bob.start()
  await world.deliverAll()
  world.clock.advance(1_000) // the directory is stored
  openIn(bob)
  await openIn(alice).post(first)
  await world.deliverAll()
  return { world, alice, bob }
}
