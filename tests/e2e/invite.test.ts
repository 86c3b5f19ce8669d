import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { composer, createWorkspace, signUp } from '../support/screens.ts'

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Invite people to Rowing' })
const linksOf = (page: Page): Locator =>
  dialogOf(page).getByRole('region', { name: 'Links that are still good' })

async function makeLink(page: Page): Promise<string> {
  await dialogOf(page).getByRole('button', { name: 'Make a link' }).click()
  await linksOf(page).getByRole('listitem').waitFor()
  return dialogOf(page).getByLabel('Link', { exact: true }).inputValue()
}

/** Up to what the link gives, or why it does not. */
async function look(page: Page, link: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Use an invitation' }).click()
  const dialog = page.getByRole('dialog', { name: 'Use an invitation' })
  await dialog.getByLabel('Invitation').fill(link)
  await dialog.getByRole('button', { name: 'Show what it gives' }).click()
  return dialog
}

test('[MG7] [AU15] who has a workspace to themselves invites somebody by a link, and takes another link back', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const alone = ana.getByText('Nobody else is here yet.')
  await alone.getByRole('button', { name: 'Invite people' }).click()
  await linksOf(ana).getByText('There is none.').waitFor()
  const link = await makeLink(ana)
  expect(await linksOf(ana).getByRole('listitem').innerText()).toMatch(/^Member · 1 person · until /u)
  expect(await axeViolations(ana)).toEqual([])
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await dialogOf(ana).getByRole('button', { name: 'Copy link' }).click()
  await dialogOf(ana).getByRole('button', { name: 'Copied' }).waitFor()
  expect(await ana.evaluate(() => navigator.clipboard.readText())).toBe(link)
  await ana.keyboard.press('Escape')

  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  const offered = await look(ben, link)
  await offered.getByText('You are invited to Rowing, as a member.').waitFor()
  await offered.getByRole('button', { name: 'Accept' }).click()
  await composer(ben, 'general').waitFor()
  await alone.waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: '2 members' }).click()
  await ben.getByRole('dialog').getByText('@ana').waitFor()
  expect(await ben.getByRole('button', { name: 'Invite people' }).count()).toBe(0)

  await ana.getByRole('button', { name: '2 members' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Invite people' }).click()
  await linksOf(ana).getByText('There is none.').waitFor() // the first one was for one person
  await dialogOf(ana).getByRole('radio', { name: 'Guest' }).check({ force: true })
  await dialogOf(ana)
    .getByText('Guests see only the private channels and groups that they are added to.')
    .waitFor()
  await dialogOf(ana).getByRole('radio', { name: '10 people' }).check({ force: true })
  await dialogOf(ana).getByRole('radio', { name: '30 days' }).check({ force: true })
  const other = await makeLink(ana)
  expect(other).not.toBe(link)
  await gate.cut()
  await linksOf(ana)
    .getByRole('button', { name: /^Take back the link for Guest, 10 people/u })
    .click()
  await dialogOf(ana)
    .getByRole('alert')
    .getByText(/^The server could not be reached.*Nothing was changed/u)
    .waitFor()
  await gate.restore()
  await linksOf(ana)
    .getByRole('button', { name: /^Take back/u })
    .click()
  await linksOf(ana).getByText('There is none.').waitFor()
  expect(await dialogOf(ana).getByLabel('Link', { exact: true }).count()).toBe(0)

  const cem = await world.device().start()
  await signUp(cem, 'cem', 'Cem')
  const refused = await look(cem, other)
  await refused.getByText(/^This invitation is not good/u).waitFor()
})
