import { expect, test } from 'vitest'
import { userId } from '../../../../core/protocol/ids.ts'
import { createOpenRestored } from '../../../../renderer/platform/open-restored.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

test('[BU4] nothing is restored among what does not go, and the key is wiped all the same', async () => {
  const erased: Array<string> = []
  const open = createOpenRestored({
    random: createSeededRandom(1),
    erase: async (user) => {
      erased.push(user)
      return false
    },
  })
  const ada = userId('1'.repeat(32))
  const key = new Uint8Array(32).fill(7)
  expect(await open(ada, key)).toMatchObject({ ok: false, failure: { kind: 'failed' } })
  expect(erased).toEqual([ada])
  expect(key.every((byte) => byte === 0)).toBe(true)
})
