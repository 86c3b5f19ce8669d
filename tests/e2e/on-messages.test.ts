/** What is done with a message: its parts are drawn, its text copied, its pin taken away, its file sent on; and found by what it has. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { channel, composer, createChannel, message, offline, post } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

async function choose(page: Page, text: string, item: string): Promise<void> {
  await message(page, text).click({ button: 'right', position: { x: 4, y: 4 } })
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

const found = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Results' }).getByRole('option').locator('p')

test('[CP5][MU7][SE11] headings, tables and quotes are drawn, an emoji has the colour of a hand, a file is sent on; pinned, unpinned, copied; and each is found by what it has, offline', async () => {
  const { way, ana, ben } = await twoInHarbour()
  await createChannel(ana, 'quay')
  await channel(ana, 'general').click()

  // From the box of emoji in the composer, at the caret.
  const box = composer(ana, 'general')
  await box.fill('Well done  all')
  for (let step = 0; step < 4; step++) await box.press('ArrowLeft')
  await ana.getByRole('button', { name: 'Emoji', exact: true }).click()
  await ana.getByRole('radio', { name: 'Medium dark' }).check({ force: true })
  await ana.getByRole('combobox', { name: 'Find an emoji' }).fill('thumbs up')
  await ana.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await expect.poll(() => box.inputValue()).toBe('Well done 👍🏾 all')
  await box.press('Enter')
  await message(ben, 'Well done 👍🏾 all').waitFor()

  await box.fill('## Sunday\n\n> Who rows?\n\n| Boat | Seats |\n| --- | ---: |\n| Otter | 4 |')
  await box.press('Enter')
  const drawn = message(ben, 'Who rows?')
  await drawn.locator('[data-level="2"]').filter({ hasText: 'Sunday' }).waitFor()
  await drawn.locator('blockquote').filter({ hasText: 'Who rows?' }).waitFor()
  await drawn.getByRole('table').getByRole('columnheader', { name: 'Seats' }).waitFor()
  await drawn.getByRole('cell', { name: '4' }).waitFor()
  expect(await axeViolations(ben)).toEqual([])

  // Copied as it was written, by the menu.
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await choose(ana, 'Who rows?', 'Copy text')
  await expect
    .poll(() => ana.evaluate(() => navigator.clipboard.readText()))
    .toBe('## Sunday\n\n> Who rows?\n\n| Boat | Seats |\n| --- | ---: |\n| Otter | 4 |')

  // With its file to another channel, for somebody who was not where it stood first.
  await ana
    .locator('input[type=file]')
    .setInputFiles({ name: 'tides.txt', mimeType: 'text/plain', buffer: Buffer.from('low at nine') })
  await ana.getByRole('button', { name: 'Remove tides.txt' }).waitFor()
  await post(ana, 'As every year')
  await message(ben, 'As every year').getByText('tides.txt').waitFor()
  await choose(ben, 'As every year', 'Forward')
  const dialog = ben.getByRole('dialog', { name: 'Forward this message' })
  await dialog.getByRole('combobox', { name: 'To' }).fill('ana')
  await ben.getByRole('option', { name: /^Ana/u }).click()
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await ben.getByText('Forwarded to 1 conversation.').waitFor()
  await channel(ana, /^Ben/u).click()
  const saving = ana.waitForEvent('download')
  await message(ana, 'As every year').getByRole('button', { name: 'Save tides.txt' }).click()
  const saved = await (await saving).createReadStream()
  expect(Buffer.concat(await saved.toArray()).toString()).toBe('low at nine')

  // Pinned by one, unpinned by the other.
  await channel(ana, 'general').click()
  await post(ana, 'Meet at https://quay.example')
  await post(ana, 'No, at the pier')
  await message(ben, 'at the pier').focus()
  await ben.keyboard.press('p')
  await message(ana, 'at the pier').getByText('Pinned by Ben').waitFor()
  await post(ben, '@Ana wake up')
  await message(ben, 'Who rows?').focus()
  await ben.keyboard.press('r')
  await post(ben, 'I do')
  await message(ben, 'https://quay.example').focus()
  await ben.keyboard.press('+')
  await ben.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await message(ana, 'https://quay.example')
    .getByRole('button', { name: /1 reaction/u })
    .waitFor()
  await message(ana, 'I do').waitFor()

  await way.cut()
  await offline(ana)
  await ana.keyboard.press('Control+f')
  const search = ana.getByRole('combobox', { name: 'Search messages' })
  const finds = async (asked: string, ...texts: ReadonlyArray<string>): Promise<void> => {
    await search.fill(asked)
    await expect
      .poll(async () => (await found(ana).allTextContents()).toSorted(), { message: asked })
      .toEqual(texts)
  }
  await finds('has:link', 'Meet at https://quay.example')
  await finds('has:reaction', 'Meet at https://quay.example')
  await finds('has:pin', 'No, at the pier')
  await finds('has:mention', '@Ana wake up')
  await finds('has:answer', 'I do')
  await finds('in:general at pier', 'No, at the pier')
  await finds('"at the"', 'No, at the pier')
  await finds('"the at"')
  await ana.keyboard.press('Escape')

  await choose(ana, 'at the pier', 'Unpin')
  await message(ana, 'at the pier').getByText('Pinned by Ben').waitFor({ state: 'detached' })
  await way.restore()
  await ana.evaluate(() => window.dispatchEvent(new Event('online')))
  await message(ben, 'at the pier').getByText('Pinned by Ben').waitFor({ state: 'detached' })
})
