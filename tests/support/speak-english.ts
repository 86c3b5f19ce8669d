/** What is shown in tests is shown in English: loaded before any module that takes words, and only where screens are looked at. */
import { expect } from 'vitest'

const { testPath } = expect.getState()
if (testPath === undefined || /renderer|browser|integration|exported-page/u.test(testPath)) {
  const { english } = await import('./catalogues.ts')
  const { speak } = await import('../../renderer/languages/spoken.ts')
  speak(english)
}
