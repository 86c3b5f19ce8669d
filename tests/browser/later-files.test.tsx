import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { orThrow } from '../../core/base/defect.ts'
import { fail, ok } from '../../core/base/result.ts'
import { readScheduled } from '../../core/engine/personal/scheduled.ts'
import { attachmentId } from '../../core/protocol/ids.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { hexId, me } from '../support/preview/sample-messages.ts'
import { brokenRules, button, home, showSealed } from './sealed-kit.tsx'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const box = () => page.getByRole('textbox', { name: /^Message / })
const id = attachmentId(hexId(8, 1))
const list = () => page.getByRole('list', { name: 'Scheduled messages' })
const waiting = () => page.getByRole('list', { name: 'Files to send' })
const isFile = (name: string): boolean => name.startsWith('unsent/later/')

/** The app, with a file attached. */
async function show({ hasStore = true, width = 1_100 } = {}) {
  const sealed = { id, sha256: new Uint8Array(32), seal: undefined }
  const answers = {
    'files.begin': ok(id),
    'files.write': ok(undefined),
    'files.finish': ok(sealed),
    'files.waiting': ok([{ id, isFromBefore: false }]),
    'files.drop': ok(undefined),
  }
  const store = async () => orThrow(await openIndexedDbStore({ user: me, key, random: systemRandom }))
  const asked: Array<string> = []
  const openHistory = async () => (hasStore ? ok(await store()) : fail({ kind: 'locked' } as const))
  const { engine } = await showSealed({}, { answers, asked, openHistory, width })
  const name = 'a plan of all the boats that are in the harbour.txt'
  await userEvent.upload(page.getByLabelText('Attach files').last(), new File(['boats'], name))
  await expect.element(waiting().getByTitle(name)).toBeVisible()
  await expect.element(button('Send later')).toBeEnabled()
  return {
    engine,
    asked,
    scheduled: () => readScheduled(engine.personal(home).all.read()),
    stored: async () => {
      const opened = await store()
      const names = orThrow(await opened.valueNames())
      await opened.close()
      return names.filter(isFile)
    },
  }
}

async function sendTomorrow(): Promise<void> {
  await button('Send later').click()
  await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
}

test('[PS26] [PS27] files alone are scheduled, keep with another text, and are freed once their deletion cannot be undone', async () => {
  const { asked, scheduled, stored } = await show()
  await sendTomorrow()
  await expect.element(page.getByText(/with its files, by this device/)).toBeVisible()
  expect(scheduled()).toMatchObject([{ text: '', files: [{ id }] }])
  await expect.poll(stored).toHaveLength(1)
  await button(/^Scheduled messages/).click()
  await expect.element(list().getByRole('listitem').getByRole('list')).toBeVisible()
  await expect.element(page.getByText(/not on this device/)).not.toBeInTheDocument()
  expect(await brokenRules()).toEqual([])
  await button('Change').click()
  await expect.element(page.getByText(/^The files stay sealed on this device until then/)).toBeVisible()
  await page.getByLabelText('Message', { exact: true }).fill('With words')
  await button('Save').click()
  await expect.poll(scheduled).toMatchObject([{ text: 'With words', files: [{ id }] }])
  const dialog = page.getByRole('dialog', { name: 'Scheduled messages' })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(scheduled).toMatchObject([{ text: 'With words', files: [{ id }] }])
  expect(await stored()).toHaveLength(1)
  expect(asked).not.toContain('files.drop')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Dismiss' }).last().click()
  await expect.poll(stored).toEqual([])
  expect(asked).toContain('files.drop')
})

test('[PS27] back by “Undo” files are in the composer as they were', async () => {
  const { asked, scheduled, stored } = await show()
  await box().fill('Look at this')
  await sendTomorrow()
  await expect.element(waiting()).not.toBeInTheDocument()
  await button('Undo').click()
  await expect.element(waiting()).toBeVisible()
  await expect.element(box()).toHaveValue('Look at this')
  await expect.poll(stored).toEqual([])
  expect(scheduled()).toEqual([])
  expect(asked).not.toContain('files.drop')
})

test('[PS27] where they cannot be stored nothing is scheduled, and all is in the composer as it was', async () => {
  const { scheduled } = await show({ hasStore: false })
  await box().fill('Look at this')
  await sendTomorrow()
  await expect.element(page.getByText('The files could not be kept for later on this device.')).toBeVisible()
  await expect.element(waiting()).toBeVisible()
  await expect.element(box()).toHaveValue('Look at this')
  expect(scheduled()).toEqual([])
})

test('[PS26] on a device that has not got them, their names stand on the list, and that it does not send them', async () => {
  const { engine, scheduled } = await show()
  await sendTomorrow()
  await expect.poll(scheduled).toHaveLength(1)
  const { all, set } = engine.personal(home)
  const [[name, value] = ['', '']] = [...all.read()].filter(([each]) => each.startsWith('later/'))
  expect(scheduled()).toMatchObject([{ device: hexId(9, 1) }])
  await set(name, value.replaceAll(id, hexId(8, 2)))
  await button(/^Scheduled messages/).click()
  await expect.element(list().getByText(/^Its files are not on this device/)).toBeVisible()
  await expect.element(list().getByTitle(/^a plan of all/)).toBeVisible()
  // Scheduled by another one of the person's devices.
  await set(name, value.replaceAll(id, hexId(8, 2)).replaceAll(hexId(9, 1), hexId(6, 1)))
  await expect
    .element(list().getByText(/files are not on this device\. .*Office.*, on which they were attached/))
    .toBeVisible()
  await button('Change').click()
  await expect.element(page.getByText(/stay sealed on this device/)).not.toBeInTheDocument()
  await expect.element(page.getByText(/^Its files are not on this device/).last()).toBeVisible()
  expect(await brokenRules()).toEqual([])
})
