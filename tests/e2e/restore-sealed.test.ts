import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { backUp, passphrase } from '../support/backing-up.ts'
import {
  createWorkspace,
  joinWorkspace,
  message,
  password,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const cameBack = /came back on a new device, with a backup or a recovery code: /u

const openTalkWith = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: new RegExp(`^${name}`, 'u') })
    .first()
    .click()

const notesOf = (page: Page): Locator =>
  page.getByRole('button', { name: 'Notes to yourself' }).and(page.locator('[data-conversation]'))

test('[BU6] [BU9] [SE17] sealed conversations out of a backup are read and written on without a network, and nobody is told more than is known', async () => {
  const world = await setupWorld()
  const lost = world.device()
  const ana = await lost.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'before the fire')
  await openTalkWith(ben, 'Ana')
  await message(ben, 'before the fire').waitFor()
  await ana.getByRole('button', { name: 'New message or group' }).click()
  await ana.getByRole('option', { name: 'Notes to yourself' }).click()
  await ana.getByRole('heading', { level: 1, name: 'Notes to yourself' }).waitFor()
  await post(ana, 'where the key lies')
  await message(ana, 'where the key lies').getByText('On the server').waitFor({ state: 'attached' })
  const file = await backUp(ana)
  await ana.close()
  await lost.stop()

  const way = await world.ownWay()
  const empty = world.device(way.url)
  await way.cut()
  const again = await empty.start({ size: { width: 360, height: 740 }, colorScheme: 'dark' })
  await again.getByRole('button', { name: 'Restore from a backup' }).click()
  const restore = again.getByRole('dialog', { name: 'Restore from a backup' })
  await restore.getByLabel('The file').setInputFiles(file)
  await restore.getByLabel('Passphrase of the backup').fill('not this one, I think')
  await restore.getByRole('button', { name: 'Restore' }).click()
  await restore.getByText('That is not the passphrase of this backup. Try again.').waitFor()
  await restore.getByLabel('Passphrase of the backup').fill(passphrase)
  await restore.getByRole('button', { name: 'Restore' }).click()
  await again.getByRole('button', { name: 'Sign in again' }).waitFor()
  await again.getByRole('button', { name: 'Show conversations' }).click()
  await openTalkWith(again, 'Ben')
  await message(again, 'before the fire').waitFor()

  // Its keys are here: no way to get some is offered, and none to give them up.
  expect(await again.getByRole('dialog').count()).toBe(0)
  expect(await again.getByText(/not linked|recovery code/u).count()).toBe(0)
  await post(again, 'out of the ashes')
  expect(await axeViolations(again)).toEqual([])
  await again.getByRole('button', { name: 'Show conversations' }).click()
  await again.getByRole('button', { name: 'Account of Ana' }).click()
  await again.getByRole('menuitem', { name: 'Your devices' }).click()
  await again.getByText('This device came back out of a backup', { exact: false }).waitFor()
  expect(await axeViolations(again)).toEqual([])
  await again.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

  await again.keyboard.press('Escape') // the list of conversations
  await reconnect(way, again)
  await again.getByRole('button', { name: 'Sign in again' }).click()
  const signInAgain = again.getByRole('dialog', { name: 'Sign in again' })
  await signInAgain.getByLabel('Password').fill(password)
  await again.keyboard.press('Enter')
  await message(ben, 'out of the ashes').waitFor()
  await ben.getByText(new RegExp(`^Ana ${cameBack.source}`, 'u')).waitFor()
  await again.getByText(new RegExp(`^You ${cameBack.source}`, 'u')).waitFor()

  // [SE17] The one device that was in them is lost: it is said here that the new one is theirs.
  await again.getByRole('button', { name: 'Show conversations' }).click()
  await notesOf(again).click()
  await again.getByRole('heading', { level: 1, name: 'Notes to yourself' }).waitFor()
  await message(again, 'where the key lies').waitFor()
  await post(again, 'not there any more')
  await message(again, 'not there any more').getByText('On the server').waitFor({ state: 'attached' })
})
