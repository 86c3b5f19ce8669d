/** Three people, one with two devices: all that the relay has, and all that lies on their disks, is searched for what they wrote. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { type Device, setupWorld } from '../support/app.ts'
import {
  entryIn,
  createWorkspace,
  joinWorkspace,
  linkDevice,
  message,
  signIn,
  signUp,
} from '../support/screens.ts'
import { createWatch, type Watch } from '../support/watched-run.ts'

const said = {
  direct: 'The key is under the third flowerpot',
  answer: 'Nobody looks under flowerpots',
  group: 'Six rowers, one cox, no spectators',
  phone: 'Written on the second device of Ana',
  groupName: 'Regatta conspirators',
  fileName: 'secret-harbour-map.txt',
  fileText: 'The map of the harbour, in plain words',
}

const direct = (page: Page, name: string): Locator =>
  entryIn(page.getByRole('list', { name: 'Direct messages' }), name)
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()

async function pick(page: Page, ...names: ReadonlyArray<string>): Promise<void> {
  await press(page, 'New message or group')
  for (const name of names) {
    await page.getByRole('combobox', { name: 'To' }).fill(name)
    await page.getByRole('option', { name, disabled: false }).click()
  }
}

async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await message(page, text)
    .getByText(/^(On the server|Delivered)$/u)
    .waitFor({ state: 'attached' })
}

/** The rows of every table, besides the files that they lie in. */
function noteDatabase(watch: Watch, place: string, file: string): void {
  const database = new DatabaseSync(file, { readOnly: true })
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
    for (const row of database.prepare(`SELECT * FROM "${String(name)}"`).all()) watch.note(place, { ...row })
  }
  database.close()
}

test(
  '[CS1] [FI13] the relay, its disk and the disks of the devices hold no word, name, file or number of what three people write',
  { timeout: 300_000 },
  async () => {
    const world = await setupWorld()
    const devices: Array<Device> = []
    const start = async (): Promise<Page> => {
      const device = world.device()
      devices.push(device)
      return device.start()
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'tidings-dump-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = path.join(folder, said.fileName)
    writeFileSync(file, said.fileText)

    const [ana, ben, cem] = [await start(), await start(), await start()]
    await signUp(ana, 'ana', 'Ana')
    await createWorkspace(ana, 'Rowing')
    for (const [page, username, name] of [
      [ben, 'ben', 'Ben'],
      [cem, 'cem', 'Cem'],
    ] as const) {
      await signUp(page, username, name)
      await joinWorkspace(page, 'Rowing')
    }
    await pick(ana, 'Ben')
    await press(ana, 'Write')
    await ana.getByRole('heading', { name: 'Ben', exact: true }).waitFor()
    await write(ana, said.direct)
    await direct(ben, 'Ana').click()
    await message(ben, said.direct).waitFor()
    await write(ben, said.answer)
    await message(ana, said.answer).waitFor()
    await press(ana, /^Only you and/)
    await press(ana, /^Compare safety number/)
    const number = (await ana.getByLabel('Safety number, 12 groups of 5 digits').textContent()) ?? ''
    const digits = number.replaceAll(/\D/gu, '')
    expect(digits).toHaveLength(60)
    await press(ana, 'They match')
    await press(ana, 'Done')
    await ana.keyboard.press('Escape')

    await pick(ana, 'Ben', 'Cem')
    await ana.getByLabel('Name of the group').fill(said.groupName)
    await press(ana, 'Create group')
    await ana.getByRole('heading', { name: said.groupName, exact: true }).waitFor()
    await ana.locator('input[type=file]').setInputFiles([file])
    await ana.getByRole('list', { name: 'Files to send' }).getByText('secret-harbour').waitFor()
    await write(ana, said.group)
    await direct(cem, said.groupName).click()
    await message(cem, said.group).waitFor()
    const saving = cem.waitForEvent('download')
    await press(cem, `Save ${said.fileName}`)
    await (await saving).path()

    const phone = await start()
    await press(phone, 'I have an account')
    await signIn(phone, 'ana')
    await linkDevice(ana, phone)
    await direct(phone, said.groupName).click()
    await message(phone, said.group).waitFor()
    await write(phone, said.phone)
    for (const page of [ana, cem]) await message(page, said.phone).waitFor()
    await direct(ben, said.groupName).click()
    await message(ben, said.phone).waitFor()
    for (const device of devices) await device.stop()

    const watch = createWatch()
    watch.noteFolder('relay', world.relayFolder)
    noteDatabase(watch, 'relay tables', path.join(world.relayFolder, 'relay.db'))
    for (const { profile, pageStorage } of devices) {
      watch.noteFolder('app', profile)
      for (const part of pageStorage.filter((each) => existsSync(each))) watch.noteFolder('page', part)
    }
    expect([...watch.places()].filter(([, bytes]) => bytes < 10_000)).toEqual([])
    const words = new Map(
      Object.entries({ ...said, digits, spaced: digits.replaceAll(/(\d{5})(?=\d)/gu, '$1 ') }),
    )
    expect(watch.find(words)).toEqual([])
    // What the relay is meant to know would have been found.
    expect(watch.find(new Map([['workspace', 'Rowing']]))).toContain('relay tables: workspace')
  },
)
