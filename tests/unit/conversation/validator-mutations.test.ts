import { expect, test } from 'vitest'
import { honestUpdates, tryMutations, tryUpdate } from '../../support/mutations.ts'

// `npm run mutations -- --count 1000000` sets the number.
const mutations = Number(import.meta.env['MUTATIONS'])
const seed = Number(import.meta.env['FC_SEED'])
/** In milliseconds; a mutation takes a twentieth of one. */
const timeout = 10_000 + mutations

test(
  `[VA13] of ${mutations} mutated updates each accepted one is harmless (seed ${seed})`,
  async ({ annotate }) => {
    const { accepted, refused, harmful } = tryMutations(mutations, seed)
    const kinds = [...refused].toSorted(([, left], [, right]) => right - left)
    await annotate(`accepted ${accepted}, of them harmful ${harmful.length}`)
    await annotate(`refused: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}`)
    expect(harmful).toEqual([])
    expect(accepted).toBeGreaterThan(mutations / 100) // refusing everything would be harmless too
  },
  timeout,
)

test('[VA13] the honest updates themselves are accepted and harmless', () => {
  for (const attempt of honestUpdates) expect(tryUpdate(attempt)).toBe('harmless')
})
