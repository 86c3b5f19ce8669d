import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

test('two people talk in a thread, one of them elsewhere: panel, preview, list of threads, pin, earlier versions', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await post(ana, 'Who rows on Sunday?')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await createChannel(ana, 'quay')

  await message(ben, 'Who rows on Sunday?').hover()
  await ben.getByRole('button', { name: 'Reply in thread' }).click()
  const reply = ben.getByRole('textbox', { name: 'Reply in the thread' })
  await reply.fill('I do, in the thread')
  await reply.press('Enter')
  await ben.getByRole('log', { name: 'Replies' }).getByText('I do, in the thread').waitFor()
  expect(await message(ben, 'I do, in the thread').count()).toBe(0)

  const entry = ana.getByRole('button', { name: 'Threads, 1 unread reply' })
  await entry.waitFor()
  await entry.click()
  await ana.getByRole('list', { name: 'Threads' }).getByRole('button').click()
  await ana.getByRole('log', { name: 'Replies' }).getByText('I do, in the thread').waitFor()
  await ana.getByRole('button', { name: 'Threads', exact: true }).waitFor()
  const hers = ana.getByRole('textbox', { name: 'Reply in the thread' })
  await ana.getByLabel('Also send to #general').check()
  await hers.fill('Good, at nine')
  await hers.press('Enter')
  await message(ben, 'Good, at nine').getByText('Replied to a thread').waitFor()
  await hers.press('Escape')
  expect(await ana.getByRole('log', { name: 'Replies' }).count()).toBe(0)
  await message(ana, 'Who rows on Sunday?').getByText('2 replies').waitFor()

  await message(ana, 'Who rows on Sunday?').first().focus()
  await ana.keyboard.press('p')
  await message(ben, 'Who rows on Sunday?').first().getByText('Pinned by Ana').waitFor()
  await ben.getByRole('button', { name: '1 pinned message' }).waitFor()
  await channel(ana, 'quay').click()
  await channel(ana, 'general').click()
  await message(ana, 'Who rows on Sunday?').first().waitFor()
})
