import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  copiedLink,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const replyBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })
const replies = (page: Page): Locator => page.getByRole('log', { name: 'Replies' })

async function reply(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text)
  await replyBox(page).press('Enter')
  await replies(page).getByText(text).waitFor()
}

async function choose(page: Page, text: string, action: string): Promise<void> {
  await message(page, text)
    .first()
    .click({ button: 'right', position: { x: 4, y: 4 } })
  await page.getByRole('menuitem', { name: action }).click()
}

test('two people talk in a thread, one of them elsewhere: typing, panel, list of threads, pin, earlier versions', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await post(ana, 'Who rows on Sunday?')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await createChannel(ana, 'quay')

  await message(ben, 'Who rows on Sunday?').hover()
  await ben.getByRole('button', { name: 'Reply in thread' }).click()
  await reply(ben, 'I do, in the thread')
  expect(await message(ben, 'I do, in the thread').count()).toBe(0)

  const entry = ana.getByRole('button', { name: /^Threads .*1 unread reply/u })
  await entry.waitFor()
  await entry.click()
  await ana
    .getByRole('list', { name: 'Threads' })
    .getByRole('button', { name: /Who rows/u })
    .waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana
    .getByRole('list', { name: 'Threads' })
    .getByRole('button', { name: /Who rows/u })
    .click()
  await replies(ana).getByText('I do, in the thread').waitFor()
  await ana.getByRole('button', { name: 'Threads', exact: true }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByLabel('Also send to #general').check()
  await replyBox(ana).fill('Good, at nine')
  const panel = ben.getByRole('complementary', { name: 'Thread' })
  // Shown for 6 s after the last key: on a busy machine she goes on until it has been seen.
  const seen = async (): Promise<ReadonlyArray<number>> => {
    await replyBox(ana).press('Space')
    const shown = [panel, ben].map((place) => place.getByText('Ana is writing…').count())
    return Promise.all(shown)
  }
  await expect.poll(seen).toEqual([1, 1]) // in the thread alone
  await replyBox(ana).press('Enter')
  await message(ben, 'Good, at nine').getByText('Replied to a thread').waitFor()
  await panel.getByText('Ana is writing…').waitFor({ state: 'detached' })
  await replyBox(ana).press('Escape')
  expect(await replies(ana).count()).toBe(0)
  await message(ana, 'Who rows on Sunday?').getByText('2 replies').waitFor()

  await message(ana, 'Who rows on Sunday?').first().focus()
  await ana.keyboard.press('p')
  await message(ben, 'Who rows on Sunday?').first().getByText('Pinned by Ana').waitFor()
  await ben.getByRole('button', { name: '1 pinned message' }).waitFor()
  await channel(ana, 'quay').click()
  await channel(ana, 'general').click()
  await message(ana, 'Who rows on Sunday?').first().focus()
  await ana.keyboard.press('e')
  await composer(ana, 'general').fill('Who rows on Monday?')
  await composer(ana, 'general').press('Enter')
  // Nothing of it shows in the channel but the number below the message.
  await reply(ben, 'See you there')
  await message(ana, 'Who rows on Monday?').first().getByText('3 replies').waitFor()
  await message(ben, 'Who rows on Monday?').first().getByRole('button', { name: 'Edited' }).click()
  const earlier = ben.getByRole('dialog', { name: 'Earlier versions' })
  await expect
    .poll(() => earlier.getByRole('listitem').allTextContents())
    .toEqual([expect.stringContaining('Who rows on Monday?'), expect.stringContaining('Who rows on Sunday?')])
  expect(await axeViolations(ben)).toEqual([])
})

test('a message is marked unread, linked to from elsewhere and forwarded', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await createChannel(ana, 'quay')
  for (const text of ['The first', 'The second', 'The third']) await post(ben, text)
  await channel(ana, 'general').click()
  await message(ana, 'The third').waitFor()

  await choose(ana, 'The second', 'Mark unread from here')
  const line = ana.getByText('New', { exact: true })
  const isAbove = (text: string) =>
    expect
      .poll(() => line.evaluate((element) => element.closest('[role=log] > * > *')?.textContent))
      .toContain(text)
  await isAbove('The second')
  await choose(ana, 'The third', 'Mark unread from here')
  await isAbove('The third')
  await choose(ana, 'The second', 'Mark unread from here')
  await channel(ana, 'quay').click()
  const unread = ana.getByRole('button', { name: /^general .*unread messages/u })
  await unread.waitFor()
  await channel(ana, 'general').click()
  await line.waitFor()
  await isAbove('The second')
  await unread.waitFor({ state: 'detached' })
  await channel(ana, 'quay').click()
  await channel(ana, 'general').click()
  await message(ana, 'The third').waitFor()
  expect(await line.count()).toBe(0)

  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await choose(ana, 'The first', 'Copy link')
  const link = await copiedLink(ana)
  await channel(ana, 'quay').click()
  await post(ana, `see ${link}`)
  await message(ana, 'see tidings').getByRole('link').click()
  await ana.locator('article[data-sought=true]').filter({ hasText: 'The first' }).waitFor()

  const nowhere = link.replace(/[0-9a-f]{32}$/u, 'f'.repeat(32))
  await post(ana, `not there: ${nowhere}`)
  const missing = ana.getByText('That message is not in this conversation.')
  for (const goElsewhere of [
    () => channel(ana, 'quay').click(),
    () => ana.getByRole('button', { name: 'Threads', exact: true }).click(),
  ]) {
    await channel(ana, 'general').click()
    await message(ana, 'not there').getByRole('link').click()
    await missing.waitFor()
    await goElsewhere()
    await missing.waitFor({ state: 'detached' })
    await channel(ana, 'general').click()
    await message(ana, 'The third').waitFor()
    expect(await missing.count()).toBe(0)
  }

  await choose(ana, 'The first', 'Forward')
  const dialog = ana.getByRole('dialog', { name: 'Forward this message' })
  const to = dialog.getByRole('combobox', { name: 'To' })
  // One that is there, and somebody with whom nothing was begun yet.
  for (const name of ['#quay', 'Ben']) {
    await to.fill(name.slice(0, 3))
    await dialog.getByRole('option', { name }).waitFor()
    await to.press('Enter')
    await dialog.getByRole('button', { name: `Take ${name} out` }).waitFor()
  }
  await dialog.getByLabel('Add a comment').fill('as Ben says')
  expect(await dialog.getByText('sealed conversation').count()).toBe(0)
  expect(await axeViolations(ana)).toEqual([])
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await ana.getByText('Forwarded to 2 conversations.').waitFor()
  await channel(ben, /^Ana/u).click()
  await message(ben, 'as Ben says').getByRole('blockquote').getByText('The first').waitFor()
  await channel(ben, 'quay').click()
  await message(ben, 'as Ben says').getByRole('blockquote').getByText('The first').waitFor()
  expect(await messages(ben).count()).toBe(2)
})

test('a thread in a sealed conversation goes on offline; what leaves it is warned about', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'Between us')
  await ben.getByRole('list', { name: 'Direct messages' }).getByRole('button', { name: /^Ana/u }).click()
  await message(ben, 'Between us').waitFor()

  // Ben may have it before Ana has heard that it is there.
  await message(ana, 'Between us').getByText('On the server').waitFor({ state: 'attached' })
  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await message(ana, 'Between us').focus()
  await ana.keyboard.press('t')
  await reply(ana, 'Written in a tunnel')
  await replies(ana).getByText('Queued on this device').waitFor({ state: 'attached' })
  await reconnect(gate, ana)
  await message(ben, 'Between us').getByRole('button', { name: '1 reply' }).click()
  await replies(ben).getByText('Written in a tunnel').waitFor()

  await choose(ben, 'Between us', 'Forward')
  const dialog = ben.getByRole('dialog', { name: 'Forward this message' })
  await dialog.getByRole('combobox', { name: 'To' }).fill('gen')
  await dialog.getByRole('option', { name: '#general' }).click()
  await dialog
    .getByRole('alert')
    .getByText('There everybody in Harbour and the server can read it.')
    .waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await channel(ben, 'general').click()
  await message(ben, 'Between us').getByRole('blockquote').waitFor()
})
