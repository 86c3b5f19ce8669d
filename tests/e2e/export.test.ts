import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { exportSchema } from '../support/export-schema.ts'
import { createWorkspace, message, post, signUp } from '../support/screens.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYPiPAw1LCQBsxT/BpKJ8kwAAAABJRU5ErkJggg==',
  'base64',
)

/** Resolves to where the file is. */
async function exportAs(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export #general' })
  await dialog.getByRole('radio', { name: format }).check()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const done = (await dialog.getByText(/^Done: /u).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  return /(?:is|are) in (.*)$/u.exec(done)?.[1] ?? ''
}

test('[XP1] [XP2] a conversation becomes a page that opens without a network, and JSON as the guide says', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'Sunday at nine')
  await post(page, '<script>document.title = "owned"</script> see https://boats.example/')
  await page.locator('input[type=file]').first().setInputFiles({
    name: 'boat.png',
    mimeType: 'image/png',
    buffer: picture,
  })
  await page.getByRole('button', { name: 'Remove boat.png' }).waitFor()
  await post(page, 'the boat')
  await message(page, 'the boat').getByText('On the server').waitFor({ state: 'attached' })
  await message(page, 'Sunday at nine').focus()
  await page.keyboard.press('p')
  await message(page, 'Sunday at nine').getByText('Pinned by Ana').waitFor()

  await page.getByRole('button', { name: 'About this conversation' }).click()
  const html = await exportAs(page, 'Web page, to read')
  const json = await exportAs(page, 'JSON, for programs')

  const reader = await page.context().newPage()
  const asked: Array<string> = []
  const said: Array<string> = []
  reader.on('request', (request) => asked.push(request.url()))
  reader.on('console', (line) => said.push(line.text()))
  await page.context().setOffline(true)
  await reader.goto(pathToFileURL(html).href)
  await reader.getByText('Sunday at nine').waitFor()
  await reader.getByText('see https://boats.example/').waitFor()
  const shown = reader.getByRole('img', { name: 'boat.png' })
  await expect
    .poll(() => shown.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBe(8)
  expect(await reader.title()).toContain('general')
  expect([asked.filter((url) => !/^(?:file|data):/u.test(url)), said]).toEqual([[], []])

  const read = v.safeParse(exportSchema, JSON.parse(readFileSync(json, 'utf8')))
  expect(read.issues).toBeUndefined()
  expect(read.output).toMatchObject({
    name: 'general',
    sealed: false,
    coverage: { missingParts: 0 },
    messages: [
      { text: 'Sunday at nine', pinned: {} },
      { text: '<script>document.title = "owned"</script> see https://boats.example/' },
      { text: 'the boat', attachments: [{ name: 'boat.png', type: 'image/png' }] },
    ],
    people: [{ name: 'Ana' }],
  })
})
