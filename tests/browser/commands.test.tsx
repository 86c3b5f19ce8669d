import { expect, test, vi } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { levelKey } from '../../core/engine/personal/levels.ts'
import { readArrangement } from '../../core/engine/personal/arrangement.ts'
import { ok } from '../../core/base/result.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { me } from '../support/preview/sample-messages.ts'
import { brokenRules, button, home, overflowing, showSealed } from './sealed-kit.tsx'

const list = (): Locator => page.getByRole('listbox', { name: 'Found' })
const field = (): Locator => page.getByRole('combobox', { name: /^Go to/ })
const open = (): Promise<void> => userEvent.keyboard('{Control>}{Shift>}P{/Shift}{/Control}')
const labels = (): ReadonlyArray<string> =>
  Array.from(
    list().query()?.querySelectorAll('[role=option] > span:first-of-type') ?? [],
    (each) => each.textContent,
  )

/** What is offered in all. */
async function offered(): Promise<ReadonlyArray<string>> {
  await open()
  await expect.element(list()).toBeVisible()
  await expect.poll(labels).toContain('Password and passphrase')
  const all = labels()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => list().elements()).toEqual([])
  return all
}

/** Does the first that is found. */
async function command(typed: string): Promise<void> {
  await open()
  await field().fill(`>${typed}`)
  await expect.poll(() => labels()[0]?.toLowerCase()).toContain(typed.toLowerCase())
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => list().elements()).toEqual([])
}

async function leads(typed: string, title: string | RegExp): Promise<void> {
  await command(typed)
  await expect.element(page.getByRole('dialog', { name: title })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelectorAll('dialog[open]').length).toBe(0)
}

const menuLabels = (): ReadonlyArray<string> =>
  page
    .getByRole('menuitem')
    .elements()
    .map((each) =>
      Array.from(each.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : '')).join(
        '',
      ),
    )

test('[KM1] what the menus offer is offered by its name, once, under what it belongs to', async () => {
  await showSealed({}, { document: 'Plan' })
  const all = await offered()
  expect(all.filter((label, index) => all.indexOf(label) !== index)).toEqual([])
  button('Arrange Plan').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menu')).toBeVisible()
  const chosen = 'Tell me of all messages' // it would change nothing
  expect(all).toEqual(expect.arrayContaining(menuLabels().filter((label) => label !== chosen)))
  expect(all).not.toContain(chosen)
  expect(menuLabels().length).toBeGreaterThan(4)
  await userEvent.keyboard('{Escape}')
  await button(/^Account of/).click()
  await expect.element(page.getByRole('menu')).toBeVisible()
  expect(all).toEqual(expect.arrayContaining([...menuLabels()]))
  expect(menuLabels().length).toBeGreaterThan(8)
  await userEvent.keyboard('{Escape}')
  await open()
  const headings = (): ReadonlyArray<string | null> =>
    Array.from(list().element().querySelectorAll('[role=presentation]'), ({ textContent }) => textContent)
  await expect
    .poll(headings)
    .toEqual(['Plan', 'Rowing', 'Anywhere', 'Your status', 'Account', 'Appearance', 'Settings'])
  const help = page.getByRole('option', { name: /^Keyboard shortcuts/ })
  expect(help.element().textContent).toContain('Ctrl/')
  expect(await brokenRules()).toEqual([])
  expect(overflowing()).toEqual([])
})

test('[KM1] what was done last stands first, and a word of the group finds it too', async () => {
  await showSealed()
  await leads('Your devices', 'Your devices')
  await open()
  await expect
    .poll(() => list().element().querySelector('[role=presentation]')?.textContent)
    .toBe('Used last')
  await field().fill('>appearance compact')
  await expect.poll(labels).toEqual(['Spacing: Compact'])
  await field().fill('spacing')
  await expect.poll(() => labels()[0]).toBe('Spacing: Compact')
})

test('[KM1] letters of what a workspace is called do not find all that can be done in it', async () => {
  await showSealed()
  await open()
  await field().fill('>owing')
  await expect.poll(labels).toEqual(['People in Rowing'])
  await field().fill('>new channel')
  await expect.poll(labels).toEqual(['New channel'])
})

test('[KM2] about a sealed conversation', async () => {
  const { engine, people } = await showSealed()
  const other = engine.member(home, people.conversations.read()[1]?.others[0] ?? engine.self)?.name ?? ''
  await leads('Search in this conversation', /Search/)
  await leads('Who can read this', /can read/)
  await command(`Compare safety number with ${other}`)
  await expect.element(page.getByRole('dialog', { name: /safety number/i })).toBeVisible()
  await userEvent.keyboard('{Escape}') // back to who can read it, as from there
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelectorAll('dialog[open]').length).toBe(0)
  await leads('Disappearing messages', 'Disappearing messages')
  await leads('Export', /^Export/)
})

test('[KM2] about a conversation: what stands beside it, and what is set of it', async () => {
  const { engine } = await showSealed()
  const { all } = engine.personal(home)
  const id = sealedId(1)
  await command('Files and links')
  await expect.element(page.getByRole('complementary', { name: 'Files and links' })).toBeVisible()
  await command('About this conversation')
  await expect.element(page.getByRole('complementary', { name: 'About this conversation' })).toBeVisible()
  await command('Mute')
  await expect.poll(() => all.read().get(levelKey(id))).toBe('none')
  await command('Add to favourites')
  await expect.poll(() => readArrangement(all.read()).stars).toEqual([id])
  await leads('Move to a new section', 'New section')
  const conversation = engine.open(id)
  const marked = conversation && vi.spyOn(conversation, 'markUnread')
  await command('Mark as unread')
  const last = conversation?.view.read().messages.findLast(({ author }) => author !== me)?.id
  expect(marked?.mock.calls).toEqual([[last]])
})

test('[KM2] about a channel, a document and a group: what each has, and no other', async () => {
  const { conversations } = await showSealed({}, { document: 'Plan' })
  const inDocument = await offered()
  expect(inDocument).toContain('Edit title, topic and icon')
  expect(inDocument).not.toContain('Disappearing messages')
  await leads('Edit title, topic and icon', 'Edit title, topic and icon')
  await button('Hide the chat').click()
  expect(await offered()).not.toContain('Files and links')

  await button(/^general/)
    .first()
    .click()
  const inChannel = await offered()
  expect(inChannel).toEqual(
    expect.arrayContaining(['Leave the channel', 'Archive the channel', 'Edit name, topic and icon']),
  )
  expect(inChannel).not.toContain('Add people') // it is public
  await leads('Edit name', 'Edit this channel')

  expect(conversations.read()[3]?.name).toBe('Boat refit crew')
  await page.getByRole('button', { name: /^Boat refit crew/ }).click()
  expect(await offered()).toContain('Change this group')
  await leads('Change this group', 'This group')
})

test.each<readonly [command: string, dialog: string | RegExp]>([
  ['New message or group', 'New message or group'],
  ['New channel', 'New channel'],
  ['New document', /document/],
  ['New section', 'New section'],
  ['Saved for later', 'Saved for later'],
  ['Scheduled messages', 'Scheduled messages'],
  ['Browse channels', /channels/i],
  ['People in Rowing', /People/],
  ['Invite people', /Invite/],
  ['Picture and colour', /^Picture and colour/],
  ['Rename workspace', 'Rename this workspace'],
  ['Leave workspace', /^Leave Rowing/],
  ['Join or create a workspace', 'Choose a workspace'],
  ['Search all messages', /Search/],
  ['Keyboard shortcuts', 'Keyboard shortcuts'],
  ['Your account', 'Your account'],
  ['Use an invitation', 'Use an invitation'],
  ['Your devices', 'Your devices'],
  ['Recovery code', /Recovery/i],
  ['Password', 'Settings'],
  ['Back up', 'Back up this account'],
  ['Check a backup', 'Check a backup'],
  ['Delete from this device', /^Delete everything/],
  ['Delete account', /^Delete your account/],
])('[KM2] in a workspace and of the account: %s', async (name, dialog) => {
  await showSealed()
  await leads(name, dialog)
})

test('[KM2] threads, another conversation in their place, and another workspace', async () => {
  await showSealed({}, { talk: { workspaces: ['Rowing', 'Sailing'] } })
  await command('Threads')
  await expect.element(page.getByRole('heading', { name: 'Threads', level: 1 })).toBeVisible()
  // Whatever is gone to then takes its place.
  await userEvent.keyboard('{Control>}k{/Control}')
  await field().fill('general')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('heading', { name: 'general', level: 1 })).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}')
  await field().fill('sailing')
  await expect.element(page.getByRole('option', { name: 'Sailing Workspace' })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('heading', { name: 'Sailing', level: 2 })).toBeVisible()
})

test('[KM2] of oneself', async () => {
  await showSealed()
  const state = (): string => button(/^Account of/).element().innerHTML
  await command('Appear as busy')
  await expect.element(page.getByText('Others see you as busy now, and nothing notifies you.')).toBeVisible()
  await command('Do not disturb: For 1 hour')
  await expect.poll(state).toContain('Do not disturb')
  await command('Do not disturb: Turn off')
  expect(await offered()).not.toContain('Do not disturb: Turn off')
  await command('Appear as online')
  await expect.poll(state).not.toContain('Do not disturb')
})

test('[KM2] how it looks, and what it speaks', async () => {
  await showSealed()
  const root = document.documentElement.dataset
  await command('Theme: Dark')
  await expect.poll(() => root['theme']).toBe('dark')
  await command('Theme: High contrast')
  await expect.poll(() => root['contrast']).toBe('more')
  await command('Theme: Light')
  await command('Spacing: Compact')
  await expect.poll(() => root['density']).toBe('compact')
  await command('Text size: 125%')
  await expect.poll(() => document.documentElement.style.fontSize).toBe('125%')
  await command('Text size: 100%')
  expect(await offered()).not.toContain('Text size: 100%')
  await command('Language: Deutsch')
  await expect.element(page.getByRole('heading', { name: 'Language' })).toHaveFocus()
  await expect.element(button(/Deutsch/)).toBeVisible()
})

test.each(['Backup', 'Notifications', 'Desktop', 'Read receipts', 'Link previews', 'About and updates'])(
  '[KM2] of the settings: %s',
  async (part) => {
    await showSealed({}, { answers: { 'shell.desktop': { autostart: true } } })
    await command(`Settings: ${part}`)
    await expect.element(page.getByRole('heading', { name: part, level: 3 })).toHaveFocus()
  },
)

test('[KM2] of the account, without a dialog, and of its keys', async () => {
  const asked: Array<string> = []
  await showSealed({}, { asked })
  await command('Link a new device')
  await expect.element(page.getByLabelText('Your password')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelectorAll('dialog[open]').length).toBe(0)
  await command('Read receipts: Off')
  expect(await offered()).toContain('Read receipts: On')
  await command('Lock now')
  await expect.poll(() => asked).toContain('session.lock')
})

test('[KM3] what is not allowed is not offered: to a guest, by the organisation, where there is nothing of the kind', async () => {
  await showSealed(
    { primary: false },
    {
      talk: { role: 'guest' },
      policies: {
        NotificationContent: 'none',
        LinkPreviews: false,
        LockWithSystem: true,
        SealedMessages: 'disabled',
      },
      answers: { 'vault.settings': ok({ lockWithSystem: true, hasPassphrase: true, hearsSystemLock: true }) },
    },
  )
  const all = await offered()
  for (const none of [
    'New channel',
    'New document',
    'Invite people',
    'New message or group',
    'Link a new device',
    'Settings: Desktop',
  ])
    expect(all).not.toContain(none)
  expect(all.filter((label) => /^Link previews:|What they say|Lock with/.test(label))).toEqual([])
})
