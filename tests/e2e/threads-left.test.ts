/** Threads that a person follows and leaves by their own word. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { channel, createChannel, message, post, reconnect } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const replyBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })
const replies = (page: Page): Locator => page.getByRole('log', { name: 'Replies' })
const entry = (page: Page, name: RegExp): Locator => page.getByRole('button', { name })

async function reply(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text)
  await replyBox(page).press('Enter')
  await replies(page).getByText(text).waitFor()
}

async function openThread(page: Page, root: string): Promise<void> {
  await channel(page, 'general').click()
  await message(page, root).first().focus()
  await page.keyboard.press('t')
  await replyBox(page).waitFor()
}

test('[VW9] [NT12] of two people one leaves a busy thread without a network, is called back by name, and follows it again by writing', async () => {
  const { way, ana, ben } = await twoInHarbour()
  await post(ana, 'Who rows on Sunday?')
  await createChannel(ana, 'quay')

  await openThread(ben, 'Who rows on Sunday?')
  await reply(ben, 'I do')
  await entry(ana, /^Threads .*1 unread reply/u).waitFor()

  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await entry(ana, /^Threads/u).click()
  const leave = ana.getByRole('button', { name: 'Stop following' })
  await leave.click()
  await ana.getByText('No threads yet').waitFor()
  await entry(ana, /^Threads$/u).waitFor()
  expect(await ana.locator(':focus').innerText()).toBe('Threads')
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Undo' }).click()
  await entry(ana, /^Threads .*1 unread reply/u).waitFor()
  await leave.click()
  await ana.getByText('No threads yet').waitFor()
  await reconnect(way, ana)
  await reply(ben, 'Anybody else?')
  // What came behind it is there, so the reply is: it is told of nowhere.
  await channel(ben, 'quay').click()
  await post(ben, 'A sign')
  await channel(ana, 'quay').click()
  await message(ana, 'A sign').waitFor()
  await entry(ana, /^Threads$/u).waitFor()
  expect(await ana.getByRole('button', { name: /^general .*unread/u }).count()).toBe(0)

  await openThread(ben, 'Who rows on Sunday?')
  await replyBox(ben).fill('With @Ana')
  await ben.getByRole('option', { name: /Ana/u }).click()
  await replyBox(ben).press('Enter')
  await entry(ana, /^Threads .*1 unread reply, 1 for you/u).click()
  await ana
    .getByRole('list', { name: 'Threads' })
    .getByRole('button', { name: /1 new.*1 for you/u })
    .click()
  await replies(ana).getByText('Anybody else?').waitFor()
  await ana.getByRole('button', { name: 'Follow thread', pressed: false }).waitFor()
  await reply(ana, 'So do I')
  await ana.getByRole('button', { name: 'Follow thread', pressed: true }).waitFor()
  await channel(ana, 'quay').click()
  await reply(ben, 'Good')
  await entry(ana, /^Threads .*1 unread reply/u).waitFor()
})

test('[VW9] a thread of others is followed from the menu of its root, and left in its head by the keyboard', async () => {
  const { ana, ben } = await twoInHarbour()
  await createChannel(ana, 'quay')
  await channel(ana, 'general').click()
  await post(ben, 'Whose oars are these?')
  const root = message(ana, 'Whose oars are these?').first()
  const menu = () => root.click({ button: 'right', position: { x: 4, y: 4 } })
  await root.waitFor()
  await menu()
  await ana.getByRole('menuitem', { name: 'Forward' }).waitFor()
  expect(await ana.getByRole('menuitem', { name: 'Follow thread' }).count()).toBe(0)
  await ana.keyboard.press('Escape')

  await openThread(ben, 'Whose oars are these?')
  await reply(ben, 'Found them')
  await root.getByText('1 reply').waitFor()
  await menu()
  await ana.getByRole('menuitem', { name: 'Follow thread' }).click()
  await ana.getByText('You follow 1 more thread.').waitFor()
  await channel(ana, 'quay').click()
  await reply(ben, 'They were mine')
  await entry(ana, /^Threads .*unread repl/u).click()
  await ana
    .getByRole('list', { name: 'Threads' })
    .getByRole('button', { name: /They were mine/u })
    .click()
  await ana.getByRole('button', { name: 'Follow thread', pressed: true }).focus()
  await ana.keyboard.press('Enter')
  await ana.getByRole('button', { name: 'Follow thread', pressed: false }).waitFor()
  expect(await ana.locator(':focus').getAttribute('aria-label')).toBe('Follow thread')
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Threads', exact: true }).click()
  await ana.getByText('No threads yet').waitFor()
})
