/** What has a value and gives no right is changed out of reach of the relay: shown at once, kept over a restart, everybody's later. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import {
  createDocument,
  createWorkspace,
  documentEntry,
  inSync,
  offline,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const heading = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { name: title, level: 1 }).waitFor()

async function retitle(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await page.getByRole('dialog').getByLabel('Title', { exact: true }).fill(title)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await heading(page, title)
}

test('[DO11] documents get other titles offline, also one that was made there, over a restart and for everybody later', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two
  await createDocument(ana, 'Plan')
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
  await ana.getByText('In sync as of').waitFor({ state: 'detached' })
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
  await inSync(ana)
  await heading(ana, 'Plan of the quay')
})

const nameOf = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('heading', { level: 2 })
const rail = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Workspaces' }).getByRole('button', { name })

async function choose(page: Page, item: string): Promise<void> {
  await nameOf(page).getByRole('button').click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function rename(page: Page, name: string): Promise<void> {
  await choose(page, 'Rename workspace…')
  await page.getByRole('dialog').getByLabel('Workspace name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('[WS4] a workspace gets another name and colour offline, over a restart and for everybody later; a name that is taken by then is explained', async () => {
  const { world, way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two

  await way.cut()
  await offline(ana)
  await choose(ana, 'Rename workspace…')
  await ana.getByRole('dialog').getByText('What you change is kept on this device').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await rename(ana, 'Quay 7')
  await nameOf(ana).getByText('Quay 7', { exact: true }).waitFor()
  await rail(ana, 'Quay 7').waitFor()
  await choose(ana, 'Picture and colour')
  await ana.getByRole('dialog').getByRole('radio', { name: 'Violet' }).check()
  await ana.getByRole('dialog').getByText('It takes effect as soon as the server can be reached.').waitFor()
  await ana.keyboard.press('Escape')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await nameOf(ana).getByText('Quay 7', { exact: true }).waitFor()
  await nameOf(ben).getByText('Harbour', { exact: true }).waitFor()
  await reconnect(way, ana)
  await nameOf(ben).getByText('Quay 7', { exact: true }).waitFor()
  await inSync(ana)
  await choose(ana, 'Picture and colour')
  expect(await ana.getByRole('dialog').getByRole('radio', { name: 'Violet' }).isChecked()).toBe(true)
  await ana.keyboard.press('Escape')

  await way.cut()
  await offline(ana)
  await rename(ana, 'Marina')
  const cara = await world.device().start()
  await signUp(cara, 'cara', 'Cara')
  await createWorkspace(cara, 'Marina')
  await reconnect(way, ana)
  await ana
    .getByRole('status')
    .getByText('What you changed of Quay 7 was refused.')
    .filter({ hasText: 'This name is taken.' })
    .waitFor()
  await nameOf(ana).getByText('Quay 7', { exact: true }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'OK' }).click()
  await ana.getByText('What you changed of Quay 7').waitFor({ state: 'detached' })
})
