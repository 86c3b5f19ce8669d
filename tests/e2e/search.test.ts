import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { cutOffFromHistory, importHistory } from '../support/imported-history.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  unlock,
  writeTo,
} from '../support/screens.ts'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search messages' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option')

test('[SE50] one types, finds and jumps to a message of another channel; after a restart too', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Office')
  await post(page, 'Die Straße zum Hafen 港口')
  await createChannel(page, 'other')
  await post(page, 'nothing to see')

  await page.keyboard.press('Control+f')
  await box(page).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await box(page).fill('strasse')
  await options(page).filter({ hasText: 'Straße' }).waitFor()
  expect(await options(page).locator('mark').allTextContents()).toEqual(['Straße'])
  await page.getByText('All messages can be searched.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await box(page).press('Enter')
  await message(page, 'Hafen').and(page.locator(':focus')).waitFor()

  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await box(page).fill('nothing')
  const row = await options(page).filter({ hasText: 'nothing to see' }).elementHandle()
  await box(page).fill('港')
  await options(page).filter({ hasText: '港口' }).waitFor()
  // Results are written into the rows that are there: each key would leave twenty to be collected (decision 0135).
  expect(await row?.textContent()).toContain('港口')
  await box(page).fill('zebra')
  await page.getByText('Nothing found for “zebra”').waitFor()
  await page.keyboard.press('Escape')

  await device.stop()
  const again = await device.start()
  await unlock(again, 'Ana')
  await message(again, 'Hafen').waitFor()
  await again.keyboard.press('Control+f')
  await box(again).fill('in:other see')
  await options(again).filter({ hasText: 'nothing to see' }).waitFor()
})

test('without a network all that is here is found: open and sealed, as it was changed last, files by name', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const page = await world.device(gate.url).start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Office')
  await post(page, 'Meet at the lighthouse')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Office')
  await writeTo(page, 'Ben')
  await post(page, 'Between us: the lantern')
  await message(page, 'the lantern').getByText('On the server').waitFor({ state: 'attached' })

  await gate.cut()
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await channel(page, 'general').click()
  await message(page, 'lighthouse').focus()
  await page.keyboard.press('e')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Meet at the windmill')
  await page.keyboard.press('Enter')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'tidetable.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('low at nine'),
    })
  await page.getByRole('button', { name: 'Remove tidetable.txt' }).waitFor()
  await post(page, 'As every year')

  await page.keyboard.press('Control+f')
  for (const [asked, found] of [
    ['windmi', 'windmill'],
    ['ntern', 'the lantern'],
    ['tidetab', 'As every year'],
    ['has:file', 'As every year'],
  ] as const) {
    await box(page).fill(asked)
    await options(page).filter({ hasText: found }).waitFor()
    expect(await options(page).count()).toBe(1)
  }
  await box(page).fill('lighthouse')
  await page.getByText('Nothing found for “lighthouse”').waitFor()
  await box(page).fill('lantern')
  await options(page).filter({ hasText: 'the lantern' }).waitFor()
  await box(page).press('Enter')
  await message(page, 'the lantern').and(page.locator(':focus')).waitFor()
})

test('[SE11] [SE58] [SE60] [SE61] [SE63] without a network filters narrow what is found, typed, pressed or taken, and that is kept beside the conversation', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const page = await world.device(gate.url).start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Office')
  await post(page, 'Tea at the lighthouse')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Office')
  await post(ben, 'Tea at the windmill')
  await message(page, 'windmill').waitFor()

  await gate.cut()
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await page.keyboard.press('Control+f')
  const finds = async (asked: string, ...found: ReadonlyArray<string>): Promise<void> => {
    await box(page).fill(asked)
    if (found.length === 0) await page.getByText(`Nothing found for “${asked}”`).waitFor()
    await expect
      .poll(async () => (await options(page).locator('p').allTextContents()).toSorted(), { message: asked })
      .toEqual(found)
  }
  const [fromAna, fromBen] = ['Tea at the lighthouse', 'Tea at the windmill']
  await finds('tea', fromAna, fromBen)
  await finds('tea from:ben', fromBen)
  await finds('tea from:me', fromAna)
  await finds('lighthouse from:ben')
  await finds('tea after:2020', fromAna, fromBen)
  await finds('tea before:2020')
  await finds('tea before:2999-12', fromAna, fromBen)
  await finds('tea after:2999-12-31')

  await finds('tea', fromAna, fromBen)
  await page.getByRole('button', { name: 'From…' }).click()
  expect(await box(page).inputValue()).toBe('tea from:')
  const offered = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
  await page.keyboard.type('be')
  await offered.filter({ hasText: '@ben' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await box(page).inputValue()).toBe('tea from:@ben ')
  await expect.poll(() => options(page).locator('p').allTextContents()).toEqual([fromBen])
  await page.keyboard.type('in:')
  await offered.filter({ hasText: 'general' }).click()
  await expect.poll(() => options(page).locator('p').allTextContents()).toEqual([fromBen])
  expect(await box(page).inputValue()).toBe('tea from:@ben in:general ')
  for (let left = 'in:general '.length; left > 0; left--) await page.keyboard.press('Backspace')
  await page.getByRole('button', { name: 'Before…' }).click()
  expect(await box(page).inputValue()).toBe('tea from:@ben before:')
  await page.getByText('1 result').waitFor({ state: 'attached' }) // nothing behind it yet: what was found stays
  await page.keyboard.type('2020')
  await page.getByText('Nothing found for “tea from:@ben before:2020”').waitFor()
  await page.keyboard.press('Escape')
  await box(page).waitFor({ state: 'detached' })

  await page.keyboard.press('Control+Shift+f')
  await finds('tea', fromAna, fromBen)
  await page.getByRole('button', { name: 'Keep beside the conversation' }).click()
  const kept = page
    .getByRole('complementary', { name: 'Search results' })
    .getByRole('list')
    .getByRole('button')
  for (const text of ['lighthouse', 'windmill']) {
    await kept.filter({ hasText: text }).click()
    await message(page, text).and(page.locator(':focus')).waitFor()
  }
  await post(page, 'Tea for two')
  await kept.filter({ hasText: 'for two' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
})

test('[CR72] older messages come by themselves while nobody scrolls, also after a cut, and how far they can be searched is told on the way', async () => {
  const { way, page } = await cutOffFromHistory(await setupWorld())
  await page.keyboard.press('Control+f')
  await box(page).fill('cormorant')
  await page.getByText('Nothing found for “cormorant”').waitFor()
  const share = page.getByText(/^All messages on this device can be searched, \d+% of those there are\.$/u)
  await share.waitFor()
  await reconnect(way, page)
  await options(page).filter({ hasText: 'cormorant is asleep' }).waitFor()
  await share.waitFor({ state: 'detached' })
  await page.getByText('All messages can be searched.').waitFor()
  await box(page).press('Enter')
  await message(page, 'the cormorant is asleep').and(page.locator(':focus')).waitFor()
})

test('[SE51] [SE55] the way to an old message goes back as far as it must', async () => {
  const world = await setupWorld()
  await importHistory(world)
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await joinWorkspace(page, 'Rowing', 'harbour')
  await message(page, 'number 4099').waitFor()
  // Going back brings the older segments onto this device, where the index finds them.
  const log = page.getByRole('log', { name: 'Messages' })
  while (!(await log.textContent())?.includes('This is the beginning')) {
    await log.evaluate((element) => {
      element.scrollTop = 0
    })
  }
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await message(page, 'number 4099').waitFor()
  await page.keyboard.press('Control+f')
  await box(page).fill('number')
  await options(page).nth(19).waitFor()
  expect(await options(page).count()).toBe(20)
  // [SE55] The wheel brings more, without a press on "More".
  await page.getByRole('listbox', { name: 'Results' }).evaluate((list) => {
    list.scrollTop = list.scrollHeight
  })
  await options(page).nth(39).waitFor()
  await box(page).fill('batros')
  await options(page).filter({ hasText: 'albatross' }).waitFor()
  await box(page).press('Enter')
  const found = message(page, 'the albatross has landed')
  await found.and(page.locator(':focus')).waitFor()
  const isInView = (): Promise<boolean> =>
    found.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 0 && bottom <= window.innerHeight
    })
  await expect.poll(isInView).toBe(true)
})
