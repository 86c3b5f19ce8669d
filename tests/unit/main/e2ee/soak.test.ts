import { expect, test } from 'vitest'
import { createSoak } from '../../../support/sealed-soak.ts'

// `npm run soak -- --steps 5000` sets the number.
const steps = Number(import.meta.env['SOAK_STEPS'])
const seed = Number(import.meta.env['FC_SEED'])
/** In milliseconds; a step takes some fifty of them. */
const timeout = 30_000 + steps * 500

test(
  `[OE5] [SO3] [CK1] [RV12] after ${steps} steps of people whose devices come, go and are lost, all read all (seed ${seed})`,
  async ({ annotate }) => {
    const soak = await createSoak(seed)
    const taken = new Map<string, number>()
    for (let count = 0; count < steps; count++) {
      const what = await soak.step()
      taken.set(what, (taken.get(what) ?? 0) + 1)
    }
    const texts = await soak.settle()
    await annotate(`${texts} texts; ${[...taken].map(([what, times]) => `${what} ${times}`).join(', ')}`)
    expect(texts).toBeGreaterThan(steps / 10) // saying nothing would be readable too
  },
  timeout,
)
