import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../core/base/result.ts'
import { me } from '../support/preview/sample-messages.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const dialog = () => page.getByRole('dialog')
const composer = () => page.getByRole('textbox', { name: /^Message / })

describe('[PO24] on a managed device', () => {
  test.each([1_100, 480])('a locked setting looks locked and says by whom, at %i pixels', async (width) => {
    await showSealed({}, { width, policies: { NotificationContent: 'none' } })
    if (width < 600) await button('Show conversations').click()
    await openMenu('Settings')
    const neither = dialog().getByRole('radio', { name: 'Neither' })
    await expect.element(neither).toBeDisabled()
    await expect.element(neither).toBeChecked()
    await expect.element(dialog().getByRole('radio', { name: 'Name only' })).toBeDisabled()
    await expect.element(dialog().getByText('Your organisation has set this for this device.')).toBeVisible()
    expect(await brokenRules()).toEqual([])
    expect(overflowing()).toEqual([])
  })

  test('previews that the organisation does not want are shown as never made', async () => {
    await showSealed({}, { policies: { LinkPreviews: false } })
    await openMenu('Settings')
    const part = dialog().getByRole('region', { name: 'Link previews' })
    await expect.element(part.getByRole('radio', { name: 'Never' })).toBeChecked()
    await expect.element(part.getByRole('radio', { name: 'Never' })).toBeDisabled()
    await expect.element(part.getByText('Your organisation has set this for this device.')).toBeVisible()
  })

  test('the spelling check that may fetch no dictionary is seen, and who wants it so', async () => {
    const answers = { 'shell.desktop': { autostart: true } }
    await showSealed({}, { answers, policies: { AllowSpellcheckDownload: false } })
    await openMenu('Settings')
    const group = dialog().getByRole('group', { name: 'Check spelling' })
    await expect.element(group.getByRole('radio', { name: 'Off' })).toBeChecked()
    await expect.element(group.getByRole('radio', { name: 'On', exact: true })).toBeDisabled()
    await expect.element(group.getByText('Your organisation has set this for this device.')).toBeVisible()
    expect(await brokenRules()).toEqual([])
  })

  test('a page shows what is set, its place, and what is wrong with it', async () => {
    await showSealed({}, { policies: { MaxFileMb: 25, SealedMessages: 'maybe', Telemetry: true } })
    await openMenu('Settings')
    await expect.element(dialog().getByText('2 things are set')).toBeVisible()
    await button('Show what is set').click()
    const list = page.getByRole('list', { name: 'Managed by your organisation' })
    await expect.element(list.getByText('MaxFileMb', { exact: true })).toBeVisible()
    await expect.element(list.getByText('25', { exact: true })).toBeVisible()
    await expect.element(list.getByText('disabled', { exact: true })).toBeVisible()
    await expect.element(list.getByText(/none of the choices; the safest value holds/)).toBeVisible()
    const unused = page.getByRole('list', { name: 'Not in effect' })
    await expect.element(unused.getByText('Telemetry', { exact: true })).toBeVisible()
    expect(await brokenRules()).toEqual([])
    expect(overflowing()).toEqual([])
    await button('Close').click()
    await expect.element(dialog().getByRole('heading', { name: 'Appearance' })).toBeVisible()
  })

  test('where nothing is set it says so', async () => {
    await showSealed()
    await openMenu('Settings')
    await expect.element(dialog().getByText(/^Nobody has set anything for this device/)).toBeVisible()
    await expect.element(button('Show what is set')).not.toBeInTheDocument()
  })

  test.each([true, false])('[PO19] locking with the screen, as it is set: %s', async (isOn) => {
    const asked: Array<string> = []
    const standing = { lockWithSystem: isOn, hasPassphrase: true, hearsSystemLock: true }
    const answers = { 'vault.settings': ok(standing) }
    await showSealed({}, { policies: { LockWithSystem: isOn }, asked, answers })
    await openMenu('Settings')
    const group = dialog().getByRole('group', { name: 'Lock with the screen' })
    await expect.element(group.getByRole('radio', { name: isOn ? 'On' : 'Off' })).toBeChecked()
    await expect.element(group.getByRole('radio', { name: 'On', exact: true })).toBeDisabled()
    await expect.element(group.getByRole('radio', { name: 'Off', exact: true })).toBeDisabled()
    await expect.element(group.getByText('Your organisation has set this for this device.')).toBeVisible()
    expect(await brokenRules()).toEqual([])
    expect(asked).not.toContain('vault.setSettings')
  })
})

test('[PO16] where sealed messages are off, nobody writes one, and notes to oneself are written', async () => {
  await showSealed({}, { policies: { SealedMessages: 'disabled' } })
  await expect.element(page.getByRole('heading', { name: 'Sealed messages are off here' })).toBeVisible()
  await expect.element(composer()).not.toBeInTheDocument()
  expect(await brokenRules()).toEqual([])
  await showSealed({}, { conversation: 0, policies: { SealedMessages: 'disabled' } })
  await expect.element(composer()).toBeVisible()
})

test('[PO20] where no files may be sent, there is no button for them nor for a voice, and none is taken', async () => {
  const asked: Array<string> = []
  await showSealed({}, { policies: { AllowFileUpload: false }, asked })
  await expect.element(composer()).toBeVisible()
  await expect.element(button('Attach files')).not.toBeInTheDocument()
  await expect.element(button('Record a voice message')).not.toBeInTheDocument()
  const refused = page
    .getByRole('alert')
    .getByText(/^The organisation that manages this device does not allow that/)
  const carried = (text?: string): DataTransfer => {
    const data = new DataTransfer()
    data.items.add(new File(['boats'], 'boats.txt'))
    if (text !== undefined) data.setData('text/plain', text)
    return data
  }
  const paste = (clipboardData: DataTransfer): boolean =>
    composer()
      .element()
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  expect(paste(carried('a table'))).toBe(true) // the text is the browser's to paste
  await expect.element(refused).not.toBeInTheDocument()
  expect(paste(carried())).toBe(false)
  await expect.element(refused).toBeVisible()
  const dropped = new DragEvent('drop', { dataTransfer: carried(), bubbles: true, cancelable: true })
  expect(composer().element().dispatchEvent(dropped)).toBe(false) // else the browser would open it
  await expect.element(page.getByRole('list', { name: 'Files to send' })).not.toBeInTheDocument()
  expect(asked).not.toContain('files.begin')
})

test('[PO18] where a passphrase is required and none is set, it is asked for in place of the account, and cannot be put off', async () => {
  const asked: Array<string> = []
  await showSealed(
    {},
    {
      policies: { RequirePassphrase: true, MinPassphraseLength: 16 },
      state: { kind: 'passphrase-due', user: me, username: 'ana', displayName: 'Ana Beltrán' },
      answers: { 'vault.setPassphrase': fail({ kind: 'too-short', least: 16 }) },
      asked,
    },
  )
  await expect.element(page.getByRole('heading', { name: 'Set a passphrase' })).toBeVisible()
  await expect.element(page.getByText(/^Your organisation wants a passphrase/)).toBeVisible()
  await expect.element(page.getByText('At least 16 characters, as your organisation has set.')).toBeVisible()
  await expect.element(button('Cancel')).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await button('Set a passphrase').click()
  await expect.element(page.getByText('Use at least 12 characters.')).toBeVisible()
  expect(asked).not.toContain('vault.setPassphrase')
  await page.getByLabelText('New passphrase').fill('twelve or so')
  await button('Set a passphrase').click()
  await expect.element(page.getByRole('alert').getByText(/16 characters/)).toBeVisible()
  // Nothing of an account is asked for: there is none yet to ask.
  expect(asked).toEqual(['files.transfers', 'shell.takeLink', 'vault.setPassphrase'])
  expect(await brokenRules()).toEqual([])
  expect(overflowing()).toEqual([])
})
