/** A workspace as a whole: renamed and left, by two people who see what the other does. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createWorkspace,
  inSync,
  linkDevice,
  signIn,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  unlock,
  writeTo,
} from '../support/screens.ts'

const nameOf = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('heading', { level: 2 })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const inRail = (page: Page): Locator => page.getByRole('list', { name: 'Workspaces' })

/** Without a mouse. */
async function choose(page: Page, item: string | RegExp): Promise<void> {
  await nameOf(page).getByRole('button').focus()
  await page.keyboard.press('Enter')
  const found = page.getByRole('menuitem', { name: item })
  await found.waitFor()
  while (!(await found.evaluate((each) => each === document.activeElement)))
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog(page).waitFor()
}

async function two() {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const way = await world.ownWay()
  const device = world.device(way.url)
  const ben = await device.start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  return { ana, ben, way, device }
}

test('[WS6] a workspace that somebody opens comes to who waits for one', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await ben.getByText('No workspace is open here yet.').waitFor()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await joinWorkspace(ben, 'Harbour')
  await ana.getByRole('button', { name: '2 members' }).waitFor()
})

test('[WS1] [WS2] who leads it renames it, seen by the others at once; what cannot be seen is no part of a name', async () => {
  const { ana, ben } = await two()
  await nameOf(ana).getByRole('button').focus()
  await ana.keyboard.press('Enter')
  await ana.getByRole('menuitem', { name: 'Rename workspace…' }).waitFor()
  expect(await ana.getByRole('menuitem').allInnerTexts()).toEqual([
    'Invite people',
    'People in Harbour',
    'Rename workspace…',
    'Picture and colour',
    'Leave workspace…',
  ])
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await nameOf(ana).getByRole('button', { expanded: false }).waitFor()
  await choose(ana, 'Rename workspace…')
  const field = dialog(ana).getByLabel('Workspace name')
  expect(await field.inputValue()).toBe('Harbour')
  for (const wrong of ['Har\u202Ebour', 'Har\u0007bour', ' ']) {
    await field.fill(wrong)
    await field.press('Enter')
    await dialog(ana).getByText('Write 1 to 80 characters, without control characters.').waitFor()
  }
  expect(await axeViolations(ana)).toEqual([])
  await field.fill('Quay 7')
  await field.press('Enter')
  await dialog(ana).waitFor({ state: 'detached' })
  await nameOf(ben).getByText('Quay 7', { exact: true }).waitFor()
  await inRail(ben).getByRole('button', { name: 'Quay 7' }).waitFor()

  await nameOf(ben).getByRole('button').click()
  await ben.getByRole('menuitem', { name: 'Leave workspace…' }).waitFor()
  expect(await ben.getByRole('menuitem').allInnerTexts()).toEqual(['People in Quay 7', 'Leave workspace…'])
})

test('[PS28] the rail is put in order by dragging and by the menu, offline, over a new start, and on the other device', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const laptop = world.device(way.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  for (const name of ['Abbey', 'Coast']) {
    await ana.getByRole('button', { name: 'Join or create a workspace' }).click()
    await createWorkspace(ana, name)
  }
  const phone = await world.device().start()
  await phone.getByRole('button', { name: 'I have an account' }).click()
  await signIn(phone, 'ana')
  await linkDevice(ana, phone)
  const tile = (name: string): Locator =>
    inRail(ana).getByRole('listitem').filter({ hasText: name }).getByRole('button')
  const order = async (page: Page): Promise<string> =>
    (await inRail(page).getByRole('button').allInnerTexts())
      .flatMap((text) => /Abbey|Coast|Harbour/u.exec(text)?.[0] ?? [])
      .join(' ')
  await expect.poll(() => order(phone)).toBe('Abbey Coast Harbour')

  await way.cut()
  await ana
    .getByText(/^Offline/u)
    .first()
    .waitFor({ state: 'attached' })
  await tile('Harbour').dragTo(tile('Abbey'), { targetPosition: { x: 18, y: 4 } })
  await expect.poll(() => order(ana)).toBe('Harbour Abbey Coast')
  await tile('Harbour').dragTo(tile('Abbey'), { targetPosition: { x: 18, y: 32 } })
  await expect.poll(() => order(ana)).toBe('Abbey Harbour Coast')
  await tile('Harbour').click()
  await nameOf(ana).getByText('Harbour').waitFor()
  await nameOf(ana).getByRole('button').click()
  await ana.getByRole('menuitem', { name: 'Move down in the list of workspaces' }).click()
  await expect.poll(() => order(ana)).toBe('Abbey Coast Harbour')
  await nameOf(ana).getByRole('button').click()
  await ana.getByRole('menuitem', { name: 'Leave workspace…' }).waitFor()
  expect(await ana.getByRole('menuitem', { name: 'Move down in' }).count()).toBe(0)
  await ana.getByRole('menuitem', { name: 'Move up in the list of workspaces' }).click()
  await expect.poll(() => order(ana)).toBe('Abbey Harbour Coast')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await expect.poll(() => order(ana)).toBe('Abbey Harbour Coast')
  expect(await order(phone)).toBe('Abbey Coast Harbour')
  await reconnect(way, ana)
  await expect.poll(() => order(phone)).toBe('Abbey Harbour Coast')
})

test('[WS3] [WS4] [WS5] it is left by keyboard, once the server is in reach; nothing of it is shown after that, nor after a new start', async () => {
  const { ana, ben, way, device } = await two()
  await writeTo(ana, 'Ben')
  await post(ana, 'are you there?')
  await channel(ben, /^Ana/u).waitFor()
  await expect.poll(() => ben.title()).toMatch(/^\(1\) .*Harbour/u)
  await composer(ben, 'general').fill('I am back')
  await ben.getByRole('button', { name: 'Send later' }).click()
  await ben.getByRole('menuitem', { name: 'In one hour' }).click()
  await ben.getByRole('button', { name: /^Scheduled messages/u }).waitFor()
  await way.cut()
  await choose(ben, 'Leave workspace…')
  await dialog(ben).getByText('1 scheduled message is not sent as long as').waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await dialog(ben).getByRole('button', { name: 'Leave', exact: true }).press('Enter')
  await dialog(ben)
    .getByText(/^The server could not be reached.*Nothing was changed/u)
    .waitFor()
  await reconnect(way, ben)
  await inSync(ben)
  await dialog(ben).getByRole('button', { name: 'Leave', exact: true }).press('Enter')

  await ben.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
  await ben.getByRole('button', { name: 'Join Harbour' }).waitFor()
  expect(await ben.title()).toBe('Tidings')
  expect(await ben.getByRole('dialog').count()).toBe(0)
  await ana.getByRole('button', { name: '1 member' }).waitFor()
  await device.stop()
  const again = await device.start()
  await unlock(again, 'Ben')
  await joinWorkspace(again, 'Harbour')
  await ana.getByRole('button', { name: '2 members' }).waitFor()
  await again.getByRole('button', { name: /^Scheduled messages/u }).waitFor()
})

test('[WS3] [WS5] its only owner hands it over first; another workspace is shown then, and what waited in this one counts no more', async () => {
  const { ana, ben } = await two()
  await choose(ana, 'Leave workspace…')
  await dialog(ana)
    .getByText(/^You are its only owner.*Make somebody else an owner first/u)
    .waitFor()
  expect(await dialog(ana).getByRole('button', { name: 'Leave', exact: true }).count()).toBe(0)
  await dialog(ana).getByRole('button', { name: 'Members' }).click()
  await dialog(ana).getByRole('button', { name: 'Actions for Ben' }).click()
  await ana.getByRole('menuitem', { name: 'Make owner' }).click()
  await dialog(ana).getByText('Owner').nth(1).waitFor()
  await ana.keyboard.press('Escape')

  await ana.getByRole('button', { name: 'Join or create a workspace' }).click()
  await createWorkspace(ana, 'Sailing')
  await composer(ben, 'general').fill('@Ana')
  await ben.getByRole('option', { name: /Ana/u }).click()
  await composer(ben, 'general').press('Enter')
  await expect.poll(() => ana.title()).toMatch(/^\(1\) .*Sailing/u)
  await inRail(ana).getByRole('button', { name: 'Harbour' }).click()
  await ana.getByRole('button', { name: 'Threads' }).click()
  await ana.getByRole('heading', { name: 'Threads', level: 1 }).waitFor()
  await choose(ana, 'Leave workspace…')
  await dialog(ana).getByText('In its sealed conversations').waitFor()
  await dialog(ana).getByRole('button', { name: 'Leave', exact: true }).press('Enter')
  await nameOf(ana).getByText('Sailing').waitFor()
  await composer(ana, 'general').waitFor()
  await ana.getByText('You left Harbour.').waitFor()
  expect(await ana.getByText(/^You are no longer in/u).count()).toBe(0)
  await inRail(ana).getByRole('button', { name: 'Harbour' }).waitFor({ state: 'detached' })
  await expect.poll(() => ana.title()).toMatch(/^#general.*Sailing/u)
  expect(await axeViolations(ana)).toEqual([])

  await choose(ben, 'Leave workspace…')
  await dialog(ben).getByText('nobody else is in it').waitFor()
  await dialog(ben).getByRole('button', { name: 'Invite people' }).click()
  await dialog(ben)
    .getByRole('heading', { name: /^Invite/u })
    .waitFor()
  await ben.keyboard.press('Escape')

  // Back, with what was there.
  await ana.getByRole('button', { name: 'Join or create a workspace' }).click()
  await dialog(ana).getByRole('button', { name: 'Join Harbour' }).click()
  await nameOf(ana).getByText('Harbour').waitFor()
  await message(ana, '@Ana').waitFor()
})
