import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { composer, createWorkspace, message, post, signIn, signUp } from '../support/screens.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that the page breaks, with the markup that does. */
async function violations(page: Page): Promise<ReadonlyArray<string>> {
  await page.evaluate(source) // over the debugger, which the page's policy does not bind
  const results: AxeResults = await page.evaluate('axe.run({ resultTypes: ["violations"] })')
  expect(results.passes.length).toBeGreaterThan(0)
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

test.each(['light', 'dark'] as const)('every screen passes axe (%s)', async (colorScheme) => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start({ colorScheme })
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Use at least 12 characters.').waitFor()
  expect(await violations(page)).toEqual([])
  await signUp(page, 'ana', 'Ana Beltrán')
  expect(await violations(page)).toEqual([])
  await createWorkspace(page, 'Rowing')
  await page.getByRole('heading', { name: 'Nothing in #general yet' }).waitFor()
  expect(await violations(page)).toEqual([])

  await post(page, 'See https://example.org/notes')
  await message(page, 'notes').hover()
  expect(await violations(page)).toEqual([])
  await message(page, 'notes').getByRole('button', { name: 'React', exact: true }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'React with 👍' }).click()
  await message(page, 'notes').click({ button: 'right', position: { x: 4, y: 4 } })
  await page.getByRole('menu').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New channel' }).click()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await violations(page)).toEqual([])
  await signIn(page, 'ana')
  await composer(page, 'general').waitFor()

  await device.stop()
  const again = await device.start({ colorScheme })
  await again.getByRole('heading', { name: 'Welcome back, Ana Beltrán' }).waitFor()
  expect(await violations(again)).toEqual([])
})
