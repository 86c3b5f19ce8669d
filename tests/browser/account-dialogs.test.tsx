import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../core/base/result.ts'
import { maxBridgePiece } from '../../core/bridge/files-contract.ts'
import { button, openMenu, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })

test('what is asked from the account’s menu stays, with what was typed, when the window gets too narrow for the menu’s pane', async () => {
  await showSealed()
  await openMenu('Change passphrase')
  await page.getByLabelText('New passphrase').fill('half a passphr')
  await page.viewport(480, 760)
  await expect.element(button('Show conversations')).toBeInTheDocument()
  await expect
    .element(dialog('Change passphrase').getByLabelText('New passphrase'))
    .toHaveValue('half a passphr')
  await button('Cancel').click()
  await page.viewport(1_100, 760)
  await button('Join or create a workspace').click()
  await page.getByLabelText('Workspace name').fill('Harb')
  await page.viewport(480, 760)
  await expect.element(button('Show conversations')).toBeInTheDocument()
  await expect.element(page.getByLabelText('Workspace name')).toHaveValue('Harb')
})

test('so does what the sidebar asks: the name of a section, and what a workspace looks like', async () => {
  await showSealed()
  const narrowed = async (): Promise<void> => {
    await page.viewport(480, 760)
    await expect.element(button('Show conversations')).toBeInTheDocument()
  }
  const name = dialog('New section').getByLabelText('Name')
  await button('New section').click()
  await name.fill('Harb')
  await narrowed()
  await expect.element(name).toHaveValue('Harb')
  await button('Cancel').click()
  await page.viewport(1_100, 760)
  await button('Arrange general').click()
  await page.getByRole('menuitem', { name: 'Move to a new section' }).click()
  await name.fill('Harbour')
  await narrowed()
  await button('Create section').click()
  await page.viewport(1_100, 760)
  await expect
    .element(
      page.getByRole('list', { name: 'Harbour' }).getByRole('button', { name: 'general', exact: true }),
    )
    .toBeVisible()
  await page.getByRole('heading', { name: 'Rowing' }).getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Picture and colour' }).click()
  await narrowed()
  await expect.element(dialog('Picture and colour of Rowing')).toBeVisible()
})

test('from the drawer of a narrow window they are asked too, one in place of the other', async () => {
  const asked: Array<string> = []
  await showSealed({}, { width: 480, asked })
  await button('Show conversations').click()
  await openMenu('Your devices')
  await dialog('Your devices').getByRole('button', { name: 'Link a new device' }).click()
  await expect.element(dialog('Your devices')).not.toBeInTheDocument()
  await expect.element(page.getByLabelText('Your password')).toBeVisible()
})

test('the account is changed by whoever opens it at once: its first field has the focus when it comes', async () => {
  const me = {
    user: 'a'.repeat(32),
    username: 'ana',
    displayName: 'Ana',
    status: '',
    email: null,
    hasPassword: true,
  }
  await showSealed({}, { answers: { 'account.read': ok(me) } })
  await openMenu('Your account')
  await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus()
})

test('a passphrase that was just set is known to the settings', async () => {
  const vault = (hasPassphrase: boolean) =>
    ok({ lockWithSystem: false, hasPassphrase, hearsSystemLock: false })
  const answers = { 'vault.settings': vault(false), 'vault.setPassphrase': ok(undefined) }
  await showSealed({}, { answers })
  await openMenu('Settings')
  const settings = dialog('Settings')
  await settings.getByRole('button', { name: 'Set a passphrase' }).click()
  await page.getByLabelText('New passphrase').fill('correct horse battery')
  answers['vault.settings'] = vault(true)
  await dialog('Set a passphrase').getByRole('button', { name: 'Set a passphrase' }).click()
  await settings.getByRole('button', { name: 'Change passphrase' }).click()
  await expect.element(dialog('Change passphrase').getByLabelText('Current passphrase')).toBeVisible()
})

test('[BU7] who leaves while a backup is read ends that', async () => {
  const asked: Array<string> = []
  let feed = (_answer: unknown): void => undefined
  const answers = {
    'backup.open': 1,
    'backup.feed': new Promise((resolve) => {
      feed = resolve
    }),
  }
  await showSealed({}, { asked, answers })
  await openMenu('Settings')
  await button('Check a backup…').click()
  const file = new File([new Uint8Array(maxBridgePiece + 1)], 'ana.tidings')
  await dialog('Check a backup').getByLabelText('The file').upload(file)
  await page.getByLabelText('Passphrase of the backup').fill('kept on a piece of paper')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect.poll(() => asked).toContain('backup.feed')
  await dialog('Check a backup').getByRole('button', { name: 'Cancel' }).click()
  feed(ok([]))
  await expect.poll(() => asked).toContain('backup.close')
  expect(asked.filter((name) => name.startsWith('backup.') && name !== 'backup.repeat')).toEqual([
    'backup.open',
    'backup.feed',
    'backup.close',
  ])
})

test('[SX4] the dialog of the status stays while the server is asked, and says why it was not set', async () => {
  let end = (): void => undefined
  const ended = new Promise((resolve) => (end = () => resolve(fail({ kind: 'unreachable' }))))
  await showSealed({}, { answers: { 'account.update': ended } })
  await openMenu('Status: Automatic')
  await page.getByRole('textbox', { name: 'Status text' }).fill('at lunch')
  await button('Set status').click()
  await userEvent.keyboard('{Escape}')
  await button('Cancel').click({ force: true })
  end()
  await expect.element(dialog('Your status').getByRole('alert')).toBeVisible()
  await button('Cancel').click()
  await expect.element(dialog('Your status')).not.toBeInTheDocument()
})

test('[SX4] a status that was chosen holds though the text beside it is refused', async () => {
  const answers = { 'account.update': fail({ kind: 'unreachable' }) }
  await showSealed({}, { answers })
  await openMenu('Status: Automatic')
  await page.getByRole('textbox', { name: 'Status text' }).fill('at lunch')
  await page.getByRole('radio', { name: 'Busy' }).click()
  await button('Set status').click()
  await expect.element(dialog('Your status').getByRole('alert')).toBeVisible()
  await button('Cancel').click()
  await openMenu('Status: Busy')
})
