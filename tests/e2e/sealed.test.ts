import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createWorkspace, joinWorkspace, message, signUp } from '../support/screens.ts'

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
const direct = (page: Page, name: string) =>
  sidebar(page).getByRole('list', { name: 'Direct messages' }).getByRole('button', { name })

async function beginWith(page: Page, ...names: ReadonlyArray<string>): Promise<void> {
  await page.getByRole('button', { name: 'New message or group' }).click()
  const box = page.getByRole('combobox', { name: 'To' })
  for (const name of names) {
    await box.fill(name)
    await page.getByRole('option', { name }).click()
  }
}

async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await box.press('Enter')
  await message(page, text).waitFor()
}

test('[CS9] a direct message begun and written offline is read and answered once there is a network', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await ana.getByRole('button', { name: 'New message or group' }).click()
  await ana.screenshot({ path: '/tmp/shots/picker.png' })
  await ana.getByRole('option', { name: 'Ben' }).and(ana.locator(':not([aria-disabled=true])')).waitFor()
  await ana.keyboard.press('Escape')
  await gate.cut()
  await beginWith(ana, 'Ben')
  await ana.getByRole('button', { name: 'Write', exact: true }).click()
  await write(ana, 'Written in a tunnel')
  await ana.screenshot({ path: '/tmp/shots/offline.png' })
  await gate.restore()
  await message(ana, 'Written in a tunnel').getByText('On the server').waitFor({ state: 'attached' })
  await direct(ben, 'Ana Beltrán').click()
  await message(ben, 'Written in a tunnel').waitFor()
  await write(ben, 'Read in the harbour')
  await message(ana, 'Read in the harbour').waitFor()
  await ana.getByRole('button', { name: 'Only you and Ben can read this' }).click()
  await ana.screenshot({ path: '/tmp/shots/readers.png' })
  expect(await ana.getByRole('dialog').textContent()).toContain('Ben')
})
