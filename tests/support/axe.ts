/** What axe finds wrong with a page. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that the page breaks, with the markup that does. All of axe's rules and that for sizes (WCAG 2.5.8), or `rules` alone. */
export async function axeViolations(
  page: Page,
  rules?: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  await page.evaluate(source) // over the debugger, which the page's policy does not bind
  // What fades in is judged where it stands still; what turns without an end is not waited for.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().endTime === Infinity),
  )
  const options = {
    resultTypes: ['violations'],
    ...(rules === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: rules }),
  }
  const results: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(options)})`)
  // One rule alone may find nothing that it could judge: a colour over one that is itself transparent is for people.
  const judged = rules === undefined ? results.passes : [...results.passes, ...results.incomplete]
  expect(judged.length).toBeGreaterThan(0)
  const found: Array<string> = []
  for (const { id, nodes } of results.violations) {
    for (const { html, target } of nodes) {
      if (id !== 'target-size' || !(await hasLargeLabel(page, String(target[0]))))
        found.push(`${id}: ${html}`)
    }
  }
  return found
}

/** A press on the label of a box is one on the box; axe measures the box alone. */
const hasLargeLabel = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((each) => {
    const element = document.querySelector(each)
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    return labels
      .map((label) => label.getBoundingClientRect())
      .some(({ width, height }) => width >= 24 && height >= 24)
  }, selector)
