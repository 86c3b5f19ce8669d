/** Search finds what stands in documents. What it makes of their copies is in tests/unit/search/pages.test.ts. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createDocument,
  createWorkspace,
  documentEntry,
  documentText,
  joinWorkspace,
  message,
  post,
  signUp,
  unlock,
} from '../support/screens.ts'

const title = 'Plan'
const text = (page: Page) => documentText(page, title)
const box = (page: Page) => page.getByRole('combobox', { name: 'Search messages' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option')

async function look(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await box(page).fill(query)
}

/** The block is in view and marked, and the next key goes into it. */
async function expectShown(page: Page, words: string): Promise<void> {
  const block = text(page).locator('p', { hasText: words })
  await expect
    .poll(() =>
      block.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        const at = document.getSelection()?.anchorNode ?? null
        return {
          inView: top >= 0 && bottom <= window.innerHeight,
          marked: getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)',
          cursor: element.contains(at) && document.activeElement?.contains(element) === true,
        }
      }),
    )
    .toEqual({ inView: true, marked: true, cursor: true })
}

test('[SE28] [SE56] [SE57] one writes in a document, the other finds it and is led to the place', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await post(ana, 'The lantern is in the boathouse')
  await createDocument(ana, title)
  const gate = await world.ownWay()
  const device = world.device(gate.url)
  let ben = await device.start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await message(ben, 'in the boathouse').waitFor()

  await look(ben, 'lantern')
  await options(ben).filter({ hasText: 'in the boathouse' }).waitFor()
  await ben.getByText('1 document was never opened on this device: its text cannot be searched.').waitFor()
  await ben.keyboard.press('Escape')

  await documentEntry(ben, title).click()
  await text(ben).waitFor()
  await text(ana).click()
  for (let line = 0; line < 80; line++) {
    await ana.keyboard.insertText(line === 60 ? 'Hang the lantern 港口 by the door' : `Line number ${line}`)
    await ana.keyboard.press('Enter')
  }
  await expect.poll(() => text(ben).innerText()).toContain('Line number 79')
  await channel(ben, 'general').click()
  await message(ben, 'in the boathouse').waitFor()

  // Within some seconds (SE29); an answer stays as it is, and whoever misses something asks again.
  await ben.keyboard.press('Control+f')
  const countAnew = async (): Promise<number> => {
    await box(ben).fill('boathouse')
    await options(ben).filter({ hasText: 'boathouse' }).waitFor()
    await box(ben).fill('lanter')
    await options(ben)
      .locator('mark', { hasText: /^lanter$/u })
      .first()
      .waitFor()
    return options(ben).count()
  }
  await expect.poll(countAnew).toBe(2)
  const found = options(ben).filter({ hasText: 'by the door' })
  expect(await found.textContent()).toBe('Planin the textHang the lantern 港口 by the door')
  expect(await found.locator('mark').allTextContents()).toEqual(['lanter'])
  await ben.getByText('All messages can be searched.').waitFor()
  expect(await ben.getByText('never opened on this device').count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
  await box(ben).fill('has:document 港')
  await expect.poll(() => options(ben).count()).toBe(1)
  await box(ben).press('Enter')
  await text(ben).waitFor()
  await expectShown(ben, 'Hang the lantern')
  expect(await axeViolations(ben)).toEqual([])

  // What others write does not take the mark away; going on does.
  await text(ana).click()
  await ana.keyboard.press('Control+Home')
  await ana.keyboard.insertText('Up here: ')
  await expect.poll(() => text(ben).innerText()).toContain('Up here: ')
  await expectShown(ben, 'Hang the lantern')
  await gate.cut()
  await ben.keyboard.insertText('Tomorrow, ')
  await ben.keyboard.press('Control+Home')
  await expect
    .poll(() =>
      text(ben)
        .locator('p', { hasText: 'Hang the lantern' })
        .evaluate((element) => getComputedStyle(element).backgroundColor),
    )
    .toBe('rgba(0, 0, 0, 0)')

  // Offline, and to where one is already.
  await look(ben, 'in:plan morrow, hang')
  await options(ben).filter({ hasText: 'Tomorrow, Hang the lantern' }).waitFor()
  await box(ben).press('Enter')
  await expectShown(ben, 'Tomorrow, Hang the lantern')

  await device.stop()
  ben = await device.start()
  await unlock(ben, 'Ben')
  await channel(ben, 'general').click()
  await message(ben, 'in the boathouse').waitFor()
  await look(ben, 'morrow, hang')
  await options(ben).filter({ hasText: 'Tomorrow, Hang the lantern' }).waitFor()
  await box(ben).press('Enter')
  await expectShown(ben, 'Tomorrow, Hang the lantern')
})
