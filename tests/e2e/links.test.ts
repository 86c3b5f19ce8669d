/** Links out of the app as a person follows them: what is opened is what the system's browser would get. */
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { composer, createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

const plain = 'https://boats.example/plan'

test('[MU12] [MU15] [MU16] who follows a link that others wrote is asked first, and may want no question for a site', async () => {
  const world = await setupWorld()
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await createWorkspace(ben, 'Rowing')
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await joinWorkspace(page, 'Rowing')
  await post(ben, `see ${plain}`)
  const box = composer(ben, 'general')
  await box.fill(
    '[https://boats.example](https://evil.example/login) [https://bank.example](https://boats.example/login)',
  )
  await box.press('Enter')

  const row = message(page, `see ${plain}`)
  const link = row.getByRole('link', { name: plain })
  const question = page.getByRole('dialog', { name: 'Open this link?' })
  const gone = (): Promise<void> => question.waitFor({ state: 'detached' })
  await link.click()
  await question.getByText('boats.example', { exact: true }).waitFor()
  await question.getByText(plain, { exact: true }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await gone()
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await question.waitFor()
  await page.keyboard.press('Enter')
  expect(await device.openedOutside()).toBe(plain)
  await gone()

  await link.click({ button: 'middle' })
  await question.getByRole('checkbox', { name: 'Don’t ask again for boats.example' }).check()
  await question.getByRole('button', { name: 'Open link' }).click()
  expect(await device.openedOutside()).toBe(plain)
  await gone()

  // And still once the page was loaded anew.
  await page.reload()
  await link.click()
  expect(await device.openedOutside()).toBe(plain)
  expect(await question.count()).toBe(0)

  // What shows one place and leads to another asks, whichever of them opens at once.
  await page.getByRole('link', { name: 'https://bank.example' }).click()
  await question.getByText('boats.example', { exact: true }).waitFor()
  await question.getByText('The link shows bank.example, but that is not where it leads.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'https://boats.example', exact: true }).click()
  await question.getByText('evil.example', { exact: true }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await question.getByRole('button', { name: 'Open link' }).click()
  expect(await device.openedOutside()).toBe('https://evil.example/login')
  await gone()
  await post(page, 'see https://\u0430pple.example/')
  await message(page, 'see https://\u0430pple').getByRole('link').click()
  await question.getByText('xn--pple-43d.example', { exact: true }).waitFor()
  await question.getByText('letters that can be mistaken for others').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await gone()

  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByText('1 site opens without a question').waitFor()
  await settings.getByRole('button', { name: 'Ask again for boats.example' }).click()
  await settings.getByText('You are asked for every site.').waitFor()
  await page.keyboard.press('Escape')
  await link.click()
  await question.getByText('boats.example', { exact: true }).waitFor()
  expect(page.context().pages()).toHaveLength(1)
})
