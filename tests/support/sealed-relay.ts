/** A relay for a file of tests, with sealed conversations of people who just met, and plans that a test spoils. */
import { afterAll, beforeAll } from 'vitest'
import type { EpochPlan } from '../../core/e2ee/commit-epoch.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import type { EpochMember } from '../../core/sealed/epoch-body.ts'
import { startTestRelay, type TestRelay } from './relay.ts'
import { seededPrimitives } from './sealed-people.ts'
import { type SealedWorld, setupSealedWorld, startDm, startGroup } from './sealed-world.ts'

type Talking = SealedWorld & Awaited<ReturnType<typeof startDm>>

export interface SealedRelay {
  readonly primitives: Primitives
  /** Once the tests run. */
  readonly relay: () => TestRelay
  readonly setupWorld: () => Promise<SealedWorld>
  readonly setupDm: () => Promise<Talking>
  readonly setupGroup: () => Promise<Talking>
}

/** To be called once, at the top of the file. */
export function sealedRelay(seed: number): SealedRelay {
  const primitives = seededPrimitives(seed)
  let relay: TestRelay | undefined
  beforeAll(async () => {
    relay = await startTestRelay()
  })
  afterAll(() => relay?.close())
  const running = (): TestRelay => {
    if (relay === undefined) throw new Error('the relay runs while tests do')
    return relay
  }
  const setupWorld = (): Promise<SealedWorld> => setupSealedWorld(running(), primitives)
  return {
    primitives,
    relay: running,
    setupWorld,
    setupDm: async () => {
      const world = await setupWorld()
      return { ...world, ...(await startDm(primitives, world)) }
    },
    setupGroup: async () => {
      const world = await setupWorld()
      return { ...world, ...(await startGroup(primitives, world)) }
    },
  }
}

export const refused = (code: string): { readonly kind: 'refuse'; readonly code: string } => ({
  kind: 'refuse',
  code,
})

/** A plan of an epoch with other members than its maker had in mind. */
export const membersOf =
  (
    change: (members: ReadonlyArray<Omit<EpochMember, 'since'>>) => ReadonlyArray<Omit<EpochMember, 'since'>>,
  ) =>
  (plan: EpochPlan): EpochPlan => ({ ...plan, members: change(plan.members) })
