import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
} from '../support/screens.ts'

test('[WN1] two windows of one profile show the same, and both write', async () => {
  const world = await setupWorld()
  const device = world.device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await createWorkspace(first, 'Rowing')
  await post(first, 'from the first window')

  const second = await device.openPlain()
  await message(second, 'from the first window').getByText('On the server').waitFor({ state: 'attached' })
  await post(second, 'from the second window')
  await message(second, 'from the second window').getByText('On the server').waitFor({ state: 'attached' })
  await message(first, 'from the second window').waitFor()
  await composer(first, 'general').fill('half a thought')
  const third = await device.openAgain()
  await composer(third, 'general').waitFor()
  await expect.poll(() => composer(third, 'general').inputValue()).toBe('half a thought')
  await message(third, 'from the second window').waitFor()
  expect(await messages(first).count()).toBe(2)
  expect(await messages(third).count()).toBe(2)
})

test('[WN11] a window whose place one in another browser took says so before there is a workspace, and gets it back', async () => {
  const device = (await setupWorld()).device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await first.getByLabel('Workspace name').waitFor()

  const second = await device.openElsewhere()
  await second.getByLabel('Workspace name').waitFor()
  const told = (page: Page) => page.getByRole('alert').filter({ hasText: 'connected from another window' })
  await told(first).getByRole('button', { name: 'Reload' }).click()
  await told(second).waitFor()
  await createWorkspace(first, 'Rowing')
  await post(first, 'from the first window')
  await message(first, 'from the first window').getByText('On the server').waitFor({ state: 'attached' })
})

test('[WN8] both windows show who writes, and others see it whichever window it is', async () => {
  const world = await setupWorld()
  const bob = await world.device().start()
  await signUp(bob, 'bob', 'Bob')
  await createWorkspace(bob, 'Rowing')
  const device = world.device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await joinWorkspace(first, 'Rowing')
  const second = await device.openPlain()
  await composer(second, 'general').waitFor()
  // Shown for 6 s after the last word of it: on a busy machine one goes on until all have seen it.
  const isSeen = async (writing: Page, name: string, seeing: ReadonlyArray<Page>): Promise<boolean> => {
    await composer(writing, 'general').pressSequentially('a word ')
    const shown = seeing.map((page) => page.getByText(`${name} is writing…`).isVisible())
    return (await Promise.all(shown)).every(Boolean)
  }
  await expect.poll(() => isSeen(bob, 'Bob', [first, second])).toBe(true)
  await post(bob, ' more')
  for (const page of [first, second]) await page.getByText('Bob is writing…').waitFor({ state: 'detached' })
  await expect.poll(() => isSeen(second, 'Ana', [bob])).toBe(true)
})

test('[WN4] the window that does the work is closed in the middle of writing: nothing is lost or doubled', async () => {
  const world = await setupWorld()
  const bob = await world.device().start()
  await signUp(bob, 'bob', 'Bob')
  await createWorkspace(bob, 'Rowing')
  const way = await world.ownWay()
  const device = world.device(way.url)
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await joinWorkspace(first, 'Rowing')
  const second = await device.openPlain()
  await composer(second, 'general').waitFor()
  await post(first, 'sent before')
  await message(second, 'sent before').getByText('On the server').waitFor({ state: 'attached' })
  await way.cut()
  await post(second, 'queued before')
  await composer(second, 'general').fill('sent while the other closes')
  // By the button: a key goes to the window in front, and which that is changes as the other one closes.
  const send = second.getByRole('button', { name: 'Send', exact: true })
  await Promise.all([first.close({ runBeforeUnload: false }), send.click()])
  await message(second, 'sent while the other closes').waitFor()
  await post(second, 'and on')
  expect(await messages(second).count()).toBe(4)

  await reconnect(way, second)
  await message(second, 'and on').getByText('On the server').waitFor({ state: 'attached' })
  await message(bob, 'and on').waitFor()
  for (const page of [second, bob]) {
    const texts = await messages(page).allInnerTexts()
    const inOrder = ['sent before', 'queued before', 'sent while the other closes', 'and on']
    expect(texts).toHaveLength(inOrder.length)
    for (const [index, text] of inOrder.entries()) expect(texts[index]).toContain(text)
  }

  const third = await device.openPlain()
  await message(third, 'and on').waitFor()
  await composer(second, 'general').fill('typed a moment before')
  await second.close({ runBeforeUnload: false })
  const fourth = await device.openPlain()
  await expect.poll(() => composer(fourth, 'general').inputValue()).toBe('typed a moment before')
})

test('a page that knows the address alone is not let in when no window runs', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await page.goto('about:blank')
  const plain = await device.openPlain()
  await plain.getByRole('alert').getByText('This page may not speak to Tidings').waitFor()
})
