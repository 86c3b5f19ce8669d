import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { backUp, passphrase, settingsOf } from '../support/backing-up.ts'
import { pngOf } from '../support/pictures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { composer, createWorkspace, message, password, post, reconnect, signUp } from '../support/screens.ts'

test('[BU3] [BU4] [BU6] a backup is made, checked, and brought back on an empty machine without a network; then it goes on', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'before the fire')
  await message(page, 'before the fire').getByText('On the server').waitFor({ state: 'attached' })
  const file = await backUp(page)
  expect(existsSync(file)).toBe(true)
  expect(readFileSync(file).includes('before the fire')).toBe(false)

  // The drill: a damaged copy, a wrong passphrase, then the right one.
  const damaged = path.join(path.dirname(file), 'damaged.tidings')
  const bytes = readFileSync(file)
  bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1
  writeFileSync(damaged, bytes)
  await settingsOf(page).getByRole('button', { name: 'Check a backup…' }).click()
  const check = page.getByRole('dialog', { name: 'Check a backup' })
  await check.getByText('None chosen yet').waitFor()
  await check.getByLabel('The file').setInputFiles(damaged)
  await check.getByText('damaged.tidings').waitFor()
  await check.getByLabel('Passphrase of the backup').fill(passphrase)
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByText('This backup is damaged', { exact: false }).waitFor()
  await check.getByLabel('The file').setInputFiles(file)
  await check.getByLabel('Passphrase of the backup').fill('not this one, I think')
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByText('That is not the passphrase of this backup. Try again.').waitFor()
  await check.getByLabel('Passphrase of the backup').fill(passphrase)
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByText('The backup is whole and opens.').waitFor()
  await check.getByText('With it you can come back even if all your devices are lost.').waitFor()

  const way = await world.ownWay()
  const empty = world.device(way.url)
  await way.cut()
  const again = await empty.start({ size: { width: 480, height: 800 }, colorScheme: 'dark' })
  await again.getByRole('button', { name: 'Restore from a backup' }).click()
  const restore = again.getByRole('dialog', { name: 'Restore from a backup' })
  await restore.getByLabel('The file').setInputFiles(file)
  await restore.getByLabel('Passphrase of the backup').fill(passphrase)
  await restore.getByRole('button', { name: 'Restore' }).click()
  await message(again, 'before the fire').waitFor()

  await reconnect(way, again)
  await again.getByRole('button', { name: 'Sign in again' }).click()
  const signInAgain = again.getByRole('dialog', { name: 'Sign in again' })
  await signInAgain.getByLabel('Password').fill(password)
  await signInAgain.getByRole('button', { name: 'Sign in again' }).click()
  await signInAgain.waitFor({ state: 'detached' })
  await composer(again, 'general').fill('after the fire')
  await composer(again, 'general').press('Enter')
  await message(page, 'after the fire').waitFor({ state: 'attached' })
  expect(await message(again, 'before the fire').count()).toBe(1)

  // It has the identity, and says on its own that it is a device of the account.
  await again
    .getByRole('button', { name: 'Show conversations' })
    .or(again.getByRole('button', { name: /conversations/iu }))
    .first()
    .click()
  await again.getByRole('button', { name: 'Account of Ana' }).click()
  await again.getByRole('menuitem', { name: 'Your devices' }).click()
  await expect
    .poll(() => again.getByRole('list', { name: 'Your devices' }).getByRole('listitem').count())
    .toBe(2)
})

/** Files that a person may take for a backup, and what is said of each. */
const noBackups = (whole: Uint8Array): ReadonlyArray<readonly [string, Uint8Array | string, RegExp]> => [
  ['nothing.tidings', '', /^This file is empty: .* Choose another copy\.$/u],
  [
    'letter.txt',
    'Dear Ana',
    /^This file is no backup of Tidings\. Choose another one: .* ends in \.tidings\.$/u,
  ],
  ['front.tidings', whole.subarray(0, 60), /^This backup is not complete: its end is missing/u],
  ['half.tidings', whole.subarray(0, whole.length / 2), /^This backup is not complete: its end is missing/u],
  ['almost.tidings', whole.subarray(0, -1), /Copy it once more, or use another copy\.$/u],
]

test('[BU14] an empty file, one that is no backup, one that was cut off and one that is gone are told, with what to do, and another can be chosen', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'before the fire')
  const file = await backUp(page)
  const folder = temporaryFolder()
  const chosen = noBackups(readFileSync(file)).map(([name, bytes, says]) => {
    writeFileSync(path.join(folder, name), bytes)
    return [path.join(folder, name), says] as const
  })
  await settingsOf(page).getByRole('button', { name: 'Check a backup…' }).click()
  const empty = await world.device().start({ size: { width: 480, height: 800 } })
  await empty.getByRole('button', { name: 'Restore from a backup' }).click()
  const dialogs = [
    [page.getByRole('dialog', { name: 'Check a backup' }), 'Check'],
    [empty.getByRole('dialog', { name: 'Restore from a backup' }), 'Restore'],
  ] as const
  for (const [dialog, go] of dialogs) {
    await dialog.getByLabel('Passphrase of the backup').fill(passphrase)
    await dialog.getByRole('button', { name: go, exact: true }).click()
    await dialog.getByText('Choose the file of the backup.').waitFor()
    for (const [place, says] of chosen) {
      await dialog.getByLabel('The file').setInputFiles(place)
      await dialog.getByRole('button', { name: go, exact: true }).click()
      await dialog.getByText(says).waitFor()
    }
    const gone = path.join(folder, 'gone.tidings')
    writeFileSync(gone, readFileSync(file))
    await dialog.getByLabel('The file').setInputFiles(gone)
    rmSync(gone)
    await dialog.getByRole('button', { name: go, exact: true }).click()
    await dialog.getByText(/^The file can no longer be read: .* Choose it again\.$/u).waitFor()
    expect(await axeViolations(dialog.page())).toEqual([])
    await dialog.getByLabel('The file').setInputFiles(file)
    await dialog.getByRole('button', { name: go, exact: true }).click()
  }
  await page.getByText('The backup is whole and opens.').waitFor()
  await message(empty, 'before the fire').waitFor()
})

test('[BU8] a backup that was asked for every day is made again the day after, opens with its passphrase, and can be ended', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'worth keeping')
  const first = await backUp(page, 'Every day')
  const folder = path.dirname(first)
  await settingsOf(page).getByText(`Made again every day, in ${folder}.`).waitFor()
  await settingsOf(page)
    .getByText(/^Next: /u)
    .waitFor()

  // The next day, as the page has it.
  await page.addInitScript(() => {
    const { now } = Date
    Date.now = () => now.call(Date) + 24.5 * 3_600_000
  })
  await page.reload()
  await message(page, 'worth keeping').waitFor()
  const files = (): ReadonlyArray<string> => readdirSync(folder).filter((name) => name.endsWith('.tidings'))
  await expect.poll(files).toHaveLength(2)
  const second = files().find((name) => name !== path.basename(first)) ?? ''

  await page.keyboard.press('Control+,')
  await settingsOf(page).getByRole('button', { name: 'Check a backup…' }).click()
  const check = page.getByRole('dialog', { name: 'Check a backup' })
  await check.getByLabel('The file').setInputFiles(path.join(folder, second))
  await check.getByLabel('Passphrase of the backup').fill(passphrase)
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByText('The backup is whole and opens.').waitFor()
  await check.getByRole('button', { name: 'Close' }).last().click()

  expect(await axeViolations(page)).toEqual([])
  await settingsOf(page).getByRole('button', { name: 'Stop making it again' }).click()
  await page.getByText('No backup is made by itself any more.', { exact: false }).waitFor()
  expect(
    await settingsOf(page)
      .getByText(/^Made again/u)
      .count(),
  ).toBe(0)
  expect(files()).toHaveLength(2)
})

test('[BU11] [BU12] a picture and a file that lie here come back with a backup, and open with the cable cut', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const folder = temporaryFolder()
  const [picture, notes] = [path.join(folder, 'regatta.png'), path.join(folder, 'notes.txt')]
  writeFileSync(picture, pngOf(900, 600))
  writeFileSync(notes, 'the boat house key is under the stone')
  await page.locator('input[type=file]').setInputFiles([picture, notes])
  await page.getByRole('list', { name: 'Files to send' }).getByText('regatta').waitFor()
  await composer(page, 'general').fill('The harbour on Sunday')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await message(page, 'The harbour').getByText('On the server').waitFor({ state: 'attached' })

  const file = await backUp(page)
  expect(readFileSync(file).includes('under the stone')).toBe(false)
  await settingsOf(page).getByRole('button', { name: 'Check a backup…' }).click()
  const check = page.getByRole('dialog', { name: 'Check a backup' })
  await check.getByLabel('The file').setInputFiles(file)
  await check.getByLabel('Passphrase of the backup').fill(passphrase)
  await check.getByRole('button', { name: 'Check' }).click()
  await check.getByText(/^Holds 2 attached files, [\d.]+ [kM]B\.$/u).waitFor()
  expect(await axeViolations(page)).toEqual([])

  const way = await world.ownWay()
  const empty = world.device(way.url)
  await way.cut()
  const again = await empty.start({ size: { width: 480, height: 800 } })
  await again.getByRole('button', { name: 'Restore from a backup' }).click()
  const restore = again.getByRole('dialog', { name: 'Restore from a backup' })
  await restore.getByLabel('The file').setInputFiles(file)
  await restore.getByLabel('Passphrase of the backup').fill(passphrase)
  await restore.getByRole('button', { name: 'Restore' }).click()
  const back = message(again, 'The harbour')
  await back.getByRole('button', { name: 'Open regatta.png' }).click()
  const width = (): Promise<number> =>
    again
      .getByRole('dialog')
      .getByRole('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth)
  await expect.poll(width).toBe(900)
  await again.keyboard.press('Escape')
  const saving = again.waitForEvent('download')
  await back.getByRole('button', { name: 'Save notes.txt' }).click()
  const saved = await saving
  expect(readFileSync(await saved.path(), 'utf8')).toBe('the boat house key is under the stone')
})

test('[CR34] a channel of which nothing is here says that alone; that nothing was written there is said once it is known', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const file = await backUp(page)
  const way = await world.ownWay()
  const empty = world.device(way.url)
  await way.cut()
  const again = await empty.start()
  await again.getByRole('button', { name: 'Restore from a backup' }).click()
  const restore = again.getByRole('dialog', { name: 'Restore from a backup' })
  await restore.getByLabel('The file').setInputFiles(file)
  await restore.getByLabel('Passphrase of the backup').fill(passphrase)
  await restore.getByRole('button', { name: 'Restore' }).click()
  const log = again.getByRole('log', { name: 'Messages' })
  await log.getByRole('heading', { name: 'Not on this device yet' }).waitFor()
  expect(await log.getByRole('heading').count()).toBe(1)
  expect(await log.getByText('Nobody else is here yet.').count()).toBe(0)

  await reconnect(way, again)
  await again.getByRole('button', { name: 'Sign in again' }).click()
  const signInAgain = again.getByRole('dialog', { name: 'Sign in again' })
  await signInAgain.getByLabel('Password').fill(password)
  await signInAgain.getByRole('button', { name: 'Sign in again' }).click()
  await log.getByRole('heading', { name: 'Nothing in #general yet' }).waitFor()
  expect(await log.getByRole('heading').count()).toBe(1)
})
