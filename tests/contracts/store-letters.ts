/** Letters that wait. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import type { Letter } from '../../sync-server/identity/mail.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

const letters: ReadonlyArray<Letter> = [
  {
    kind: 'invitation',
    to: 'bob@bar.example',
    link: 'https://relay.example/invite#x',
    workspaceName: 'Quay',
  },
  { kind: 'invitation', to: 'eve@bar.example', link: 'https://relay.example/invite#y' },
  { kind: 'password-changed', to: 'ada@engines.example', displayName: 'Ada Lovelace' },
]

export function describeLetters(under: StoreFixture): void {
  describe('letters', () => {
    const store = () => under.store().letters
    const put = async (most = 10) => {
      const kept: Array<boolean> = []
      for (const letter of letters) kept.push(await store().add(letter, now, most))
      return kept
    }

    test('[ML6] they outlive a restart as they were, and are due in the order in which they came', async () => {
      expect(await put()).toEqual([true, true, true])
      await under.reopen()
      for (const letter of letters) {
        const first = await store().due(now)
        expect(first).toMatchObject({ letter, tries: 0 })
        await store().remove(first?.row ?? -1)
      }
      expect(await store().due(later)).toBeUndefined()
    })

    test('[ML2] one that was not taken is due later, and those behind it are not held up', async () => {
      await put()
      const first = await store().due(now)
      const at = millis(now + 60_000)
      await store().postpone(first?.row ?? -1, at)
      expect(await store().due(now)).toMatchObject({ letter: letters[1] })
      expect([await store().nextDue(now), await store().nextDue(at)]).toEqual([at, undefined])
      for (const _ of letters.slice(1)) await store().remove((await store().due(now))?.row ?? -1)
      expect(await store().due(now)).toBeUndefined()
      expect(await store().due(at)).toEqual({ row: first?.row, letter: letters[0], tries: 1 })
    })

    test('[ML2] no more wait than may', async () => {
      expect(await put(2)).toEqual([true, true, false])
      expect(await store().count()).toBe(2)
      await store().remove((await store().due(now))?.row ?? -1)
      expect(await put(2)).toEqual([true, false, false])
    })
  })
}
