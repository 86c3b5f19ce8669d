/** Nothing is left but a paper: what was sealed is read on a new device, and a forgotten password is replaced. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createWorkspace,
  joinWorkspace,
  message,
  password,
  post,
  signIn,
  signUp,
  unlock,
  writeTo,
} from '../support/screens.ts'

/** Answers with the code as it is shown, which has been confirmed. */
async function setUpCode(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Account of/u }).click()
  await page.getByRole('menuitem', { name: 'Recovery code' }).click()
  await page.getByRole('button', { name: 'Make a code' }).click()
  await page.getByLabel('Your password').fill(password)
  await page.keyboard.press('Enter')
  const shown = page.getByLabel('Recovery code, 9 groups of 4 characters')
  const groups = (await shown.innerText()).match(/\b[0-9A-Z]{4}\b/gu) ?? []
  expect(groups).toHaveLength(9)
  await page.getByRole('button', { name: 'I have it in writing' }).click()
  const asked = page.getByRole('textbox', { name: /^Group \d/u })
  await asked.first().waitFor()
  for (const field of await asked.all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)
    await field.fill(groups[Number(/\d/u.exec(label ?? '')?.[0]) - 1]?.toLowerCase() ?? '')
  }
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText('Your recovery code is set up').waitFor()
  await page.getByText('about every five minutes: what is newer is not in it yet').waitFor() // the copy on the server
  await page.getByRole('button', { name: 'Done' }).click()
  return groups.join('-')
}

async function comeBack(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'I have an account' }).click()
  await signIn(page, 'ana')
  await page.getByRole('button', { name: /^Use the recovery code/u }).click()
  const dialog = page.getByRole('dialog', { name: 'Use the recovery code' })
  await dialog.getByLabel('Recovery code').fill(code)
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Open my conversations' }).click()
  await page.getByText('Your conversations are open again').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
}

/** Ana, on a device that she will lose, has written to Ben, who has read it. */
async function setupLoss() {
  const world = await setupWorld()
  const lost = world.device()
  const ana = await lost.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'The key is under the boat')
  await channel(ben, /^Ana/u).click()
  await message(ben, 'under the boat').waitFor()
  return { world, lost, ana, ben }
}

test('[RV2][RV10][RV12][VT5] whoever lost every device reads on a new one, with the code, what was sealed; and opens a profile with it whose password is forgotten', async () => {
  const { world, lost, ana, ben } = await setupLoss()
  await post(ben, 'Nobody looks there')
  await message(ana, 'Nobody looks there').waitFor()
  const code = await setUpCode(ana)
  await lost.stop()

  const fresh = world.device()
  let again = await fresh.start()
  await comeBack(again, code.toLowerCase())
  await channel(again, /^Ben/u).click()
  for (const text of ['under the boat', 'Nobody looks there']) await message(again, text).waitFor()
  await ben.getByText(/^Ana came back on a new device, with a backup or a recovery code: /u).waitFor()
  await post(again, 'I have it')
  await message(ben, 'I have it').waitFor()

  // The same code opens this device, which has another password from then on.
  await fresh.stop()
  again = await fresh.start()
  await again.getByRole('button', { name: 'Use your recovery code' }).click()
  await again.getByLabel('Recovery code').fill(code)
  await again.getByLabel('New password').fill('another password of this device')
  await again.getByRole('button', { name: 'Unlock' }).click()
  await message(again, 'I have it').waitFor()
  await again.getByRole('button', { name: 'Account of Ana' }).click()
  await again.getByRole('menuitem', { name: 'Lock now' }).click()
  await unlock(again, 'Ana')
  await again.getByText('That is not the password of this profile.').waitFor()
  await again.getByLabel('Password').fill('another password of this device')
  await again.getByRole('button', { name: 'Unlock' }).click()
  await message(again, 'I have it').waitFor()
})

test('[TR17] what is newer than the copy of the keys is missed in its place: it is said with what to do, and no conversation of which nothing else is here is called empty', async () => {
  const { world, lost, ana, ben } = await setupLoss()
  const cleo = await world.device().start()
  await signUp(cleo, 'cleo', 'Cleo')
  await joinWorkspace(cleo, 'Harbour')
  const code = await setUpCode(ana)
  await lost.stop()
  // Each key of these came after the copy.
  await post(ben, 'Nobody looks there')
  await writeTo(cleo, 'Ana')
  await post(cleo, 'Hello Ana')

  const again = await world.device().start()
  await comeBack(again, code)
  const line = again.getByText(
    /^Some messages sent here cannot be opened on this device: they are newer than the copy/u,
  )
  await channel(again, /^Cleo/u).click()
  await line.waitFor()
  expect(await again.getByRole('log').getByText(/yet$/u).count(), 'it is not empty').toBe(0)
  await channel(again, /^Ben/u).click()
  await message(again, 'under the boat').waitFor()
  await line.waitFor()
  expect(await axeViolations(again)).toEqual([])
  await post(ben, 'Did you look?')
  await message(again, 'Did you look?').waitFor()
  const log = await again.getByRole('log').innerText()
  const order = ['under the boat', 'newer than the copy', 'You came back', 'Did you look?']
  expect(order.map((text) => log.indexOf(text)).every((at, index, all) => at > (all[index - 1] ?? -1))).toBe(
    true,
  )
  expect(
    await ben.getByText(/cannot be opened on this device/u).count(),
    'whoever has it all misses nothing',
  ).toBe(0)
})
