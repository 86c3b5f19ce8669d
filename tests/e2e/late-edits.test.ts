/** New texts of messages that somebody deletes while whoever wrote them has no network. */
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
  messages,
  offline,
  post,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'
import { storedBytes } from '../support/stored-values.ts'

test('[CP29] what was made of a message without a network, and that somebody deleted meanwhile, comes back as a draft over a new start, and is said', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const device = world.device(way.url)
  let ben = await device.start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await createChannel(ben, 'boats')
  await channel(ben, 'general').click()
  await post(ben, 'Hello from Berlin')
  await post(ben, 'It stays')
  await message(ana, 'It stays').waitFor()
  await inSync(ben)
  await way.cut()
  await offline(ben)
  const edit = async (text: string, more: string): Promise<void> => {
    await message(ben, text).focus()
    await ben.keyboard.press('e')
    await composer(ben, 'general').fill(text + more)
    await composer(ben, 'general').press('Enter')
    await message(ben, text + more)
      .getByText('(edited)')
      .waitFor()
  }
  await edit('Hello from Berlin', ', at noon')
  await edit('It stays', ', as it is')
  await expect.poll(async () => (await storedBytes(ben, 'edited/')).length).toBe(2)
  await channel(ben, 'boats').click()
  await device.stop()

  await message(ana, 'Hello from Berlin').hover()
  await message(ana, 'Hello from Berlin').getByRole('button', { name: 'Delete', exact: true }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await channel(ana, 'general').click()
  await ana.reload() // which waits for no undo
  await message(ana, 'Deleted by Ana').waitFor()

  ben = await device.start()
  await unlock(ben, 'Ben')
  await composer(ben, 'boats').waitFor()
  await reconnect(way, ben)
  await ben
    .getByText(/Your change to a message in .*#general.* came too late: .*Ana.* had deleted the message/u)
    .waitFor()
  await ben
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('listitem')
    .filter({ hasText: 'general' })
    .getByText(', draft waits')
    .waitFor({ state: 'attached' })
  expect(await axeViolations(ben)).toEqual([])
  await channel(ben, /^general/u).click()
  await ben.getByRole('alert').getByText('What you had typed stands here as a draft').waitFor()
  await expect.poll(() => composer(ben, 'general').inputValue()).toBe('Hello from Berlin, at noon')
  await message(ana, 'It stays, as it is').waitFor()
  await expect.poll(() => storedBytes(ben, 'edited/')).toEqual([])
  for (const page of [ana, ben]) {
    await message(page, 'Deleted by Ana').waitFor()
    expect(await messages(page).filter({ hasText: 'Berlin' }).count()).toBe(0)
  }
})
