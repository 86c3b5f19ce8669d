/** What was deleted, disappeared or edited is so wherever it was kept, and not in its conversation alone. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Device, setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  offline,
  post,
  reconnect,
  signUp,
  unlock,
  writeTo,
} from '../support/screens.ts'

const savedDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved for later' })

/** By the key of an action. */
async function press(page: Page, text: string, key: string): Promise<void> {
  await message(page, text).first().focus()
  await page.keyboard.press(key)
}

async function two() {
  const world = await setupWorld()
  const way = await world.ownWay()
  const start = (device: Device, aheadMs = 0): Promise<Page> =>
    device.start({ prepare: (context) => context.clock.install({ time: Date.now() + aheadMs }) })
  const laptop = world.device(way.url)
  const ana = await start(laptop)
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await start(world.device())
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  const pass = async (time: string): Promise<void> => {
    for (const page of [ana, ben]) await page.clock.fastForward(time)
  }
  return { ana, ben, pass, way, laptop, start }
}

/** What is written here disappears a minute later. */
async function setTimer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('radio', { name: 'Other' }).check({ force: true })
  await page.getByLabel('How many').fill('1')
  await page.getByRole('radio', { name: 'minutes' }).check({ force: true })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).first().click()
}

test('[PS22] in the list of what is saved for later: deleted, disappeared, or as it was edited', async () => {
  const { ana, ben, pass } = await two()
  await post(ana, 'deleted secret')
  await composer(ana, 'general').fill('first **wording**')
  await ana.keyboard.press('Enter')
  await press(ben, 'deleted secret', 's')
  await press(ben, 'first wording', 's')
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  await post(ana, 'disappearing secret')
  await channel(ben, /^Ana/u).click()
  await press(ben, 'disappearing secret', 's')
  await ben.getByRole('button', { name: /^Saved for later/u }).click()
  const list = savedDialog(ben).getByRole('list', { name: 'To come back to' })
  await list.getByText('first wording', { exact: true }).waitFor()
  await list.getByText('deleted secret').waitFor()
  await list.getByText(/^Disappears on /u).waitFor()
  expect(await savedDialog(ben).innerText()).not.toContain('disappearing secret')
  expect(await axeViolations(ben)).toEqual([])

  // Before her eyes.
  await channel(ana, 'general').click()
  await press(ana, 'first wording', 'e')
  await ana.keyboard.press('Control+a')
  await ana.keyboard.type('second wording')
  await ana.keyboard.press('Enter')
  await list.getByText('second wording').waitFor()
  await press(ana, 'deleted secret', 'Delete')
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await pass('00:15')
  await list.getByText('Message deleted', { exact: true }).waitFor()
  await pass('01:00')
  await list.getByText('Message disappeared', { exact: true }).waitFor()
  expect(await savedDialog(ben).innerText()).not.toMatch(/secret|first/u)
  expect(await list.getByRole('button', { name: /Message disappeared/u }).isDisabled()).toBe(true)
  expect(await axeViolations(ben)).toEqual([])
  await list.getByRole('button', { name: /Message deleted/u }).click()
  await ben.locator('article[data-sought=true]').filter({ hasText: 'Message deleted' }).waitFor()
})

test('[CR88] in the list of conversations: what has disappeared unread leaves neither number nor dot', async () => {
  const { ana, ben, pass } = await two()
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  const entry = channel(ben, /^Ana/u)
  await entry.click()
  await ben.getByText('Ana set messages to disappear 1 minute after they are sent').waitFor()
  await channel(ben, 'general').click()
  await post(ana, 'unread and gone')
  await entry.getByText('1', { exact: true }).waitFor()
  await pass('01:30')
  await expect.poll(() => entry.innerText()).not.toMatch(/unread|1/u)
})

test('[CR98] [EX6] what waited without a network for longer than it lasts stays until it is sent, is seen then, and has its whole time', async () => {
  const { ana, ben, pass, way } = await two()
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  await post(ana, 'at once')
  const entry = channel(ben, /^Ana/u)
  await entry.click()
  await message(ben, 'at once').waitFor()
  await channel(ben, 'general').click()
  await way.cut()
  await offline(ana)
  await post(ana, 'waited')
  await pass('02:00')
  await message(ana, 'at once').waitFor({ state: 'detached' })
  await message(ana, 'waited').getByText('Queued on this device').waitFor({ state: 'attached' })
  await message(ana, 'waited').getByText('Its time begins when it is sent').waitFor({ state: 'attached' })
  expect(await axeViolations(ana)).toEqual([])

  await reconnect(way, ana)
  await entry.getByText('1', { exact: true }).waitFor()
  await entry.click()
  for (const page of [ana, ben])
    await message(page, 'waited').getByText('Disappears on').waitFor({ state: 'attached' })
  await pass('00:40')
  for (const page of [ana, ben]) expect(await message(page, 'waited').count()).toBe(1)
  await pass('00:30')
  for (const page of [ana, ben]) await message(page, 'waited').waitFor({ state: 'detached' })
})

test('[CR98] what waited while its author’s app was closed is seen once it is open again, and has its whole time', async () => {
  const { ana, ben, way, laptop, start } = await two()
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  await post(ana, 'at once')
  await channel(ben, /^Ana/u).click()
  await message(ben, 'at once').waitFor()
  await way.cut()
  await offline(ana)
  await post(ana, 'waited')
  await laptop.stop()
  await ben.clock.fastForward('03:00')
  await message(ben, 'at once').waitFor({ state: 'detached' })

  const again = await start(laptop, 180_000)
  await unlock(again, 'Ana')
  await channel(again, /^Ben/u).click()
  await message(again, 'waited').getByText('Its time begins when it is sent').waitFor({ state: 'attached' })
  await reconnect(way, again)
  for (const page of [again, ben])
    await message(page, 'waited').getByText('Disappears on').waitFor({ state: 'attached' })
  for (const page of [again, ben]) await page.clock.fastForward('01:10')
  for (const page of [again, ben]) await message(page, 'waited').waitFor({ state: 'detached' })
})

const inThread = (page: Page): Locator => page.getByRole('complementary', { name: 'Thread' })

async function answer(page: Page, text: string, reply: string, isForAll = false): Promise<void> {
  await press(page, text, 't')
  if (isForAll) await inThread(page).getByRole('checkbox').check()
  const box = inThread(page).getByRole('textbox', { name: 'Reply in the thread' })
  await box.fill(reply)
  await box.press('Enter')
  await inThread(page).getByRole('article').filter({ hasText: reply }).waitFor()
  await inThread(page).getByRole('button', { name: 'Close' }).click()
}

test('[VW6] in the list of threads, above a reply, while it is being answered, and where screen readers heard it', async () => {
  const { ana, ben, pass } = await two()
  await composer(ana, 'general').fill('look **here** at `code`')
  await ana.keyboard.press('Enter')
  await post(ana, 'secret root')
  await answer(ben, 'look here', 'seen')
  await answer(ben, 'secret root', 'known', true)
  const above = message(ben, 'known').getByRole('button', { name: /^Replied to a thread/u })
  await above.getByText('secret root').waitFor()
  await press(ben, 'secret root', 'r')
  const answering = ben.getByRole('main').getByText('secret root')
  await expect.poll(() => answering.count()).toBe(4) // the message, above the reply, in the composer, and heard
  await post(ben, 'secret heard')
  const heard = ana.locator('[aria-live=polite]').filter({ hasText: 'Ben: secret heard' })
  await heard.waitFor({ state: 'attached' })

  await press(ben, 'secret root', 'r')
  await press(ana, 'secret root', 'Delete')
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await press(ben, 'secret heard', 'Delete')
  await ben.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await pass('00:15')
  await expect.poll(() => above.innerText()).toMatch(/^Replied to a thread:\s+a deleted message$/u)
  for (const page of [ana, ben])
    await expect.poll(() => page.locator('body').textContent()).not.toContain('secret')

  await ana.getByRole('button', { name: /^Threads/u }).click()
  const list = ana.getByRole('list', { name: 'Threads' })
  await list.getByText('You: look here at code', { exact: true }).waitFor()
  await list.getByText('Message deleted', { exact: true }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
})
