/**
 * A language that is not one: English with ⟦ and ⟧ about every text of the catalogue. What stands on a screen outside of
 * them was written somewhere else, and would be English in every language.
 */
import { hostname } from 'node:os'
import type { BrowserContext, Page } from 'playwright-core'
import type { Catalogue } from '../../renderer/languages/spoken.ts'

/** Runs in the page as well: it may use nothing from outside. */
function bracketedPart(part: unknown): unknown {
  if (typeof part === 'string') return part === '' ? part : `⟦${part}⟧`
  if (typeof part === 'function') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is called in a catalogue gives texts
    const say = part as (...given: ReadonlyArray<unknown>) => unknown
    return (...given: ReadonlyArray<unknown>) => bracketedPart(say(...given))
  }
  if (Array.isArray(part)) return part.map((each) => bracketedPart(each))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, bracketedPart(value)]))
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same shape with other texts
export const bracketed = (words: Catalogue): Catalogue => bracketedPart(words) as Catalogue

/** The page gets the English words with brackets about them. */
export async function speakBracketed(context: BrowserContext): Promise<void> {
  await context.route(/\/assets\/(?:late-)?en-[^/]+\.js$/u, async (route) => {
    const response = await route.fetch()
    const source = await response.text()
    const names = /export\{([^}]+)\}/u.exec(source)?.[1]?.split(',') ?? []
    const exported = names.map((each) => each.split(' as ').at(-1) ?? each)
    const address = `${new URL(route.request().url()).pathname}?plain`
    await route.fulfill({
      response,
      body: [
        `import * as plain from ${JSON.stringify(address)}`,
        bracketedPart.toString(),
        ...exported.map(
          (name, at) =>
            `const part${at} = bracketedPart(plain[${JSON.stringify(name)}]); export { part${at} as ${name} }`,
        ),
      ].join('\n'),
    })
  })
}

/** Letters of ours that are no words: names of things that are called so in every language, and people's own data. */
const known: ReadonlyArray<readonly [text: RegExp, reason: string]> = [
  [
    /\b(?:Tidings|zhuk|lis|sova|general)\b/gu,
    'names: of the app, the accounts, the channel that the relay makes',
  ],
  [/\b(?:English|Deutsch|Español)\b/gu, 'languages in themselves'],
  [new RegExp(`\\b${hostname()}\\b`, 'gu'), 'this computer, after which the device is called'],
  [/(?:https?|tidings):\/\/\S+|\bxn--\S+|\b[a-z-]+\.example\b|127\.0\.0\.1:\d+/gu, 'addresses'],
  [
    /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\b(?:Today|Yesterday)\b/gu,
    'days, from Intl in the language of the page',
  ],
  [
    /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bat\b|\b[ap]m\b/giu,
    'moments, likewise',
  ],
]

/** Texts and names in view that have Latin letters outside of the brackets. */
export async function untranslatedIn(page: Page): Promise<ReadonlyArray<string>> {
  const texts = await page.evaluate(() => {
    const found: Array<string> = [document.title]
    // By no catalogue: emoji are named by their data, in each language; keys as keyboards have them; reports are for programs.
    const apart = '[role=gridcell], kbd, code, pre, script, style'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest(apart) === null) found.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('*')) {
      if (element.closest(apart) !== null) continue
      for (const name of [
        'aria-label',
        'title',
        'placeholder',
        'alt',
        'aria-roledescription',
        'aria-description',
      ]) {
        found.push(element.getAttribute(name) ?? '')
      }
    }
    return found
  })
  return texts.filter((text) => {
    let rest = text
    // From within: a text may hold others.
    while (/⟦[^⟦⟧]*⟧/u.test(rest)) rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/gu, '')
    for (const [each] of known) rest = rest.replaceAll(each, '')
    return /\p{Script=Latin}/u.test(rest)
  })
}
