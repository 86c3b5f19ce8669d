/** A day without a network: what a person does there is so for themselves at once, and for the other when the way is back. */
import { existsSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { backUp, settingsOf } from '../support/backing-up.ts'
import {
  channel,
  composer,
  createWorkspace,
  entryIn,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const direct = (page: Page, name: string | RegExp): Locator =>
  entryIn(page.getByRole('list', { name: 'Direct messages' }), name)
const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'About this conversation' })

async function setTimer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await panel(page).getByRole('button', { name: 'Change' }).click()
  await page.getByRole('radio', { name: 'Other' }).check({ force: true })
  await page.getByLabel('How many').fill('3')
  await page.getByRole('radio', { name: 'days' }).check({ force: true })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await panel(page).getByRole('button', { name: 'Close' }).first().click()
}

async function exportPage(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export #general' })
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const done = (await dialog.getByText(/^Done: /u).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await panel(page).getByRole('button', { name: 'Close' }).first().click()
  return /(?:is|are) in (.*)$/u.exec(done)?.[1] ?? ''
}

/** In a minute, as the clock on the wall there has it. */
const soonIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const then = new Date(Date.now() + 60_000)
    const two = (value: number): string => String(value).padStart(2, '0')
    const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
    return `${day}T${two(then.getHours())}:${two(then.getMinutes())}`
  })

test('[PS13] [FW1] pinned, forwarded, put off, timed, made, exported and kept without a network: it is there for the other afterwards', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device(way.url).start({ prepare: (context) => context.clock.install() })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await post(ana, 'The tide turns at nine')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  const cem = await world.device().start()
  await signUp(cem, 'cem', 'Cem')
  await joinWorkspace(cem, 'Harbour')
  await post(ben, 'Bring the long rope')
  await message(ana, 'Bring the long rope').waitFor()
  await writeTo(ana, 'Cem') // whose key is known from then on
  await writeTo(ana, 'Ben')
  await post(ana, 'Between us')
  await message(ana, 'Between us').getByText('On the server').waitFor({ state: 'attached' })
  await direct(ben, 'Ana').click()
  await message(ben, 'Between us').waitFor()
  await message(ana, 'Between us').getByText('Read').waitFor({ state: 'attached' })

  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await setTimer(ana)
  await channel(ana, 'general').click()
  await message(ana, 'The tide turns').focus()
  await ana.keyboard.press('p')
  await message(ana, 'The tide turns').getByText('Pinned by Ana').waitFor()
  await ana.keyboard.press('f')
  const forward = ana.getByRole('dialog', { name: 'Forward this message' })
  const to = forward.getByRole('combobox', { name: 'To' })
  for (const name of ['Ben', 'Cem']) {
    await to.fill(name)
    await to.press('Enter')
    await forward.getByRole('button', { name: `Take ${name} out` }).waitFor()
  }
  await forward.getByRole('button', { name: 'Forward' }).click()
  await forward.waitFor({ state: 'detached' })
  await ana.getByText('It is forwarded to 2 conversations as soon as the server can be reached.').waitFor()
  await message(ana, 'Bring the long rope').focus()
  await ana.keyboard.press('u')

  // Sent later: the moment comes, and there is nobody to be sent to.
  await composer(ana, 'general').fill('Put off until then')
  await ana.getByRole('button', { name: 'Send later' }).click()
  await ana.getByRole('menuitem', { name: 'At another time…' }).click()
  await ana.getByLabel('When').fill(await soonIn(ana))
  await ana.getByRole('button', { name: 'Schedule' }).click()
  await ana.getByRole('button', { name: 'Scheduled messages 1' }).waitFor()
  await ana.clock.fastForward('01:30')

  await ana.getByRole('button', { name: 'New section' }).click()
  await ana.getByRole('dialog').getByLabel('Name').fill('Tides')
  await ana.getByRole('button', { name: 'Create section' }).click()
  await ana.getByRole('heading', { level: 3, name: 'Tides' }).waitFor()
  expect(existsSync(await exportPage(ana))).toBe(true)
  expect(existsSync(await backUp(ana))).toBe(true)
  await settingsOf(ana).getByRole('button', { name: 'Close' }).first().click()
  await composer(ana, 'general').fill('/away')
  await ana.keyboard.press('Enter')
  await ana.getByText('Others see you as away now.').waitFor()

  await ana.getByRole('button', { name: 'New message or group' }).click()
  for (const person of ['Ben', 'Cem']) {
    await ana.getByRole('combobox', { name: 'To' }).fill(person)
    await ana.getByRole('option', { name: person, disabled: false }).click()
  }
  await ana.getByLabel('Name of the group').fill('Boat shed')
  await ana.getByRole('button', { name: 'Create group' }).click()
  await ana.getByRole('heading', { level: 1, name: 'Boat shed' }).waitFor()
  await channel(ana, /^general.*unread/u).waitFor()
  await post(ana, 'Made in a tunnel')
  await message(ana, 'Made in a tunnel').getByText('Queued on this device').waitFor({ state: 'attached' })
  expect(await direct(ben, 'Boat shed').count()).toBe(0)

  await reconnect(way, ana)
  await ben.getByText('Ana set messages to disappear 3 days after they are sent').waitFor()
  await message(ben, 'The tide turns').getByRole('blockquote').waitFor()
  await direct(cem, /^Ana(?! and)/u).click()
  await message(cem, 'The tide turns').getByRole('blockquote').waitFor()
  await ben.locator('main > header').getByText('away', { exact: true }).waitFor()
  await channel(ben, 'general').click()
  await message(ben, 'The tide turns').getByText('Pinned by Ana').waitFor()
  await message(ben, 'Put off until then').waitFor()
  for (const page of [ben, cem]) {
    await direct(page, 'Boat shed').click()
    await message(page, 'Made in a tunnel').waitFor()
  }
  await ana.getByRole('button', { name: 'Scheduled messages 1' }).waitFor({ state: 'detached' })
})
