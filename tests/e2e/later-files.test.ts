/** Files of a message that is sent later. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, message, messages, reconnect, unlock, writeTo } from '../support/screens.ts'
import { storedBytes } from '../support/stored-values.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const files = (page: Page) => page.getByRole('list', { name: 'Files to send' })
const kept = async (page: Page): Promise<number> => (await storedBytes(page, 'unsent/')).length

/** As the field takes it, so many seconds from now. */
function moment(inSeconds: number): string {
  const at = new Date(Date.now() + inSeconds * 1_000)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

async function schedule(page: Page, when: string): Promise<void> {
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('menuitem', { name: 'At another time…' }).click()
  await page.getByText('The files stay sealed on this device until then').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('When').fill(when)
  await page.getByRole('button', { name: 'Schedule' }).click()
}

test.for(['a channel', 'a sealed conversation'])(
  '[PS26] a picture that is to be sent later in %s outlives a kill, and goes out with its text, once, when the device that has it is back',
  async (where) => {
    const { way, laptop, ben, ...two } = await twoInHarbour()
    let page = two.ana
    const isSealed = where === 'a sealed conversation'
    if (isSealed) await writeTo(page, 'Ben')
    const box = isSealed ? page.getByRole('textbox', { name: /^Message / }) : composer(page, 'general')

    const picture = { name: 'regatta.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(300, 200)) }
    await page.locator('input[type=file]').setInputFiles([picture])
    await expect.poll(() => kept(page)).toBe(1)
    await box.fill('Look at this')
    await schedule(page, '2099-01-01T09:00')
    await page.getByText(/with its files, by this device/u).waitFor()
    expect(await files(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await files(page).getByText('regatta').waitFor()
    expect(await box.inputValue()).toBe('Look at this')
    const due = moment(15)
    await schedule(page, due)
    await page.getByText(/with its files, by this device/u).waitFor()
    await way.cut()
    await laptop.kill()
    page = await laptop.start()
    await unlock(page, 'Ana')
    await expect.poll(() => Date.now()).toBeGreaterThan(new Date(due).getTime())
    expect(await files(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Scheduled messages 1' }).click()
    const list = page.getByRole('list', { name: 'Scheduled messages' })
    await list.getByText('Waits for a connection').waitFor()
    await list.locator('img').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await messages(ben).count()).toBe(0)

    await reconnect(way, page)
    if (isSealed) await ben.getByRole('list', { name: 'Direct messages' }).getByText('Ana').click()
    await message(ben, 'Look at this').getByRole('button', { name: 'Open regatta.png' }).waitFor()
    await message(page, 'Look at this').getByRole('button', { name: 'Open regatta.png' }).waitFor()
    await expect.poll(() => kept(page)).toBe(0)
    expect(await message(ben, 'Look at this').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Scheduled messages 1' }).count()).toBe(0)
  },
)
