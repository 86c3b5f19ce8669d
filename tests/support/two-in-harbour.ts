/** Ana, who can be cut off, and Ben in her workspace: what tests of being out of reach begin with. */
import type { Page } from 'playwright-core'
import { type Device, setupWorld, type World } from './app.ts'
import type { Gate } from './gate.ts'
import { createWorkspace, joinWorkspace, signUp } from './screens.ts'

interface TwoInHarbour {
  readonly world: World
  /** Ana's way to the relay. */
  readonly way: Gate
  /** Ana's. */
  readonly laptop: Device
  readonly ana: Page
  readonly ben: Page
}

export async function twoInHarbour(): Promise<TwoInHarbour> {
  const world = await setupWorld()
  const way = await world.ownWay()
  const laptop = world.device(way.url)
  const ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  return { world, way, laptop, ana, ben }
}
