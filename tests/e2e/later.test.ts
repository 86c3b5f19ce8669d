import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { setupWorld } from '../support/app.ts'
import { startPerson } from '../support/app-person.ts'
import { axeViolations } from '../support/axe.ts'
import {
  createWorkspace,
  entryIn,
  joinWorkspace,
  message,
  messages,
  post,
  signUp,
  writeTo,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'
import { until } from '../support/until.ts'

const direct = (page: Page, name: string): Locator =>
  entryIn(page.getByRole('list', { name: 'Direct messages' }), name)
const box = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / })

async function openSettings(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+,')
  return page.getByRole('dialog', { name: 'Settings' })
}

test('messages of two people: they disappear after a while, are sent later, and whether they were read is nobody’s business', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'This stays')

  await ana.getByRole('button', { name: 'About this conversation' }).click()
  const self = ana.getByRole('complementary').getByRole('button', { name: 'You' })
  // As her face is elsewhere, not as “You”.
  expect(await self.locator('[data-initials]').getAttribute('data-initials')).toBe('A')
  const timer = ana.getByRole('region', { name: 'Disappearing messages' })
  await timer.getByText('Messages stay until somebody deletes them.').waitFor()
  await timer.getByRole('button', { name: 'Change' }).click()
  await ana.getByRole('radio', { name: 'Other' }).check({ force: true })
  await ana.getByLabel('How many').fill('0')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await ana.getByText('Write a whole number').waitFor()
  await ana.getByLabel('How many').fill('3')
  await ana.getByRole('radio', { name: 'days' }).check({ force: true })
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await timer.getByText('What is written here disappears 3 days after it was sent.').waitFor()
  await direct(ben, 'Ana').click()
  await ben.getByText('Ana set messages to disappear 3 days after they are sent').waitFor()
  await post(ben, 'This goes')
  await message(ana, 'This goes')
    .getByText(/^Disappears on /u)
    .waitFor({ state: 'attached' })
  expect(
    await message(ana, 'This stays')
      .getByText(/^Disappears on /u)
      .count(),
  ).toBe(0)
  expect(await axeViolations(ana)).toEqual([])

  await ana.getByRole('complementary').getByRole('button', { name: 'Close', exact: true }).click()
  await box(ana).fill('Good morning, Ben')
  await box(ana).press('Control+Shift+Enter')
  await ana.getByRole('menuitem', { name: 'Tomorrow morning' }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.setViewportSize({ width: 480, height: 800 })
  const tomorrow = ana.getByRole('menuitem', { name: 'Tomorrow morning' })
  await expect.poll(async () => (await tomorrow.boundingBox())?.x).toBeLessThan(480)
  expect((await tomorrow.boundingBox())?.height).toBe(32) // in one line
  await ana.setViewportSize({ width: 1280, height: 800 })
  await tomorrow.click()
  await ana.getByText(/^It is sent on .*, by whichever of your devices is on/u).waitFor()
  await ana.getByRole('button', { name: 'Undo' }).click()
  expect(await box(ana).inputValue()).toBe('Good morning, Ben')
  await ana.getByRole('button', { name: 'Send later' }).click()
  await ana.getByRole('menuitem', { name: 'At another time…' }).click()
  await ana.getByLabel('When').fill('2020-01-01T09:00')
  await ana.getByRole('button', { name: 'Schedule' }).click()
  await ana.getByText('Choose a moment that lies ahead.').waitFor()
  await ana.getByLabel('When').fill('2099-01-01T09:00')
  await ana.getByRole('button', { name: 'Schedule' }).click()
  await ana.getByRole('button', { name: 'Scheduled messages 1' }).click()
  const list = ana.getByRole('list', { name: 'Scheduled messages' })
  await list.getByText('1 January 2099 at').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await list.getByRole('button', { name: 'Change' }).click()
  await ana.getByLabel('Message', { exact: true }).fill('Good evening, Ben')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  // Until the new one is kept the old one stands beside it, behind the question.
  await ana.getByRole('dialog', { name: 'Send later' }).waitFor({ state: 'detached' })
  await list.getByRole('paragraph').filter({ hasText: 'Good evening, Ben' }).waitFor()
  await list.getByText('Good morning, Ben').waitFor({ state: 'detached' })
  expect(await message(ben, 'Good evening, Ben').count()).toBe(0)
  await ana.getByRole('button', { name: 'Send now' }).click()
  await ana.getByText('Nothing is scheduled').waitFor()
  await ana.keyboard.press('Escape')
  await message(ben, 'Good evening, Ben').waitFor()
  expect(await message(ben, 'Good evening, Ben').count()).toBe(1)

  await ana.getByText('Seen by 1').waitFor()
  const settings = await openSettings(ana)
  await settings
    .getByRole('group', { name: 'Read receipts' })
    .getByRole('radio', { name: 'Off' })
    .check({ force: true })
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await ana.getByText('Seen by 1').waitFor({ state: 'detached' })

  await box(ana).fill('/away')
  await box(ana).press('Enter')
  await ana.getByText('Others see you as away now.').waitFor()
  await ben.locator('main > header').getByText('away', { exact: true }).waitFor()
  await box(ana).press('?')
  expect(await box(ana).inputValue()).toBe('?')
  await messages(ana).last().focus()
  await ana.keyboard.press('?')
  await ana.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
})

test('the preview of a link is asked for by the sender alone, says where it leads, and can be left out', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await box(ana).fill('Look at https://boats.invalid/one')
  await ana.getByRole('button', { name: 'Add a preview of boats.invalid' }).click()
  await ana.getByText('There are no previews of boats.invalid: it is no public site.').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Send without a preview' }).click()
  await box(ana).press('Enter')
  await message(ana, 'Look at').waitFor()

  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-preview-'))
  const cem = await startPerson({ relay: world.relayUrl, folder, username: 'cem' })
  onTestFinished(async () => {
    await cem.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const [{ id: workspace } = { id: undefined }] = orThrow(await cem.bridge.call('directory.workspaces', {}))
  if (workspace === undefined) throw new Error('Ana has made one')
  orThrow(await cem.bridge.call('directory.joinWorkspace', { workspace }))
  await until(cem.engine().directory, ({ workspaces }) => workspaces[0]?.channels[0] !== undefined)
  const channel = cem.engine().directory.read().workspaces[0]?.channels[0]
  if (channel === undefined) throw new Error('there is #general')
  const opened = await cem.open(channel.id)
  const url = 'https://my-bank.example.evil.example/'
  const picture = Uint8Array.from(
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>'),
  )
  const title = `My bank <img src=x onerror=alert(1)> ${'a\u0301\u0302\u0303\u0304'.repeat(30)}`
  orThrow(
    await opened.post(`See ${url}`, {
      preview: { url, title, description: 'https://my-bank.example '.repeat(12), picture },
    }),
  )
  const card = message(ana, 'See').getByRole('button', { name: /My bank/u })
  await card.waitFor()
  await card.getByText('my-bank.example.evil.example', { exact: true }).waitFor()
  expect(await card.locator('img').count()).toBe(0)
  expect((await card.boundingBox())?.height).toBe(74)
  expect(await axeViolations(ana)).toEqual([])
  await card.click()
  await ana
    .getByRole('dialog', { name: 'Open this link?' })
    .getByText('my-bank.example.evil.example')
    .first()
    .waitFor()
  await ana.keyboard.press('Escape')
  const [sent] = opened.view.read().messages.slice(-1)
  if (sent === undefined) throw new Error('it was sent')
  orThrow(await opened.edit(sent.id, 'No link any more'))
  await message(ana, 'No link any more').waitFor()
  expect(await ana.getByRole('button', { name: /My bank/u }).count()).toBe(0)
})

test('an answer in a thread waits for its time, and then stands in the thread alone', async () => {
  const { ana, ben } = await twoInHarbour()
  await post(ben, 'Who rows?')
  await message(ana, 'Who rows?').focus()
  await ana.keyboard.press('t')
  const answer = ana.getByRole('textbox', { name: 'Reply in the thread' })
  await answer.fill('I do, tomorrow')
  await answer.press('Control+Shift+Enter')
  await ana.getByRole('menuitem', { name: 'Tomorrow morning' }).click()
  await ana.getByText(/^It is sent on .*, by whichever of your devices is on/u).waitFor()
  expect(await answer.inputValue()).toBe('')
  await ana.getByRole('button', { name: 'Scheduled messages 1' }).click()
  const list = ana.getByRole('list', { name: 'Scheduled messages' })
  await list.getByText('I do, tomorrow').waitFor()
  expect(await message(ben, 'I do, tomorrow').count()).toBe(0)
  await ana.getByRole('button', { name: 'Send now' }).click()
  await ana.getByText('Nothing is scheduled').waitFor()
  await ana.keyboard.press('Escape')
  await message(ben, 'Who rows?')
    .getByRole('button', { name: /1 reply/u })
    .click()
  await ben.getByRole('log', { name: 'Replies' }).getByText('I do, tomorrow').waitFor()
  expect(await message(ben, 'I do, tomorrow').count()).toBe(0)
})
