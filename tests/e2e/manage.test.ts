import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  inSync,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
} from '../support/screens.ts'

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'About this conversation' })
const write = async (page: Page, name: string, text: string): Promise<void> => {
  await composer(page, name).fill(text)
  await composer(page, name).press('Enter')
}
const arrange = async (page: Page, name: string, item: string): Promise<void> => {
  await channel(page, name).focus()
  await page.getByRole('button', { name: `Arrange ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('[MG12, MG4] an admin and a member: edit, roles, levels, commands, leave, browse, archive, offline', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await createChannel(ana, 'quay')
  const ben = await world.device(way.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await channel(ben, 'quay').click()
  await composer(ben, 'quay').waitFor()

  // Name, topic and icon; the other one sees them, and is not offered to change them.
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByRole('button', { name: 'Edit name, topic and icon' }).click()
  await ana.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Old Pier')
  await ana.getByRole('dialog').getByLabel('Topic').fill('Boats and oars')
  await ana.getByRole('dialog').getByRole('button', { name: 'Emoji' }).click()
  await ana.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await ana.getByRole('dialog').getByText('👍').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await composer(ben, 'old-pier').waitFor()
  await ben.getByRole('main').getByTitle('Boats and oars').waitFor()
  await channel(ben, 'old-pier').getByText('👍').waitFor()
  await ben.getByRole('button', { name: 'About this conversation' }).click()
  await details(ben).getByText('2 people').waitFor()
  expect(await details(ben).getByRole('button', { name: 'Edit name' }).count()).toBe(0)
  expect(await details(ben).getByRole('button', { name: 'Actions for' }).count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])

  // What is not allowed is no command; as an admin of the channel it is.
  await write(ben, 'old-pier', '/topic Mine')
  await ben.getByRole('alert').filter({ hasText: 'There is no command /topic here' }).waitFor()
  await composer(ben, 'old-pier').fill('')
  await details(ana).getByRole('button', { name: 'Actions for Ben' }).click()
  await ana.getByRole('menuitem', { name: 'Make channel admin' }).click()
  await details(ben).getByRole('button', { name: 'Edit name' }).waitFor()
  await write(ben, 'old-pier', '/topic Oars alone')
  await details(ana).getByText('Oars alone').waitFor()
  await write(ben, 'old-pier', '/shrug Who knows')
  await message(ana, String.raw`Who knows ¯\_(ツ)_/¯`).waitFor()
  await write(ben, 'old-pier', '/laeve')
  await ben.getByRole('alert').filter({ hasText: 'There is no command /laeve' }).waitFor()
  await composer(ben, 'old-pier').press('Enter')
  await message(ana, '/laeve').waitFor()
  await composer(ben, 'old-pier').fill('/')
  await ben.getByRole('option', { name: '/mute' }).waitFor()

  // Levels, by command, menu and panel.
  await write(ben, 'old-pier', '/mute')
  await channel(ben, 'old-pier').filter({ hasText: 'muted' }).waitFor()
  const level = details(ben).getByRole('combobox', { name: 'What you are notified about' })
  await expect.poll(() => level.inputValue()).toBe('none')
  await arrange(ben, 'old-pier', 'All messages')
  await ben.getByText('#old-pier: you are told of every message.').waitFor()

  // Out of reach nobody is let in, and what was written stays.
  await way.cut()
  await ben.getByText('Offline').first().waitFor()
  await write(ben, 'old-pier', '/invite @Ana ') // the space ends what is completed
  await ben.getByRole('alert').filter({ hasText: 'Nothing was changed' }).waitFor()
  expect(await composer(ben, 'old-pier').inputValue()).toBe('/invite @Ana ')
  await composer(ben, 'old-pier').fill('')
  await reconnect(way, ben)
  await inSync(ben)

  // Leaving, with the way back; and back by browsing.
  await write(ben, 'old-pier', '/leave')
  await ben.getByText('You left #old-pier.').waitFor()
  await ben.getByRole('heading', { name: 'You have left this channel' }).waitFor()
  await channel(ben, 'old-pier').waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: 'Browse channels' }).click()
  await ben.getByRole('button', { name: 'Join: old-pier' }).waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await ben.getByRole('button', { name: 'Join: old-pier' }).click()
  await channel(ben, 'old-pier').waitFor()
  await composer(ben, 'old-pier').waitFor()

  // Archived: read by all, written in by nobody, opened again by an admin.
  await details(ana).getByRole('button', { name: 'Archive the channel' }).click()
  await ben.getByRole('heading', { name: 'This channel is archived' }).waitFor()
  await message(ben, '/laeve').waitFor()
  await ana.getByRole('button', { name: 'Browse channels' }).click()
  await ana.getByRole('button', { name: 'Reopen: old-pier' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Open: old-pier', exact: true }).click()
  await post(ana, 'Open again')
  await message(ben, 'Open again').waitFor()

  // People of the workspace: roles, a profile card, and writing to one of them.
  await ana.getByRole('button', { name: '2 members' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Actions for Ben' }).click()
  await ana.getByRole('menuitem', { name: 'Make admin', exact: true }).click()
  await ana.getByRole('dialog').getByText('@ben · Admin').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ben.getByRole('button', { name: '2 members' }).click()
  const people = ben.getByRole('dialog', { name: 'People in Harbour' })
  await people.getByText('@ben · Admin · You').waitFor()
  expect(await people.getByRole('button', { name: 'Actions for Ana' }).count()).toBe(0)
  await ana.getByRole('dialog').getByRole('button', { name: /^Ben/ }).click()
  await ana.getByRole('dialog', { name: 'About Ben' }).getByRole('button', { name: 'Message' }).click()
  await ana.getByRole('textbox', { name: 'Message Ben' }).waitFor()

  // Out of the workspace, after a question.
  await ana.getByRole('button', { name: '2 members' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Actions for Ben' }).click()
  await ana.getByRole('menuitem', { name: 'Remove from the workspace' }).click()
  await ana.getByRole('button', { name: 'Remove', exact: true }).click()
  await ana.getByRole('dialog').getByText('@ben').waitFor({ state: 'detached' })
  await ben.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
  const told = ben.getByText(/^You are no longer in Harbour\./u)
  await told.waitFor()
  await ben.getByRole('button', { name: 'Join Harbour' }).click()
  await ben.getByRole('navigation', { name: 'Conversations' }).waitFor()
  expect(await told.count()).toBe(0)
})

test('[CP11] a topic is not lost to a command without a text, and a change of it is taken back; the name that was taken is forgotten with the next', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const header = ana.getByRole('main')
  await write(ana, 'general', '/topic Tides')
  await header.getByTitle('Tides').waitFor()
  await ana.getByRole('button', { name: 'Dismiss' }).click()

  // The name alone is completed, and given all the same it says how it is used.
  await composer(ana, 'general').fill('')
  await composer(ana, 'general').pressSequentially('/topic')
  await ana.getByRole('option', { name: '/topic' }).waitFor()
  await ana.keyboard.press('Enter')
  expect(await composer(ana, 'general').inputValue()).toBe('/topic ')
  await ana.keyboard.press('Enter')
  await ana
    .getByRole('alert')
    .filter({ hasText: 'Topic: “Tides”. To change it, write /topic and the new one.' })
    .waitFor()
  await header.getByTitle('Tides').waitFor()
  await ana.keyboard.type(' Winds')
  await ana.keyboard.press('Enter')
  await header.getByTitle('Winds').waitFor()
  await ana.getByText('The topic of #general was changed.').last().waitFor()
  await ana.getByRole('button', { name: 'Undo' }).last().click()
  await header.getByTitle('Tides').waitFor()

  await ana.getByRole('button', { name: 'New channel' }).click()
  const dialog = ana.getByRole('dialog', { name: 'New channel' })
  const name = dialog.getByLabel('Name', { exact: true })
  await name.fill('general')
  await dialog.getByRole('button', { name: 'Create channel' }).click()
  const taken = dialog.getByRole('alert').filter({ hasText: 'taken' })
  await taken.waitFor()
  await name.fill('Not a Name!')
  await dialog.getByRole('button', { name: 'Create channel' }).click()
  await dialog.getByText('Use 1 to 64 lowercase letters').waitFor()
  expect(await taken.count()).toBe(0)
})
