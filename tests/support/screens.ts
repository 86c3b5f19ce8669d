/** What a person does on the screens, by the names that everyone can see or hear. */
import type { Locator, Page } from 'playwright-core'
import type { Gate } from './gate.ts'

export const password = 'a long enough password'

export async function signUp(page: Page, username: string, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await skipWelcome(page)
  await page.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
}

/** What is shown to whoever has just signed up. */
export const skipWelcome = (page: Page): Promise<void> => page.getByRole('button', { name: 'Skip' }).click()

export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function unlock(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: `Welcome back, ${name}` }).waitFor()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

export async function createWorkspace(page: Page, name: string): Promise<void> {
  await page.getByLabel('Workspace name').fill(name)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await composer(page, 'general').waitFor()
}

export async function joinWorkspace(page: Page, name: string, channelName = 'general'): Promise<void> {
  await page.getByRole('button', { name: `Join ${name}` }).click()
  await composer(page, channelName).waitFor()
}

export async function createChannel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New channel' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create channel' }).click()
  await composer(page, name).waitFor()
}

/** A group of two: a private channel, until it gets another name. */
export async function createPrivateChannel(page: Page, name: string, other: string): Promise<void> {
  await page.getByRole('button', { name: 'New channel' }).click()
  await page.getByRole('radio', { name: 'Only people you choose' }).check()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('combobox', { name: 'People' }).fill(other)
  await page.getByRole('option', { name: other, disabled: false }).click()
  await page.getByRole('button', { name: 'Create channel' }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

/** A conversation in the sidebar, or a list of it; beside each is a button "Arrange …". */
export const entryIn = (list: Locator, name: string | RegExp): Locator =>
  list.getByRole('button', { name }).and(list.page().locator('[data-conversation]'))

const entry = (page: Page, name: string | RegExp): Locator =>
  entryIn(page.getByRole('navigation', { name: 'Conversations' }), name)

export const channel = entry

export const composer = (page: Page, channelName: string): Locator =>
  page.getByRole('textbox', { name: `Message #${channelName}` })

/** Goes to the new document. */
export async function createDocument(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New document' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Create document' }).click()
  await documentText(page, title).waitFor()
}

export const documentEntry = entry

export const documentText = (page: Page, title: string): Locator =>
  page.getByRole('textbox', { name: `Text of ${title}` })

export const messages = (page: Page): Locator =>
  page.getByRole('log', { name: 'Messages' }).getByRole('article')

export const message = (page: Page, text: string): Locator => messages(page).filter({ hasText: text })

/** Writes into the composer of the channel in view and presses Enter. */
export async function post(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await box.press('Enter')
  // Its lines are parted by breaks, which are no text.
  await message(page, text.split('\n')[0] ?? text)
    .last()
    .waitFor()
}

/** The link that was copied just now, once the clipboard has it. The page must have been let read there. */
export async function copiedLink(page: Page): Promise<string> {
  const link = await page.waitForFunction(async () => {
    const text = await navigator.clipboard.readText()
    return text.startsWith('tidings://') && text
  })
  return String(await link.jsonValue())
}

/** Makes the way whole and tells the page so, as the system does when the cable is back: else it waits up to a minute. */
export async function reconnect(way: Gate, page: Page): Promise<void> {
  await way.restore()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
}

/** All is well with the connection. "Offline. In sync as of 14:05." is something else. */
export const inSync = (page: Page): Promise<void> =>
  page.getByText('In sync', { exact: true }).first().waitFor({ state: 'attached' })

/** Opens a sealed conversation with somebody. */
export async function writeTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New message or group' }).click()
  await page.getByRole('combobox', { name: 'To' }).fill(name)
  await page.getByRole('option', { name, disabled: false }).click()
  await page.getByRole('button', { name: 'Write', exact: true }).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

/** Gives the keys of the account to its new device, which is signed in and has none. */
export async function linkDevice(old: Page, fresh: Page): Promise<void> {
  const press = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).click()
  await press(old, /^Account of/)
  await old.getByRole('menuitem', { name: 'Your devices' }).click()
  await press(old, 'Link a new device')
  await old.getByLabel('Your password').fill(password)
  await old.keyboard.press('Enter')
  await press(fresh, /^Link from another device/)
  const shown = fresh.getByLabel(/^Code of this device/)
  await shown.waitFor()
  await old
    .getByLabel('Code on the new device')
    .fill(((await shown.textContent()) ?? '').replaceAll(/\D/gu, ''))
  await press(old, 'Look for it')
  await old.getByRole('button', { name: 'Yes, release my keys' }).waitFor()
  await press(fresh, 'Yes, it asks that')
  await press(old, 'Yes, release my keys')
  await press(fresh, 'Done')
  await press(old, 'Done')
  await old.keyboard.press('Escape')
  await old.getByRole('dialog').waitFor({ state: 'detached' })
}

/** The screen has noticed. */
export const offline = (page: Page): Promise<void> =>
  page.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor()
