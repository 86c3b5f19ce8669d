/** What one person reads and marks on two devices. */
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  inSync,
  joinWorkspace,
  linkDevice,
  message,
  post,
  reconnect,
  signIn,
  signUp,
} from '../support/screens.ts'

const replyBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })
const replies = (page: Page): Locator => page.getByRole('log', { name: 'Replies' })

test('[PS23] [VW6] [VW7] [VW9] [CR87] two devices of one person: what is unread in threads, and names them, is so on both, and read or left on both, offline too', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const prepare = (context: BrowserContext): Promise<void> => context.clock.install()
  const ana = await world.device(way.url).start({ prepare })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await post(ana, 'Who rows on Sunday?')
  await createChannel(ana, 'quay')
  const phone = await world.device().start({ prepare })
  await phone.getByRole('button', { name: 'I have an account' }).click()
  await signIn(phone, 'ana')
  await linkDevice(ana, phone)
  await channel(phone, 'general').click()
  await message(phone, 'Who rows on Sunday?').waitFor()
  await channel(phone, 'quay').click()
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')

  await message(ben, 'Who rows on Sunday?').hover()
  await ben.getByRole('button', { name: 'Reply in thread' }).click()
  await replyBox(ben).fill('With @Ana')
  await ben.getByRole('option', { name: /Ana/u }).click()
  await replyBox(ben).press('Enter')
  const entry = (page: Page): Locator => page.getByRole('button', { name: /^Threads/u })
  const waits = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).waitFor()
  const named = /^Threads .*1 unread reply, 1 for you/u
  for (const page of [ana, phone]) {
    await waits(page, named)
    // The channel has it as well: in the title it is one.
    await expect.poll(() => page.title()).toMatch(/^\(1\)/u)
  }

  await entry(ana).click()
  await ana
    .getByRole('list', { name: 'Threads' })
    .getByRole('button', { name: /1 new.*1 for you/u })
    .click()
  await replies(ana).getByText('With').waitFor()
  await waits(ana, /^Threads$/u)
  await ana.clock.fastForward('00:21') // what is read is gathered before it is said
  await waits(phone, /^Threads$/u)
  await expect.poll(() => phone.title()).not.toMatch(/^\(/u)

  // With nobody to tell of it: said once there is.
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await replies(ana).getByText('With').click({ button: 'right' })
  await ana.getByRole('menuitem', { name: 'Mark unread from here' }).click()
  await channel(ana, 'quay').click()
  await waits(ana, named)
  await reconnect(way, ana)
  await inSync(ana)
  await ana.clock.fastForward('00:21')
  await waits(phone, named)
  await entry(phone).click()
  await phone.getByRole('list', { name: 'Threads' }).getByRole('button', { name: /1 new/u }).click()
  await replies(phone).getByText('With').waitFor()
  await waits(phone, /^Threads$/u)
  await phone.clock.fastForward('00:21')
  await waits(ana, /^Threads$/u)

  // A whole conversation, from the list, on one device while it is out of reach.
  const choose = async (page: Page, item: string): Promise<void> => {
    await channel(page, /^quay/u).hover()
    await page.getByRole('button', { name: 'Arrange quay' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await channel(ana, 'general').click()
  await channel(phone, 'general').click()
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await choose(ana, 'Mark as unread')
  await channel(ana, /^quay.*unread/u).waitFor()
  await reconnect(way, ana)
  await inSync(ana)
  await ana.clock.fastForward('00:21')
  await channel(phone, /^quay.*unread/u).waitFor()
  await choose(phone, 'Mark as read')
  await phone.getByText('Marked 1 conversation as read.').waitFor()
  await phone.clock.fastForward('00:08') // the time to undo it
  await phone.getByText('Marked 1 conversation as read.').waitFor({ state: 'detached' })
  await phone.clock.fastForward('00:21')
  await channel(ana, /^quay$/u).waitFor()

  // She stops following on one device, without a network, and hears of it on the other no more either.
  await channel(ana, 'quay').click()
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await entry(ana).click()
  await ana.getByRole('button', { name: 'Stop following' }).click()
  await ana.getByText('No threads yet').waitFor()
  await reconnect(way, ana)
  await entry(phone).click()
  await phone.getByText('No threads yet').waitFor()
  await replyBox(ben).fill('Nobody?')
  await replyBox(ben).press('Enter')
  await channel(phone, 'general').click()
  await message(phone, 'Who rows on Sunday?').first().getByText('2 replies').waitFor()
  for (const page of [ana, phone]) await waits(page, /^Threads$/u)
})
