/** The page in words that set apart what people said, as the app has them: each module takes its own when it is loaded. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isolated } from '../../../../../renderer/languages/isolated.ts'
import { catalogue as arabic } from '../../../../../renderer/languages/ar.ts'
import { catalogue as lateArabic } from '../../../../../renderer/languages/late-ar.ts'
import { catalogue as english } from '../../../../../renderer/languages/en.ts'
import { catalogue as lateEnglish } from '../../../../../renderer/languages/late-en.ts'
import type { FirstWords, LateWords } from '../../../../../renderer/languages/spoken.ts'
import { person } from '../../../../support/shown-message.ts'

beforeEach(() => vi.resetModules())
afterEach(() => vi.resetModules())

async function pageIn(
  words: FirstWords & LateWords,
  direction: 'ltr' | 'rtl',
  name: string,
): Promise<string> {
  const { speak } = await import('../../../../../renderer/languages/spoken.ts')
  speak(isolated(words, direction))
  const { ana, exportedPage } = await import('../../../../support/export-world.ts')
  return exportedPage(
    (write) => {
      const first = write({ kind: 'post', text: '@Bob knows', mentions: [person('b')] })
      write({ kind: 'pin', target: first, on: true })
      write({ kind: 'edit', target: first, text: '@Bob knew', mentions: [person('b')] })
      write({ kind: 'post', text: 'an answer', replyTo: first })
    },
    {
      about: {
        conversation: (await import('../../../../support/export-world.ts')).exportedId,
        name,
        workspace: name,
        sealed: true,
      },
      memberOf: (user) => ({
        user,
        name: user === ana ? name : 'Bob',
        username: user === ana ? 'ana' : 'bob',
      }),
    },
  )
}

test.each([
  ['Arabic', { ...arabic, ...lateArabic }, 'rtl', 'Ana'],
  ['English with a Hebrew name', { ...english, ...lateEnglish }, 'ltr', 'דנה'],
] as const)(
  '[XP1] in %s names and moments are set apart, by marks that are nothing to be seen',
  async (_, words, direction, name) => {
    const html = await pageIn(words, direction, name)
    expect(html).not.toContain('\uFFFD')
    expect(html).toContain(`\u2068${name}\u2069`)
    expect(html.match(/\u2068/gu)?.length).toBe(html.match(/\u2069/gu)?.length)
  },
)

test('[XP1] nothing that a name has in it ends what sets it apart, or turns what follows', async () => {
  const html = await pageIn({ ...english, ...lateEnglish }, 'ltr', 'דנה\u2069\u202E\u2067')
  expect(html).not.toMatch(/[\u202A-\u202E]/u)
  expect(html.match(/[\u2066-\u2068]/gu)?.length).toBe(html.match(/\u2069/gu)?.length)
})
