/** Channels and documents that are made out of reach of the relay: there at once, written in, kept over a restart, made later, and explained if refused. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createChannel,
  createDocument,
  documentEntry,
  documentText,
  inSync,
  message,
  offline,
  post,
  reconnect,
  unlock,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const queued = (page: Page, text: string): Promise<void> =>
  message(page, text).getByText('Queued on this device').waitFor({ state: 'attached' })
const refusalOf = (page: Page, title: string): Locator =>
  page.getByRole('status').getByText(`${title} could not be made.`)

test('[MG13] a channel and a document made offline are written in at once, over a restart, and are everybody’s once the relay is reached', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two

  await way.cut()
  await offline(ana)
  await createChannel(ana, 'quay')
  await post(ana, 'Boats first')
  await queued(ana, 'Boats first')
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  const details = ana.getByRole('complementary', { name: 'About this conversation' })
  await details.getByText('It takes effect as soon as the server can be reached.').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await createDocument(ana, 'Plan')
  await documentText(ana, 'Plan').click()
  await ana.keyboard.type('Tides and winds')
  await post(ana, 'Have a look')
  await ana.getByText('Offline. Saved on this device').waitFor()

  await ana.reload()
  await channel(ana, 'quay').click()
  await queued(ana, 'Boats first')
  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await channel(ana, 'quay').click()
  await queued(ana, 'Boats first')
  await post(ana, 'Oars second')
  await documentEntry(ana, 'Plan').click()
  await expect.poll(() => documentText(ana, 'Plan').innerText()).toContain('Tides and winds')
  expect(await channel(ben, 'quay').count()).toBe(0)

  await reconnect(way, ana)
  await channel(ben, 'quay').click()
  await message(ben, 'Boats first').waitFor()
  await message(ben, 'Oars second').waitFor()
  await documentEntry(ben, 'Plan').click()
  await expect.poll(() => documentText(ben, 'Plan').innerText()).toContain('Tides and winds')
  await message(ben, 'Have a look').waitFor()
  await inSync(ana)
  await ana.getByText('Saved on the server').waitFor({ state: 'attached' })
  await channel(ben, 'quay').click()
  await post(ben, 'Well done')
  await channel(ana, 'quay').click()
  await message(ana, 'Well done').waitFor()
})

test('[MG14][MG15] of channels whose names were taken meanwhile one gets another name and its messages arrive, the other is given up', async () => {
  const { way, ana, ben } = await twoInHarbour()
  // In reach the dialog says so itself.
  await ana.getByRole('button', { name: 'New channel' }).click()
  await ana.getByRole('dialog').getByLabel('Name', { exact: true }).fill('general')
  await ana.getByRole('button', { name: 'Create channel' }).click()
  await ana.getByRole('dialog').getByText('This name is taken.').waitFor()
  await ana.keyboard.press('Escape')

  await way.cut()
  await offline(ana)
  await createChannel(ana, 'marina')
  await post(ana, 'Berths for all')
  await createChannel(ana, 'mole')
  await post(ana, 'Stones')
  await createChannel(ben, 'marina')
  await createChannel(ben, 'mole')
  await reconnect(way, ana)
  await refusalOf(ana, '#marina').filter({ hasText: 'This name is taken.' }).waitFor()
  await refusalOf(ana, '#mole').waitFor()
  await queued(ana, 'Stones') // nothing of it was sent, so nothing was refused
  await channel(ana, /^mole.*not made/u).click()
  await channel(ana, /^marina.*not made/u).waitFor()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  const details = ana.getByRole('complementary', { name: 'About this conversation' })
  await details.getByText('#mole could not be made.').waitFor()
  expect(await details.getByText('It takes effect as soon as').count()).toBe(0)
  expect(await axeViolations(ana)).toEqual([])
  await ana.reload()

  await refusalOf(ana, '#marina').waitFor()
  await ana.getByRole('button', { name: 'Choose another name' }).first().click()
  await ana.getByRole('dialog').getByLabel('Name', { exact: true }).fill('general')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await ana.getByRole('dialog').getByText('This name is taken.').waitFor()
  await ana.getByRole('dialog').getByLabel('Name', { exact: true }).fill('berths')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await ana.getByRole('dialog').waitFor({ state: 'detached' })
  await channel(ben, 'berths').click()
  await message(ben, 'Berths for all').waitFor()
  await channel(ana, /^berths$/u).waitFor()

  await refusalOf(ana, '#marina').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Give up' }).click()
  await ana.getByRole('dialog').getByText('What you wrote there is lost').waitFor()
  await ana.getByRole('dialog').getByRole('button', { name: 'Give up' }).click()
  await refusalOf(ana, '#mole').waitFor({ state: 'detached' })
  await inSync(ana)
  await channel(ana, 'mole').click() // Ben's, for there is no other
  await composer(ana, 'mole').waitFor()
  expect(await message(ana, 'Stones').count()).toBe(0)
})
