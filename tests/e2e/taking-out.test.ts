import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import type { Gate } from '../support/gate.ts'
import { channel, createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })
const press = (page: Page | Locator, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
const hasFocus = (what: Locator): Promise<void> =>
  expect.poll(() => what.evaluate((element) => element === document.activeElement)).toBe(true)

/** Ana, an owner, with Ben and Cem in one workspace. */
async function setup(): Promise<{ ana: Page; ben: Page; way: Gate }> {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device(way.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const join = async (username: string, name: string): Promise<Page> => {
    const page = await world.device().start()
    await signUp(page, username, name)
    await joinWorkspace(page, 'Harbour')
    return page
  }
  const ben = await join('ben', 'Ben')
  await join('cem', 'Cem')
  return { ana, ben, way }
}

async function beginGroup(page: Page, name: string, ...people: ReadonlyArray<string>): Promise<void> {
  await press(page, 'New message or group')
  for (const person of people) {
    await page.getByRole('combobox', { name: 'To' }).fill(person)
    await page.getByRole('option', { name: person, disabled: false }).click()
  }
  await page.getByLabel('Name of the group').fill(name)
  await press(page, 'Create group')
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await post(page, 'hello')
  await press(page, 'About this conversation')
}

test('[MG8, MG9] in the dialog of a group nobody goes without a question, and nothing typed is lost without one', async () => {
  const { ana, ben, way } = await setup()
  await beginGroup(ana, 'Plans', 'Ben', 'Cem')
  await channel(ben, /^Plans/).click()
  await message(ben, 'hello').waitFor()
  await press(ana, 'Change this group')
  const group = dialog(ana, 'This group')
  const name = group.getByLabel('Name of the group')

  // Asked first, by name; whoever thinks better of it is where they were, with what they had typed.
  await name.fill('Crew')
  await group.getByRole('button', { name: 'Take out: Ben' }).focus()
  await ana.keyboard.press('Enter')
  const question = dialog(ana, 'Take Ben out of this group?')
  await question.getByText('Added again, they read nothing from before that.').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await hasFocus(group.getByRole('button', { name: 'Take out: Ben' }))
  expect(await name.inputValue()).toBe('Crew')

  // However often Escape is pressed: a browser closes by itself what was asked to stay once.
  const unsaved = dialog(ana, 'Close without saving?')
  for (const state of ['visible', 'detached', 'visible', 'detached'] as const) {
    await ana.keyboard.press('Escape')
    await unsaved.waitFor({ state })
  }
  await group.waitFor()
  expect(await name.inputValue()).toBe('Crew')

  // A role is given at once, and taken back.
  await press(group, 'Make admin: Ben')
  await group.getByText('Ben is now: Admin.').waitFor()
  await group.getByRole('button', { name: 'Take admin away: Ben' }).waitFor()
  await press(group, 'Undo')
  await group.getByRole('button', { name: 'Make admin: Ben' }).waitFor()

  // Done, the keyboard is at the people who are left.
  await press(group, 'Take out: Ben')
  await press(question, 'Take out')
  await hasFocus(group.getByRole('list', { name: 'People in this group' }))
  await group.getByText('Ben was taken out.').waitFor()
  await group.getByRole('button', { name: 'Take out: Ben' }).waitFor({ state: 'detached' })
  await ben.getByRole('heading', { name: 'You are not in this group any more' }).waitFor()

  // Escape asks; going back keeps what was typed; the one button saves it and ends the dialog.
  await name.focus()
  await ana.keyboard.press('Escape')
  await unsaved.waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await press(unsaved, 'Go back')
  expect(await name.inputValue()).toBe('Crew')
  await group.getByLabel('Topic').fill('x'.repeat(251))
  await press(group, 'Save')
  await hasFocus(group.getByLabel('Topic'))
  await group.getByLabel('Topic').fill('')
  await press(group, 'Save')
  await group.waitFor({ state: 'detached' })
  await ana.getByRole('heading', { level: 1, name: 'Crew' }).waitFor()

  // Closed without saving, nothing is changed; with nothing changed nothing is asked. Somebody picked counts as well.
  await press(ana, 'Change this group')
  await name.fill('Choir')
  await press(group, 'Close')
  await press(unsaved, 'Close without saving')
  await group.waitFor({ state: 'detached' })
  await press(ana, 'Change this group')
  expect(await name.inputValue()).toBe('Crew')
  await press(group, 'Done')
  await group.waitFor({ state: 'detached' })
  await press(ana, 'Change this group')
  await group.getByRole('combobox', { name: 'Add people' }).fill('Ben')
  await group.getByRole('option', { name: 'Ben' }).click()
  await ana.keyboard.press('Escape')
  await press(unsaved, 'Go back')
  await name.fill('Crew and Ben')
  await press(group, 'Save')
  await group.getByText('Saved.').waitFor()
  await press(group, 'Add')
  await group.getByRole('button', { name: 'Take out: Ben' }).waitFor()

  // Out of reach: what is done is said as what will be.
  await way.cut()
  await group.getByText('You are offline.').waitFor()
  await press(group, 'Take out: Cem')
  await press(dialog(ana, 'Take Cem out of this group?'), 'Take out')
  await group.getByText('It takes effect as soon as the server can be reached.').waitFor()
  await press(group, 'Take out: Ben')
  await press(question, 'Take out')
  await question.getByText('The last change has not reached the server yet.').waitFor()
})

test('[MG8] whoever is taken out of a private channel or the workspace is named first, and a role given is said with the way back', async () => {
  const { ana, ben } = await setup()
  await press(ana, '3 members')
  const people = dialog(ana, 'People in Harbour')
  const act = async (list: Page | Locator, name: string, item: string): Promise<void> => {
    await press(list, `Actions for ${name}`)
    await ana.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await act(people, 'Ben', 'Make admin')
  await people.getByText('Ben is now: Admin.').waitFor()
  await press(people, 'Undo')
  await people.getByText('@ben · Member').waitFor()

  // One's own role nobody gives back but others.
  await act(people, 'Ben', 'Make owner')
  await people.getByText('@ben · Owner').waitFor()
  await act(people, 'Ana', 'Make member')
  const own = dialog(ana, 'Change your own role?')
  expect(await axeViolations(ana)).toEqual([])
  await press(own, 'Cancel')
  await hasFocus(people.getByRole('button', { name: 'Actions for Ana' }))
  await people.getByText('@ana · Owner · You').waitFor()

  await people.getByLabel('Find a person').fill('Cem')
  await act(people, 'Cem', 'Remove from the workspace')
  const removing = dialog(ana, 'Remove Cem from the workspace?')
  await press(removing, 'Remove')
  await people.getByText('Cem was removed from the workspace.').waitFor()
  await hasFocus(people.getByRole('list', { name: 'People' }))
  expect(await people.getByLabel('Find a person').inputValue()).toBe('Cem')
  await people.getByText('Nobody is called that.').waitFor()
  await ben.getByRole('button', { name: '2 members' }).waitFor()
})
