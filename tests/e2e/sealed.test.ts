import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld, type World } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  entryIn,
  createWorkspace,
  joinWorkspace,
  message,
  password,
  reconnect,
  signIn,
  signUp,
} from '../support/screens.ts'

const direct = (page: Page, name: string): Locator =>
  entryIn(page.getByRole('list', { name: 'Direct messages' }), name)
const option = (page: Page, name: string): Locator => page.getByRole('option', { name, disabled: false })

/** Opens the picker and takes these people, once they can be written to. */
async function pick(page: Page, ...names: ReadonlyArray<string>): Promise<void> {
  await page.getByRole('button', { name: 'New message or group' }).click()
  for (const name of names) {
    await page.getByRole('combobox', { name: 'To' }).fill(name)
    await option(page, name).click()
  }
}

async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await box.press('Enter')
  await message(page, text).waitFor()
}

const isOnServer = (page: Page, text: string): Promise<void> =>
  message(page, text)
    .getByText(/^(On the server|Delivered)$/u)
    .waitFor({ state: 'attached' })

async function join(world: World, username: string, name: string): Promise<Page> {
  const page = await world.device().start()
  await signUp(page, username, name)
  await joinWorkspace(page, 'Rowing')
  return page
}

test('[CS9] a direct message begun and written offline is read and answered once there is a network', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  const ben = await join(world, 'ben', 'Ben')
  await ana.getByRole('button', { name: 'New message or group' }).click()
  await option(ana, 'Ben').waitFor()
  await ana.getByText('reachable once you are online').waitFor({ state: 'detached' })
  await ana.keyboard.press('Escape')
  await gate.cut()
  await pick(ana, 'Ben')
  await ana.getByRole('button', { name: 'Write', exact: true }).click()
  await ana.getByRole('heading', { name: 'Ben', exact: true }).waitFor()
  await write(ana, 'Written in a tunnel')
  await ana.getByText('Only you and Ben can read this').waitFor()
  await reconnect(gate, ana)
  await isOnServer(ana, 'Written in a tunnel')
  await direct(ben, 'Ana Beltrán').click()
  await message(ben, 'Written in a tunnel').waitFor()
  await write(ben, 'Read in the harbour')
  await message(ana, 'Read in the harbour').waitFor()
})

test('[TR7] [TR10] a group gets a name, loses one of its people and gets them back, is left by another, and all see who can read', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  const ben = await join(world, 'ben', 'Ben')
  const cem = await join(world, 'cem', 'Cem')
  await pick(ana, 'Ben', 'Cem')
  await ana.getByLabel('Name of the group').fill('Boat crew')
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Create group' }).click()
  await ana.getByRole('heading', { name: 'Boat crew', exact: true }).waitFor()
  await write(ana, 'Who rows on Sunday?')
  for (const page of [ben, cem]) {
    await direct(page, 'Boat crew').click()
    await message(page, 'Who rows on Sunday?').waitFor()
  }

  await ana.getByRole('button', { name: 'Only the 3 people here can read this' }).click()
  await ana.getByRole('button', { name: 'Change this group' }).click()
  await ana.getByRole('button', { name: 'Take out: Cem' }).click()
  await ana.getByRole('button', { name: 'Take out', exact: true }).click()
  await ben.getByText('Ana Beltrán removed Cem').waitFor()
  await write(ben, 'Two of us now')

  await ana.getByRole('combobox', { name: 'Add people' }).fill('Cem')
  await option(ana, 'Cem').click()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Add', exact: true }).click()
  await ben.getByText('Ana Beltrán added Cem').waitFor()
  await ana.keyboard.press('Escape')
  await write(ana, 'Three again')
  await message(cem, 'Three again').waitFor()
  expect(await message(cem, 'Two of us now').count()).toBe(0)
  await cem.getByRole('button', { name: 'Only the 3 people here can read this' }).click()
  await cem.getByText(/^Reads what was written since/u).waitFor()
  expect(await axeViolations(cem)).toEqual([])

  await ben.getByRole('button', { name: 'Only the 3 people here can read this' }).click()
  await ben.getByRole('button', { name: 'Change this group' }).click()
  await ben.getByRole('button', { name: 'Leave the group' }).click()
  const leaving = ben.getByRole('dialog', { name: 'Leave this group?' })
  await leaving.getByRole('button', { name: 'Leave the group' }).click()
  await leaving.waitFor({ state: 'detached' })
  await ana.getByText('Ben left').waitFor()
  await write(ana, 'Two again')
  await cem.keyboard.press('Escape')
  await message(cem, 'Two again').waitFor()
  await ben.keyboard.press('Escape')
  await ben.getByRole('heading', { name: 'You are not in this group any more' }).waitFor()
  await message(ben, 'Who rows on Sunday?').waitFor()
  expect(await ben.getByRole('textbox', { name: /^Message / }).count()).toBe(0)
  expect(await message(ben, 'Two again').count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
})

test('[CS17] [SE53] a private channel stands among the channels for those in it alone, and for who is added later', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  const ben = await join(world, 'ben', 'Ben')
  const cem = await join(world, 'cem', 'Cem')
  const channel = (page: Page): Locator =>
    entryIn(page.getByRole('list', { name: 'Channels' }), /^team-plans.*private/u)

  await ana.getByRole('button', { name: 'New channel' }).click()
  await ana.getByLabel('Name', { exact: true }).fill('Team Plans')
  await ana.getByRole('radio', { name: 'Only people you choose' }).check()
  await ana.getByRole('button', { name: 'Create channel' }).click()
  await ana.getByText('Choose at least one person.').waitFor()
  await ana.getByRole('combobox', { name: 'People' }).fill('Ben')
  await option(ana, 'Ben').click()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Create channel' }).click()
  await ana.getByRole('heading', { name: 'team-plans', exact: true }).waitFor()
  await ana.getByRole('button', { name: 'Only you and Ben can read this' }).waitFor()
  await write(ana, 'Not for everybody')
  await channel(ben).click()
  await message(ben, 'Not for everybody').waitFor()
  await ana.getByText(/^Seen/u).waitFor()
  expect(await channel(cem).count()).toBe(0)
  expect(await direct(ben, 'team-plans').count()).toBe(0)

  await ana.getByRole('button', { name: 'Only you and Ben can read this' }).click()
  await ana.getByRole('button', { name: 'Change this private channel' }).click()
  await ana.getByRole('combobox', { name: 'Add people' }).fill('Cem')
  await option(ana, 'Cem').click()
  await ana.getByRole('button', { name: 'Add', exact: true }).click()
  await channel(cem).click()
  await ana.keyboard.press('Escape')
  await write(ana, 'Welcome')
  await message(cem, 'Welcome').waitFor()
  expect(await message(cem, 'Not for everybody').count()).toBe(0)
  expect(await axeViolations(cem)).toEqual([])

  await cem.keyboard.press('Control+F')
  await cem.getByRole('combobox', { name: 'Search messages' }).fill('welcome')
  await cem.getByRole('option', { name: /team-plans/u }).waitFor()
})

test('[TR4] [TR14] [TR15] somebody verified who begins anew is not written to until their key is accepted', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  const ben = await join(world, 'ben', 'Ben')
  await pick(ana, 'Ben')
  await ana.getByRole('button', { name: 'Write', exact: true }).click()
  await ana.getByRole('heading', { name: 'Ben', exact: true }).waitFor()
  await write(ana, 'Hello Ben')
  await direct(ben, 'Ana Beltrán').click()
  await message(ben, 'Hello Ben').waitFor()

  const digits = async (page: Page): Promise<string | null> => {
    await page.getByRole('button', { name: /^Only you and/ }).click()
    await page.getByRole('button', { name: /^Compare safety number/ }).click()
    return page.getByLabel('Safety number, 12 groups of 5 digits').textContent()
  }
  const spoken = await digits(ben)
  expect(spoken?.replaceAll(/\D/gu, '')).toHaveLength(60)
  expect(await digits(ana)).toBe(spoken)
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'They match' }).click()
  await ana.getByRole('button', { name: 'Done' }).click()
  await ana.getByText('Verified', { exact: true }).waitFor()
  await ana.keyboard.press('Escape')

  const elsewhere = await world.device().start()
  await elsewhere.getByRole('button', { name: 'I have an account' }).click()
  await signIn(elsewhere, 'ben')
  await beginAnew(elsewhere)
  await ana.getByText('Nothing is sent: the key of Ben has changed').waitFor()
  await ana.getByText('Ben started anew with a new key').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Send anyway, I accept the new key' }).click()
  await write(ana, 'Is it you?')
  await isOnServer(ana, 'Is it you?')
  await direct(elsewhere, 'Ana Beltrán').click()
  await message(elsewhere, 'Is it you?').waitFor()
})

/** The last of the three ways of a device that has no keys. */
async function beginAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start anew/ }).click()
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('checkbox', { name: /^I have no other linked device/ }).check()
  await page.getByRole('button', { name: 'Start anew', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
