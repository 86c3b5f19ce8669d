/** What has a value and gives no right is changed out of reach of the relay: shown at once, kept over a restart, everybody's later. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  createDocument,
  createWorkspace,
  documentEntry,
  joinWorkspace,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

const heading = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { name: title, level: 1 }).waitFor()
const offline = (page: Page): Promise<void> =>
  page.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor()

async function retitle(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await page.getByRole('dialog').getByLabel('Title', { exact: true }).fill(title)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await heading(page, title)
}

test('[DO11] documents get other titles offline, also one that was made there, over a restart and for everybody later', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const laptop = world.device(way.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await createDocument(ana, 'Plan')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await documentEntry(ben, 'Plan').click()
  await heading(ben, 'Plan')

  await way.cut()
  await offline(ana)
  await ana.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await ana.getByRole('dialog').getByText('What you change is kept on this device').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Cancel' }).click()
  await retitle(ana, 'Plan of the quay')
  await documentEntry(ana, 'Plan of the quay').waitFor()
  await ana.getByText('In sync').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await ana
    .getByRole('complementary', { name: 'About this conversation' })
    .getByText('It takes effect as soon as the server can be reached.')
    .waitFor()
  await createDocument(ana, 'Lost')
  await retitle(ana, 'Found')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await documentEntry(ana, 'Found').waitFor()
  await documentEntry(ana, 'Plan of the quay').click()
  await heading(ana, 'Plan of the quay')
  await heading(ben, 'Plan') // nobody else has heard of it

  await reconnect(way, ana)
  await heading(ben, 'Plan of the quay')
  await documentEntry(ben, 'Found').waitFor()
  expect(await documentEntry(ben, 'Lost').count()).toBe(0)
  await ana.getByText('In sync').first().waitFor({ state: 'attached' })
  await heading(ana, 'Plan of the quay')
})
