/** Search finds what stands in text files that lie on the device. What it makes of them is in tests/unit/search/in-files.test.ts. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { asDrawn, makeDocx, makePdf } from '../support/searched-files.ts'
import {
  channel,
  createWorkspace,
  joinWorkspace,
  message,
  offline,
  post,
  reconnect,
  signUp,
  unlock,
  writeTo,
} from '../support/screens.ts'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search messages' })
const options = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option')
const elsewhere = '1 text, PDF or office file is not on this device: only its name can be searched.'

async function look(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await box(page).fill(query)
}

/** Asked anew until it is so: what is shown stays until the question is another one. */
async function expectGone(page: Page, query: string): Promise<void> {
  await expect
    .poll(async () => {
      await look(page, query)
      await options(page)
        .or(page.getByText(`Nothing found for “${query}”`))
        .first()
        .waitFor()
      const count = await options(page).count()
      await page.keyboard.press('Escape')
      return count
    })
    .toBe(0)
}

const lines = Array.from({ length: 2_000 }, (_, line) =>
  line === 1_000 ? 'Sunday: bring the astrolabe 港口 to the boathouse' : `Line number ${line}`,
)

test('[SE64] [SE65] [SE66] [SE67] [FI18] a file that was sent sealed is looked into once it is here, without a network, over a restart, until it is deleted', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const gate = await world.ownWay()
  const device = world.device(gate.url)
  let ben = await device.start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ben, 'Hello')
  await writeTo(ana, 'Ben')
  await ana
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'logbook.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) })
  await ana.getByRole('button', { name: 'Remove logbook.txt' }).waitFor()
  await post(ana, 'As every year')
  await message(ana, 'As every year').getByText('On the server').waitFor({ state: 'attached' })

  // Who sent it has it.
  await look(ana, 'astrolab')
  await options(ana).filter({ hasText: 'bring the astrolabe' }).waitFor()
  await ana.keyboard.press('Escape')

  // Who has not opened it has its name.
  await channel(ben, 'Ana').click()
  await message(ben, 'As every year').waitFor()
  await look(ben, 'logboo')
  await options(ben).filter({ hasText: 'As every year' }).waitFor()
  await ben.getByText(elsewhere).waitFor()
  await box(ben).fill('astrolab')
  await ben.getByText('Nothing found for “astrolab”').waitFor()
  await ben.keyboard.press('Escape')

  const saving = ben.waitForEvent('download')
  await message(ben, 'As every year')
    .getByRole('button', { name: /logbook\.txt/ })
    .click()
  await saving
  await gate.cut()
  await offline(ben)
  await channel(ben, 'general').click()
  await message(ben, 'Hello').waitFor()
  await look(ben, 'from:ana has:file astrolab')
  const found = options(ben).filter({ hasText: 'bring the astrolabe' })
  await found.waitFor()
  expect(await options(ben).count()).toBe(1)
  expect(await found.textContent()).toMatch(/^Ana.*logbook\.txt….*Sunday: bring the astrolabe 港口/)
  expect(await found.locator('mark').allTextContents()).toEqual(['astrolab'])
  expect(await ben.getByText(elsewhere).count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
  await box(ben).press('Enter')
  await message(ben, 'As every year').and(ben.locator(':focus')).waitFor()

  await device.stop()
  ben = await device.start()
  await unlock(ben, 'Ben')
  await channel(ben, 'general').click()
  await message(ben, 'Hello').waitFor()
  await look(ben, 'in:ana astrolab')
  await options(ben).filter({ hasText: 'bring the astrolabe' }).waitFor()
  await box(ben).fill('from:me astrolab')
  await ben.getByText('Nothing found for “from:me astrolab”').waitFor()
  await ben.keyboard.press('Escape')

  await message(ana, 'As every year').focus()
  await ana.keyboard.press('Delete')
  await ana.getByRole('button', { name: 'Delete', exact: true }).click()
  await message(ana, 'As every year').waitFor({ state: 'detached' })
  await reconnect(gate, ben)
  for (const page of [ana, ben]) await expectGone(page, 'astrolab')
})

/** As a person drops it onto the conversation. */
async function drop(page: Page, name: string, type: string, bytes: Uint8Array): Promise<void> {
  await page.getByRole('textbox', { name: /^Message / }).evaluate(
    (box, [fileName, fileType, content]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(content)], fileName, { type: fileType }))
      box.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    },
    [name, type, [...bytes]] as const,
  )
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor()
}

test('[SE70] [SE73] [SE72] a PDF and a .docx are found by a word in them, in a channel and sealed, under the policy of the app; of one that cannot be read that is said', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  const complaints: Array<string> = []
  ana.on('console', (line) => {
    if (/Content.Security.Policy/i.test(line.text())) complaints.push(line.text())
  })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ben, 'Hello')
  await message(ana, 'Hello').waitFor()

  const pages = ['Bring the astrolabe\nto the boathouse', `Hafen 港口 ${asDrawn('مرفأ')}`]
  await drop(ana, 'plan.pdf', 'application/pdf', makePdf(pages))
  await post(ana, 'The plan')
  await writeTo(ana, 'Ben')
  await drop(ana, 'letter.docx', '', makeDocx(['Dear Ben,', 'the sextant & the 六分儀 are yours']))
  await drop(ana, 'broken.pdf', 'application/pdf', makePdf(['astrolabe']).subarray(0, 300))
  await post(ana, 'As every year')
  await message(ana, 'As every year').getByText('On the server').waitFor({ state: 'attached' })

  const found = async (page: Page, query: string, line: string): Promise<void> => {
    await look(page, query)
    await options(page).filter({ hasText: line }).waitFor()
    expect(await options(page).count()).toBe(1)
    await page.keyboard.press('Escape')
  }
  await found(ana, 'astrolab', 'Bring the astrolabe')
  await found(ana, '港口', 'Hafen')
  await found(ana, 'مرفأ', 'Hafen')
  await found(ana, 'sextan', 'the sextant & the 六分儀')
  await look(ana, '六分儀')
  const option = options(ana).filter({ hasText: 'the sextant' })
  await option.waitFor()
  expect(await option.textContent()).toMatch(/^Ana.*letter\.docx/)
  await ana
    .getByText(/^1 file can be searched only in part or by its name: it is very long, protected, damaged/)
    .waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await box(ana).press('Enter')
  await message(ana, 'As every year').and(ana.locator(':focus')).waitFor()

  // Who has not opened it has its name, and then what stands in it.
  await channel(ben, 'Ana').click()
  await message(ben, 'As every year').waitFor()
  await look(ben, 'sextan')
  await ben.getByText('Nothing found for “sextan”').waitFor()
  await ben
    .getByText('3 text, PDF and office files are not on this device: only their names can be searched.')
    .waitFor()
  await ben.keyboard.press('Escape')
  const saving = ben.waitForEvent('download')
  await message(ben, 'As every year')
    .getByRole('button', { name: /letter\.docx/ })
    .click()
  await saving
  await look(ben, 'sextan')
  await options(ben).filter({ hasText: 'the sextant' }).waitFor()
  await ben.keyboard.press('Escape')

  await message(ana, 'As every year').focus()
  await ana.keyboard.press('Delete')
  await ana.getByRole('button', { name: 'Delete', exact: true }).click()
  await message(ana, 'As every year').waitFor({ state: 'detached' })
  for (const page of [ana, ben]) await expectGone(page, 'sextan')
  expect(complaints).toEqual([])
})
