/** What is deleted while the server is out of reach: what never left this device, and what others have read. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createWorkspace,
  inSync,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

async function setup() {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device(way.url).start()
  const sent: Array<Buffer> = []
  ana.on('websocket', (socket) => {
    if (!socket.url().startsWith(way.url.replace('http', 'ws'))) return
    socket.on('framesent', ({ payload }) => void sent.push(Buffer.from(payload)))
  })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  return { way, ana, ben, sent }
}

const goOffline = async ({ way, ana }: Awaited<ReturnType<typeof setup>>): Promise<void> => {
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
}

async function askToDelete(page: Page, text: string) {
  await message(page, text).hover()
  await message(page, text).getByRole('button', { name: 'Delete' }).click()
  return page.getByRole('dialog', { name: 'Delete this message?' })
}

test('[CR94] [PS19] what is deleted before it went up is nowhere to be seen, be the conversation open or sealed', async () => {
  const there = await setup()
  const { way, ana, ben, sent } = there
  await post(ana, 'hello')
  await message(ben, 'hello').waitFor()
  await writeTo(ana, 'Ben')
  await post(ana, 'hello, sealed')
  await channel(ben, 'Ana').click()
  await message(ben, 'hello, sealed').waitFor()

  await goOffline(there)
  for (const place of ['general', 'Ben']) {
    await channel(ana, place).click()
    await message(ana, place === 'Ben' ? 'hello, sealed' : 'hello').waitFor()
    await post(ana, `a slip in ${place}`)
    await post(ana, `a word in ${place}`)
    const dialog = await askToDelete(ana, 'a slip')
    await dialog.getByText('Nobody has seen it.').waitFor()
    expect(await axeViolations(ana)).toEqual([])
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await message(ana, 'Deleting this message').waitFor()
    await ana.getByRole('button', { name: 'Undo' }).click()
    await message(ana, 'a slip').getByText('Queued on this device').waitFor({ state: 'attached' })
    await (await askToDelete(ana, 'a slip')).getByRole('button', { name: 'Delete' }).click()
    await ana.getByRole('button', { name: 'Dismiss' }).click()
    await message(ana, 'Deleting this message').waitFor({ state: 'detached' })
    expect(await messages(ana).count()).toBe(2)
  }
  await reconnect(way, ana)
  await message(ben, 'a word in Ben').waitFor()
  expect(await messages(ben).count()).toBe(2)
  await channel(ben, 'general').click()
  await message(ben, 'a word in general').waitFor()
  expect(await messages(ben).count()).toBe(2)
  expect(await message(ben, 'Message deleted').count()).toBe(0)
  await inSync(ana)
  const frames = Buffer.concat(sent)
  expect([frames.includes('a word in general'), frames.includes('a slip')]).toEqual([true, false])
})

test('[PS19] what others have read and is deleted without a network leaves a tombstone with them once there is one', async () => {
  const there = await setup()
  const { way, ana, ben } = there
  await post(ana, 'read by all')
  await message(ana, 'read by all').getByText('On the server').waitFor({ state: 'attached' })
  await message(ben, 'read by all').waitFor()
  await goOffline(there)
  const dialog = await askToDelete(ana, 'read by all')
  await dialog.getByText('It disappears for everyone').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await ana.getByRole('button', { name: 'Dismiss' }).click()
  await message(ana, 'Message deleted').waitFor()
  expect(await message(ben, 'read by all').count()).toBe(1)
  await reconnect(way, ana)
  await message(ben, 'Message deleted').waitFor()
  expect(await messages(ben).count()).toBe(1)
})
