/** An owner, a member and a guest, who came by a link: what the guest sees, is offered, and loses again. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { channelAnswer, paths, sessionAnswer, workspacesAnswer } from '../../core/protocol/api.ts'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import type { Gate } from '../support/gate.ts'
import { callRelay, newDeviceId } from '../support/relay-accounts.ts'
import {
  channel,
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  offline,
  password,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const press = (page: Page | Locator, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

interface Three {
  readonly ana: Page
  readonly ben: Page
  readonly gus: Page
  /** Of the guest. */
  readonly way: Gate
  readonly relay: { readonly url: string }
}

/** Ana, the owner, has written in #general; Ben is a member; Gus came by a link that she made for a guest. */
async function setup(): Promise<Three> {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await post(ana, 'for those who work here')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')

  await press(ana, '2 members')
  await press(dialog(ana, 'People in Harbour'), 'Invite people')
  const invite = dialog(ana, 'Invite people to Harbour')
  await invite.getByRole('radio', { name: 'Guest' }).check({ force: true })
  await press(invite, 'Make a link')
  await invite.getByRole('listitem').waitFor()
  const link = await invite.getByLabel('Link', { exact: true }).inputValue()
  await ana.keyboard.press('Escape')

  const gus = await world.device(way.url).start()
  await signUp(gus, 'gus', 'Gus')
  await press(gus, 'Use an invitation')
  const offered = dialog(gus, 'Use an invitation')
  await offered.getByLabel('Invitation').fill(link)
  await press(offered, 'Show what it gives')
  await offered.getByText('You are invited to Harbour, as a guest.').waitFor()
  await press(offered, 'Accept')
  await gus.getByRole('heading', { name: 'You are a guest in Harbour' }).waitFor()
  await ana.getByRole('button', { name: '3 members' }).waitFor()
  return { ana, ben, gus, way, relay: { url: world.relayUrl } }
}

/** A private channel that the relay keeps: the app makes sealed ones alone, an import or a program this one. */
async function makeKeptChannel(relay: { readonly url: string }, name: string): Promise<void> {
  const body = { username: 'ana', password, device: { id: newDeviceId(), name: 'a program' } }
  const session = v.parse(sessionAnswer, (await callRelay(relay, paths.signIn, { body })).body)
  const token = session.accessToken
  const listed = v.parse(workspacesAnswer, (await callRelay(relay, paths.workspaces, { token })).body)
  const [workspace] = listed.workspaces
  if (workspace === undefined) throw new Error('no workspace')
  const made = { name, topic: '', private: true, members: [] }
  v.parse(
    channelAnswer,
    (await callRelay(relay, paths.conversations(workspace.id), { body: made, token })).body,
  )
}

/** What a guest is not offered, in the sidebar and by name. */
async function isOfferedNothingToMake(page: Page): Promise<void> {
  const forbidden = /^(?:New channel|New document|Invite people)$/u
  expect(await page.getByRole('button', { name: forbidden }).count()).toBe(0)
  await page.keyboard.press('Control+Shift+P')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.type('new')
  await page.getByRole('option', { name: 'New section' }).first().waitFor()
  expect(await page.getByRole('option', { name: forbidden }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Found' }).waitFor({ state: 'detached' })
}

async function isOfferedNoPin(page: Page, text: string): Promise<void> {
  await message(page, text).click({ button: 'right' })
  await page
    .getByRole('menuitem', { name: /^Reply/u })
    .first()
    .waitFor()
  expect(await page.getByRole('menuitem', { name: /pin/iu }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await message(page, text).focus()
  await page.keyboard.press('p')
  expect(
    await message(page, text)
      .getByText(/^Pinned/u)
      .count(),
  ).toBe(0)
}

test('[MG16] [CM4] a guest who came by a link is let into a sealed channel by the app, writes there offline too, and is taken out', async () => {
  const { ana, ben, gus, way } = await setup()
  expect(await axeViolations(gus)).toEqual([])
  await isOfferedNothingToMake(gus)

  await press(ana, 'New channel')
  const making = dialog(ana, 'New channel')
  await making.getByLabel('Name', { exact: true }).fill('visits')
  await making.getByRole('radio', { name: /^Only people you choose/u }).check({ force: true })
  for (const person of ['Gus', 'Ben']) {
    await making.getByRole('combobox', { name: 'People' }).fill(person)
    await making.getByRole('option', { name: person, disabled: false }).click()
  }
  await press(making, 'Create channel')
  await composer(ana, 'visits').waitFor()
  await post(ana, 'the crane comes on Monday')

  // It appears by itself, and names those who are in it.
  await channel(gus, /^visits/u).click()
  await message(gus, 'the crane comes on Monday').getByText('Ana', { exact: true }).first().waitFor()
  expect(await channel(gus, /^general/u).count()).toBe(0)
  await post(gus, 'who drives it?')
  await channel(ben, /^visits/u).click()
  await message(ben, 'who drives it?').getByText('Gus', { exact: true }).first().waitFor()
  await post(ben, 'I do')
  await message(gus, 'I do').getByText('Ben', { exact: true }).first().waitFor()
  await isOfferedNoPin(gus, 'I do')

  // With whom they know from there, and with nobody else, a guest writes alone too.
  await writeTo(gus, 'Ben')
  await post(gus, 'is there a ladder?')
  await channel(ben, /^Gus/u).click()
  await message(ben, 'is there a ladder?').waitFor()
  await channel(gus, /^visits/u).click()
  await message(gus, 'I do').waitFor()

  await way.cut()
  await offline(gus)
  await isOfferedNothingToMake(gus)
  await isOfferedNoPin(gus, 'I do')
  await post(gus, 'then I bring the straps')
  await reconnect(way, gus)
  await message(ana, 'then I bring the straps').waitFor()

  await press(ana, 'About this conversation')
  await press(ana, 'Change this group')
  await press(dialog(ana, 'This private channel'), 'Take out: Gus')
  await press(dialog(ana, 'Take Gus out of this private channel?'), 'Take out')
  await gus.getByRole('heading', { name: 'You are not in this private channel any more' }).waitFor()
  expect(await composer(gus, 'visits').count()).toBe(0)
})

test('[MG16] [CM4] [PM5] a guest is added to a private channel that the server keeps, reads all of it, and is taken out of it again', async () => {
  const { ana, gus, way, relay } = await setup()
  await makeKeptChannel(relay, 'patents')
  await channel(ana, /^patents/u).click()
  await post(ana, 'filed in May')
  await press(ana, 'About this conversation')
  await press(ana, 'Add people')
  const adding = dialog(ana, 'Add people')
  await adding.getByText('They can read everything that was written in it.').waitFor()
  await adding.getByRole('combobox', { name: 'Add people' }).fill('Gus')
  await adding.getByRole('option', { name: 'Gus' }).click()
  expect(await axeViolations(ana)).toEqual([])
  await press(adding, 'Add')
  await adding.waitFor({ state: 'detached' })
  const people = ana.getByRole('region', { name: 'People' })
  await people.getByText(/^Guest/u).waitFor()

  await channel(gus, /^patents/u).click()
  await message(gus, 'filed in May').getByText('Ana', { exact: true }).first().waitFor()
  expect(await channel(gus, /^general/u).count()).toBe(0)
  await isOfferedNoPin(gus, 'filed in May')
  await way.cut()
  await offline(gus)
  await isOfferedNothingToMake(gus)
  await isOfferedNoPin(gus, 'filed in May')
  await post(gus, 'and granted in June')
  await reconnect(way, gus)
  await message(ana, 'and granted in June').waitFor()
  await post(ana, 'good news')
  await message(gus, 'good news').waitFor()

  await press(people, 'Actions for Gus')
  await ana.getByRole('menuitem', { name: 'Take out of the channel' }).click()
  await press(dialog(ana, 'Take Gus out of this private channel?'), 'Take out of the channel')
  await people.getByText(/^Guest/u).waitFor({ state: 'detached' })
  await gus.getByRole('heading', { name: 'You are a guest in Harbour' }).waitFor()
  expect(await channel(gus, /^patents/u).count()).toBe(0)

  // Who is let in again, by name, reads all of it again.
  await ana.getByRole('textbox', { name: /^Message/u }).fill('/invite @Gus')
  await ana.getByRole('option', { name: /^Gus/u }).waitFor()
  for (const _ of ['the name', 'the command']) await ana.keyboard.press('Enter')
  await ana.getByText('Gus was added to #patents.').waitFor()
  await channel(gus, /^patents/u).click()
  await message(gus, 'good news').waitFor()
})
