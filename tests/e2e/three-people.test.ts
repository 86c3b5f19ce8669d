/** Three people, two of them without a network while the third goes on: whose word counts, and what becomes of words that come too late. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld, type World } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import type { Gate } from '../support/gate.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  entryIn,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
} from '../support/screens.ts'

interface People {
  readonly ana: Page
  readonly ben: Page
  readonly cem: Page
  readonly bensWay: Gate
  readonly cemsWay: Gate
}

async function join(world: World, name: string, relay: string): Promise<Page> {
  const page = await world.device(relay).start()
  await signUp(page, name.toLowerCase(), name)
  await joinWorkspace(page, 'Harbour')
  return page
}

async function setup(): Promise<People> {
  const world = await setupWorld()
  const [bensWay, cemsWay] = [await world.ownWay(), await world.ownWay()]
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await join(world, 'Ben', bensWay.url)
  const cem = await join(world, 'Cem', cemsWay.url)
  return { ana, ben, cem, bensWay, cemsWay }
}

async function cut(way: Gate, page: Page): Promise<void> {
  await way.cut()
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
}

const isOnServer = (page: Page, text: string): Promise<void> =>
  message(page, text)
    .getByText(/^(On the server|Delivered)$/u)
    .waitFor({ state: 'attached' })
const act = (page: Page, text: string, name: string): Promise<void> =>
  message(page, text).getByRole('button', { name, exact: true }).click()
/** For good: whoever puts the note about it away does not want it back. */
async function discard(page: Page, text: string): Promise<void> {
  await act(page, text, 'Discard')
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
}
const choices = (page: Page, text: string): Promise<ReadonlyArray<string>> =>
  message(page, text).locator('p ~ div').getByRole('button').allInnerTexts()

async function react(page: Page, text: string): Promise<void> {
  await message(page, text).focus()
  await page.keyboard.press('+')
  await page
    .locator(':focus')
    .and(page.getByRole('combobox', { name: 'Find an emoji' }))
    .waitFor()
  await page.getByRole('gridcell', { name: 'thumbs up' }).waitFor()
  await page.keyboard.press('Enter')
}

/** An edit and a deletion for everybody, an answer to what is gone, two who react to one message. */
async function changeAtOnce({ ana, ben, cem, bensWay, cemsWay }: People): Promise<void> {
  await post(ana, 'Who rows on Sunday?')
  await post(ben, 'I do, at nine')
  await message(cem, 'I do, at nine').waitFor()
  await isOnServer(ben, 'I do, at nine')
  await cut(bensWay, ben)
  await cut(cemsWay, cem)

  await composer(ben, 'general').press('ArrowUp')
  await composer(ben, 'general').fill('I do, at ten')
  await composer(ben, 'general').press('Enter')
  await message(ben, 'I do, at ten').getByText('(edited)').waitFor()
  await message(cem, 'I do, at nine').focus()
  await cem.keyboard.press('r')
  await post(cem, 'Fine with me')
  for (const page of [ben, cem]) await react(page, 'Who rows')
  await message(ana, 'I do, at nine').hover()
  await act(ana, 'I do, at nine', 'Delete')
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await message(ana, 'Deleting this message').waitFor()
  await channel(ana, 'general').click()
  await ana.reload() // which waits for no undo
  await message(ana, 'Deleted by Ana').waitFor()

  await reconnect(bensWay, ben)
  await message(ben, 'Deleted by Ana').waitFor()
  await ben.getByText(/^Your change to a message in .*#general.* came too late/u).waitFor()
  await expect.poll(() => composer(ben, 'general').inputValue()).toBe('I do, at ten')
  await ben.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await composer(ben, 'general').fill('')
  await reconnect(cemsWay, cem)
  for (const page of [ana, ben, cem]) {
    await message(page, 'Who rows')
      .getByRole('button', { name: /^👍 2 reactions/u })
      .waitFor()
    await message(page, 'Fine with me').getByText('a deleted message').waitFor()
    await expect.poll(() => message(page, 'I do, at').count()).toBe(0)
    expect(await message(page, 'Deleted by Ana').count()).toBe(1)
    expect(await messages(page).count()).toBe(3)
  }
  await isOnServer(cem, 'Fine with me')
}

/** To a channel that is archived by then: refused, given up, and sent once it is open again. */
async function writeTooLate({ ana, ben, cem, bensWay }: People): Promise<void> {
  await createChannel(ana, 'quay')
  await post(ana, 'Who has the key?')
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  for (const page of [ben, cem]) {
    await channel(page, 'quay').click()
    await message(page, 'Who has the key?').waitFor()
  }
  await cut(bensWay, ben)
  await react(ben, 'Who has the key?')
  for (const text of ['I have it', 'No, Cem has it', 'See you there']) await post(ben, text)
  await ana.getByRole('button', { name: 'Archive the channel' }).click()
  await cem.getByRole('heading', { name: 'This channel is archived' }).waitFor()
  await reconnect(bensWay, ben)
  await ben.getByRole('heading', { name: 'This channel is archived' }).waitFor()
  const why = 'Not sent. Nothing can be written here now.'
  const isRefused = (text: string): Promise<void> => message(ben, text).getByText(why).last().waitFor()
  for (const text of ['I have it', 'No, Cem has it', 'See you there']) await isRefused(text)
  expect(await axeViolations(ben)).toEqual([])
  // There is no box to take it back into, and nothing else to be changed here.
  expect(await choices(ben, 'I have it')).toEqual(['Retry', 'Discard'])
  await message(cem, 'Who has the key?').hover()
  await message(cem, 'Who has the key?').getByRole('button', { name: 'Reply in thread' }).waitFor()
  expect(await cem.getByRole('button', { name: 'React', exact: true }).count()).toBe(0)

  await act(ben, 'See you there', 'Retry')
  await isRefused('See you there')
  await discard(ben, 'I have it')
  await message(ben, 'I have it').waitFor({ state: 'detached' })
  await isRefused('No, Cem has it')
  await ana.getByRole('button', { name: 'Reopen the channel' }).first().click()
  await composer(ben, 'quay').waitFor()
  for (const text of ['No, Cem has it', 'See you there']) {
    await isOnServer(ben, text)
    for (const page of [ana, cem]) await message(page, text).waitFor()
  }
  expect(await messages(cem).count()).toBe(3)
  await message(cem, 'Who has').getByRole('button', { name: '👍 1 reaction', exact: true }).waitFor()
}

/** To a workspace that they are out of by then: it goes up when they are in it again. */
async function writeOutside({ ana, ben, cem, bensWay }: People): Promise<void> {
  await cut(bensWay, ben)
  await post(ben, 'Keep this for me')
  await ana.getByRole('button', { name: '3 members' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Actions for Ben' }).click()
  await ana.getByRole('menuitem', { name: 'Remove from the workspace' }).click()
  await ana.getByRole('button', { name: 'Remove', exact: true }).click()
  await ana.getByRole('dialog').getByText('@ben').waitFor({ state: 'detached' })
  await reconnect(bensWay, ben)
  await ben.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
  await joinWorkspace(ben, 'Harbour', 'quay') // where they were
  await isOnServer(ben, 'Keep this for me')
  await message(cem, 'Keep this for me').waitFor()
}

test('[CR25] [CR56] [MG4] [CP29] what three people change at once is the same for all; what is written to where one may not write by then is refused until one may', async () => {
  const people = await setup()
  await changeAtOnce(people)
  await writeTooLate(people)
  await writeOutside(people)
})

test('[CR25] [CR56] [DI6] [CR15] somebody taken out of a group while away is told, keeps what they wrote, and sends it once they are in again', async () => {
  const { ana, ben, cem, cemsWay } = await setup()
  const direct = (page: Page): Locator => entryIn(page.getByRole('list', { name: 'Direct messages' }), 'Crew')
  const pick = async (name: string): Promise<void> => {
    await ana.getByRole('combobox', { name: /^(To|Add people)$/u }).fill(name)
    await ana.getByRole('option', { name, disabled: false }).click()
  }
  await ana.getByRole('button', { name: 'New message or group' }).click()
  for (const name of ['Ben', 'Cem']) await pick(name)
  await ana.getByLabel('Name of the group').fill('Crew')
  await ana.getByRole('button', { name: 'Create group' }).click()
  await ana.getByRole('heading', { name: 'Crew', exact: true }).waitFor()
  await post(ana, 'Sunday at nine')
  for (const page of [ben, cem]) {
    await direct(page).click()
    await message(page, 'Sunday at nine').waitFor()
  }
  await cut(cemsWay, cem)
  for (const text of ['Count me in', 'Bring a coat', 'Who has the key?']) await post(cem, text)
  await ana.getByRole('button', { name: 'Only the 3 people here can read this' }).click()
  await ana.getByRole('button', { name: 'Change this group' }).click()
  await ana.getByRole('button', { name: 'Take out: Cem' }).click()
  await ana.getByRole('button', { name: 'Take out', exact: true }).click()
  await ben.getByText('Ana removed Cem').waitFor()
  await post(ben, 'The two of us, then')

  await reconnect(cemsWay, cem)
  await cem.getByRole('heading', { name: 'You are not in this group any more' }).waitFor()
  const why = 'Not sent. The server does not know you in this conversation.'
  for (const text of ['Count me in', 'Bring a coat', 'Who has the key?'])
    await message(cem, text).getByText(why).last().waitFor()
  expect(await choices(cem, 'Count me in')).toEqual(['Retry', 'Discard'])
  await discard(cem, 'Count me in')
  await message(cem, 'Count me in').waitFor({ state: 'detached' })
  await message(cem, 'Bring a coat').getByText(why).last().waitFor()

  await pick('Cem')
  await ana.getByRole('button', { name: 'Add', exact: true }).click()
  await cem.getByText('Ana added you').waitFor()
  await expect.poll(() => choices(cem, 'Bring a coat')).toEqual(['Retry', 'Edit', 'Discard'])
  await act(cem, 'Bring a coat', 'Edit')
  const box = cem.getByRole('textbox', { name: 'Message Crew' })
  await expect.poll(() => box.inputValue()).toBe('Bring a coat')
  await message(cem, 'Bring a coat').waitFor({ state: 'detached' })
  await isOnServer(cem, 'Who has the key?') // nothing is before it any more
  await box.fill('Bring a coat and a hat')
  await box.press('Enter')
  for (const page of [ana, ben, cem]) {
    await message(page, 'Bring a coat and a hat').waitFor()
    await message(page, 'Who has the key?').waitFor()
    expect(await message(page, 'Sunday at nine').count()).toBe(1)
    expect(await message(page, 'Count me in').count()).toBe(0)
  }

  // Once more, and tried again as it is.
  await cut(cemsWay, cem)
  await post(cem, 'It was me')
  await ana.getByRole('button', { name: 'Take out: Cem' }).click()
  await ana.getByRole('button', { name: 'Take out', exact: true }).click()
  await ben.getByText('Ana removed Cem').nth(1).waitFor()
  await reconnect(cemsWay, cem)
  await message(cem, 'It was me').getByText(why).last().waitFor()
  await pick('Cem')
  await ana.getByRole('button', { name: 'Add', exact: true }).click()
  await box.waitFor()
  await act(cem, 'It was me', 'Retry')
  await message(ben, 'It was me').waitFor()
  expect(await message(cem, 'The two of us').count()).toBe(0)
  expect(await cem.getByText('The history on the server').count()).toBe(0)
})
