import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { isNoted, noted, pressNoted, stubNotifications } from '../support/noted.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  writeTo,
  password,
} from '../support/screens.ts'

async function arrange(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Arrange ${name}` }).press('Enter')
  await page.getByRole('menuitem', { name: item }).click()
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('[NT5][NT7][NT8][NT10] somebody who looks elsewhere is told, goes to the message, and is left alone when they want to be', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await ana.context().addInitScript(stubNotifications)
  await ana.reload()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await post(ana, 'Who rows on Sunday?')
  await createChannel(ana, 'yard')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await choose(ana, 'Settings')
  await ana.getByRole('button', { name: 'Allow notifications' }).click()
  await ana.getByRole('button', { name: 'Send a test notification' }).click()
  await ana.getByText(/^It was handed to your system/).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')

  await channel(ben, 'general').click()
  await post(ben, 'The tide is early')
  await isNoted(ana, 'The tide is early')
  await post(ben, 'Bring a coat')
  await isNoted(ana, '2 new messages, the last one: Bring a coat')
  const [test, first, second, ...more] = await noted(ana)
  expect([test?.title, first?.title, more]).toEqual(['It works', 'Ben in #general', []])
  expect(second?.tag).toBe(first?.tag)
  await pressNoted(ana)
  await ana.getByRole('heading', { name: 'general', exact: true }).waitFor()
  await message(ana, 'Bring a coat').waitFor()

  await choose(ana, 'Do not disturb')
  await ana.getByRole('button', { name: 'For 1 hour' }).click()
  await ana.getByText(/^On until/).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await channel(ana, 'yard').click()
  await post(ben, 'Said in the quiet')
  await ana.getByRole('button', { name: /^general\s*, unread messages/ }).waitFor()
  await choose(ana, 'Do not disturb')
  await ana.getByRole('button', { name: 'Turn off' }).click()
  await ana.keyboard.press('Escape')
  await post(ben, 'Said aloud')
  await isNoted(ana, '2 new messages, the last one: Said aloud')
  expect(await noted(ana)).toHaveLength(4)
  expect((await noted(ana)).at(-1)?.isClosed).toBe(false)
  await channel(ana, /^general/u).click()
  await message(ana, 'Said aloud').waitFor()
  await expect.poll(async () => (await noted(ana)).at(-1)?.isClosed).toBe(true)

  await choose(ana, 'Status: Automatic')
  await ana.getByRole('radio', { name: 'Busy' }).check({ force: true })
  await ana.getByRole('button', { name: 'Set status' }).click()
  await message(ben, 'Who rows on Sunday?').getByText('busy').waitFor({ state: 'attached' })
})

test('[PS20][NT1] a direct message muted without a network shows and tells nothing of what comes, until it is heard again', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device(way.url).start()
  await ana.context().addInitScript(stubNotifications)
  await ana.reload()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await choose(ana, 'Settings')
  await ana.getByRole('button', { name: 'Allow notifications' }).click()
  await ana.keyboard.press('Escape')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await writeTo(ben, 'Ana')
  await post(ben, 'Is this the quay?')
  await channel(ana, /^Ben/).click()
  await message(ana, 'Is this the quay?').waitFor()

  // Beside what it is about, and taken back.
  await way.cut()
  await ana.getByText('Offline').first().waitFor()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  const level = ana.getByRole('combobox', { name: 'What you are notified about' })
  await level.selectOption('Nothing')
  await channel(ana, /^Ben.*muted/).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => level.inputValue()).toBe('all')
  await ana.getByRole('textbox', { name: 'Message Ben' }).fill('/mute')
  await ana.keyboard.press('Enter')
  await ana.getByText('Ben: muted.').waitFor()

  // Of what comes then nothing is shown, and of what comes after it elsewhere the person is told.
  await ana.getByRole('button', { name: 'Notes to yourself' }).and(ana.locator('[data-conversation]')).click()
  await post(ben, 'Never mind')
  await message(ben, 'Never mind').getByText('On the server').waitFor({ state: 'attached' })
  await channel(ben, 'general').click()
  await post(ben, 'The tide is early')
  await reconnect(way, ana)
  await isNoted(ana, 'The tide is early')
  await channel(ana, /^general.*unread/).waitFor()
  expect(await noted(ana)).toHaveLength(1)
  expect(await channel(ana, /^Ben.*unread/).count()).toBe(0)
  expect(await ana.title()).not.toContain('(')

  // Heard again it shows what came meanwhile; and that is taken back like the other way.
  await arrange(ana, 'Ben', 'Tell me of all messages')
  await channel(ana, /^Ben.*unread messages, 1 for you/).waitFor()
  expect(await ana.title()).toContain('(1)')
  const toast = ana.getByRole('listitem').filter({ hasText: 'you are told of every message' })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await channel(ana, /^Ben.*muted/).waitFor()
  expect(await channel(ana, /^Ben.*unread/).count()).toBe(0)
  await arrange(ana, 'Ben', 'Tell me of all messages')
  await channel(ben, /^Ana/).click()
  await post(ben, 'Are you there?')
  await isNoted(ana, '2 new messages, the last one: Are you there?')
})

test('the first screens say who can read what, once, and again from the help; a dark app never flashes white', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await page.getByLabel('Username').fill('ana')
  await page.getByLabel('Name', { exact: true }).fill('Ana')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Who can read channels' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).press('Enter')
  await page.getByRole('heading', { name: 'Who can read direct messages' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What is kept here, and what happens offline' }).waitFor()
  await page.reload() // not left yet
  await page.getByRole('button', { name: 'Skip' }).click()
  await createWorkspace(page, 'Rowing')
  await page.keyboard.press('Control+/')
  await page.getByRole('button', { name: 'Who can read what' }).click()
  await page.getByRole('heading', { name: 'Who can read channels' }).waitFor()
  await page.getByRole('button', { name: 'Skip' }).click()

  await page.evaluate(() => localStorage.setItem('looks', 'theme=dark'))
  await page
    .context()
    .addInitScript(() =>
      requestAnimationFrame(() =>
        Reflect.set(globalThis, 'firstFrame', document.documentElement.dataset['theme'] ?? 'none'),
      ),
    )
  await page.reload()
  await page.getByRole('button', { name: 'Account of Ana' }).waitFor()
  expect(await page.evaluate((): unknown => Reflect.get(globalThis, 'firstFrame'))).toBe('dark')
})
