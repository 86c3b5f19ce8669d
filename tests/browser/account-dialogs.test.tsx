import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../core/base/result.ts'
import { maxBridgePiece } from '../../core/bridge/files-contract.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })

const me = {
  user: 'a'.repeat(32),
  username: 'ana',
  displayName: 'Ana',
  status: '',
  email: null,
  hasPassword: true,
}

test('what is asked from the account’s menu stays, with what was typed, when the window gets too narrow for the menu’s pane', async () => {
  await showSealed()
  await openMenu('Password and passphrase')
  await dialog('Settings').getByRole('button', { name: 'Change passphrase' }).click()
  await page.getByLabelText('New passphrase').fill('half a passphr')
  await page.viewport(480, 760)
  await expect.element(button('Show conversations')).toBeInTheDocument()
  await expect
    .element(dialog('Change passphrase').getByLabelText('New passphrase'))
    .toHaveValue('half a passphr')
  await button('Cancel').click()
  await userEvent.keyboard('{Escape}')
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

test('[SX4] the dialog of the status stays while the change is being kept, and says why it was not', async () => {
  let end = (): void => undefined
  const notKept = fail({ kind: 'edit-not-kept', detail: 'the disk is full' })
  const ended = new Promise((resolve) => (end = () => resolve(notKept)))
  await showSealed({}, { answers: { 'directory.edit': ended } })
  await openMenu('Status: Automatic')
  await page.getByRole('textbox', { name: 'Status text' }).fill('at lunch')
  await button('Set status').click()
  await userEvent.keyboard('{Escape}')
  await button('Cancel').click({ force: true })
  end()
  await expect.element(dialog('Your status').getByText(/the disk is full/u)).toBeVisible()
  await button('Cancel').click()
  await expect.element(dialog('Your status')).not.toBeInTheDocument()
})

test('[SX4] a status that was chosen holds though the text beside it is refused', async () => {
  const answers = { 'directory.edit': fail({ kind: 'forbidden' }) }
  await showSealed({}, { answers })
  await openMenu('Status: Automatic')
  await page.getByRole('textbox', { name: 'Status text' }).fill('at lunch')
  await page.getByRole('radio', { name: 'Busy' }).click()
  await button('Set status').click()
  await expect.element(dialog('Your status').getByRole('alert')).toBeVisible()
  await button('Cancel').click()
  await openMenu('Status: Busy')
})

const offline = { kind: 'offline', retryAt: undefined, queued: 0, syncedAt: undefined } as const

test('[SX5] without a network name and status text are changed in one’s account, and what needs the server is not', async () => {
  const told: Array<unknown> = []
  const { engine } = await showSealed(
    {},
    { talk: { connection: offline }, told, answers: { 'directory.edit': ok('waits') }, width: 320 },
  )
  await button('Show conversations').click()
  await openMenu('Your account')
  const account = dialog('Your account')
  await expect.element(account.getByText(/What you change is kept on this device/u)).toBeVisible()
  const name = account.getByLabelText('Name', { exact: true })
  await expect.element(name).toHaveFocus()
  await expect.element(account.getByLabelText('Username')).toHaveAttribute('readonly')
  await expect
    .element(account.getByLabelText('Username'))
    .toHaveAccessibleDescription(/the server has to be reached/u)
  expect(account.getByLabelText('E-mail address').elements()).toEqual([])
  expect(account.getByRole('button', { name: 'Sign out all other devices' }).elements()).toEqual([])
  expect([await brokenRules(), overflowing()]).toEqual([[], []])

  await name.fill(' ')
  await account.getByLabelText('Status text').fill('at sea')
  await button('Save').click()
  await expect.element(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('Ana B.')
  await button('Save').click()
  await expect.element(account).not.toBeInTheDocument()
  expect(told).toEqual([
    { kind: 'own-name', set: { displayName: 'Ana B.' }, was: { displayName: 'Ana Beltrán' } },
    { kind: 'own-status', set: { status: 'at sea' }, was: { status: '' } },
  ])
  engine.tell({ ...engine.directory.read(), own: { name: 'Ana B.', status: 'at sea', waits: true } })
  await expect.element(button('Account of Ana B.')).toBeVisible()
})

test('[SX5] what waits of oneself goes before what the server says of it, and says that it waits', async () => {
  const me = {
    user: 'a'.repeat(32),
    username: 'ana',
    displayName: 'Ana Beltrán',
    status: 'in port',
    email: null,
    hasPassword: true,
  }
  const told: Array<unknown> = []
  const answers = { 'account.read': ok(me), 'directory.edit': ok('waits') }
  const { engine } = await showSealed({}, { told, answers })
  engine.tell({ ...engine.directory.read(), own: { name: 'Ana B.', waits: true } })
  await openMenu('Your account')
  const account = dialog('Your account')
  await expect.element(account.getByLabelText('Name', { exact: true })).toHaveValue('Ana B.')
  await expect.element(account.getByLabelText('Status text')).toHaveValue('in port')
  await expect
    .element(account.getByText('It takes effect as soon as the server can be reached.'))
    .toBeVisible()
  await account.getByLabelText('Name', { exact: true }).fill('Ana Beltrán')
  await button('Save').click()
  await expect.element(account).not.toBeInTheDocument()
  expect(told).toEqual([
    { kind: 'own-name', set: { displayName: 'Ana Beltrán' }, was: { displayName: 'Ana B.' } },
  ])
})

test('[SX5] a username that is taken keeps the dialog, and what was changed beside it is not asked for again', async () => {
  const me = {
    user: 'a'.repeat(32),
    username: 'ana',
    displayName: 'Ana Beltrán',
    status: '',
    email: null,
    hasPassword: true,
  }
  const told: Array<unknown> = []
  const answers: Record<string, unknown> = {
    'account.read': ok(me),
    'directory.edit': ok('done'),
    'account.update': fail({ kind: 'username-taken' }),
  }
  await showSealed({}, { told, answers })
  await openMenu('Your account')
  const account = dialog('Your account')
  await account.getByLabelText('Username').fill('ben')
  await account.getByLabelText('Status text').fill('at sea')
  await button('Save').click()
  await expect.element(account.getByText(/Somebody has this username already/u)).toBeVisible()
  answers['account.update'] = ok(me)
  await account.getByLabelText('Username').fill('anna')
  await button('Save').click()
  await expect.element(account).not.toBeInTheDocument()
  expect(told).toEqual([{ kind: 'own-status', set: { status: 'at sea' }, was: { status: '' } }])
})

test('[SX4] [MG11] what was refused of oneself says what it was and why, is tried again, and goes once it was seen', async () => {
  const failure = { kind: 'server-error', code: 'bad-request', detail: 'bad-request' } as const
  const edit = { kind: 'own-name', set: { displayName: 'Ana B.' }, was: { displayName: 'Ana Beltrán' } }
  const cleared = { kind: 'own-status', set: { status: '' }, was: { status: 'at sea' } }
  const refused = [
    { id: 1, edit, failure },
    { id: 2, edit: cleared, failure: { kind: 'forbidden' } },
    { id: 3, edit: { kind: 'own-picture', set: { picture: null }, was: {} }, failure },
  ]
  const [asked, told] = [new Array<string>(), new Array<unknown>()]
  const answers = { 'directory.edits': { waiting: [], refused }, 'directory.edit': ok('done') }
  await showSealed({}, { asked, told, answers })
  const banner = (text: string) => page.getByRole('status').filter({ hasText: text })
  const name = banner('Your new name Ana B. was refused. Others see you as before.')
  await expect.element(name).toBeVisible()
  await expect
    .element(
      banner('Clearing your status text was refused.').filter({ hasText: 'Your role does not allow that.' }),
    )
    .toBeVisible()
  await expect.element(banner('What you changed of your picture was refused.')).toBeVisible()
  expect(await brokenRules()).toEqual([])
  await name.getByRole('button', { name: 'Try again' }).first().click()
  await expect.poll(() => asked).toContain('directory.dismissEdit')
  expect(told).toEqual([edit])
})
