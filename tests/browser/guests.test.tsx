/** What the table of permissions forbids is not offered, above all to guests. */
import { expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import type { Channel, Workspace } from '../../core/engine/engine.ts'
import type { ConversationRole } from '../../core/protocol/permissions.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

const lists = (): Locator => page.getByRole('navigation', { name: 'Conversations' })

/** A person with that role in the workspace and in its channel, where others have written. */
async function showAs(role: Workspace['role'], inChannel: ConversationRole, contacts = 1) {
  const { engine, conversations } = await showSealed(
    { contacts },
    { talk: { role, connection: { kind: 'offline', queued: 0, syncedAt: undefined, retryAt: undefined } } },
  )
  const turn = (to: Partial<Channel>): void => {
    const view = engine.directory.read()
    const workspaces = view.workspaces.map((each) => ({
      ...each,
      channels: each.channels.map((channel) => ({ ...channel, ...to })),
    }))
    engine.tell({ ...view, workspaces })
  }
  turn({ private: true, ...(inChannel === 'admin' && { role: inChannel }) })
  return { engine, conversations }
}

async function goToGeneral(): Promise<Locator> {
  await lists()
    .getByRole('button', { name: /^general/u })
    .click()
  await expect.element(page.getByRole('textbox', { name: 'Message #general' })).toBeVisible()
  const row = page.getByRole('article').filter({ hasText: 'good question' }) // somebody else's
  await expect.element(row).toBeVisible()
  return row
}

/** What the menu of a message offers. */
async function menuOf(row: Locator): Promise<ReadonlyArray<string>> {
  await row.click({ button: 'right' })
  await expect.element(page.getByRole('menu')).toBeVisible()
  const labels = page
    .getByRole('menuitem')
    .elements()
    .map(({ textContent }) => textContent)
  await userEvent.keyboard('{Escape}')
  return labels
}

test('[MG16] a guest who is in no conversation is told so and offered none to make, offline too', async () => {
  const { engine, conversations } = await showAs('guest', 'member', 0)
  const view = engine.directory.read()
  engine.tell({
    ...view,
    workspaces: view.workspaces.map((each) => ({ ...each, channels: [], memberCount: 0 })),
  })
  conversations.write([])
  const main = page.getByRole('main')
  await expect.element(main.getByRole('heading', { name: 'You are a guest in Rowing' })).toBeVisible()
  await expect
    .element(main.getByText(/^You see the private channels and groups that somebody adds you to/u))
    .toBeVisible()
  await expect.element(main.getByText('Offline. You can keep writing.')).toBeVisible()
  expect(button(/members?$/u).elements()).toEqual([])
  expect(button(/^(?:New channel|New document|Browse channels|Invite people)$/u).elements()).toEqual([])
  await button('New message or group').click()
  // Others may be in the workspace, of whom a guest knows nothing.
  await expect.element(page.getByText(/^There is nobody here yet whom you can write to/u)).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelectorAll('dialog[open]').length).toBe(0)
  expect(await brokenRules()).toEqual([])
  await page.viewport(320, 700)
  expect(overflowing()).toEqual([])
})

test('[MG16] who is no guest reads that there is no channel, and makes one', async () => {
  const { engine, conversations } = await showAs('member', 'member')
  const view = engine.directory.read()
  engine.tell({ ...view, workspaces: view.workspaces.map((each) => ({ ...each, channels: [] })) })
  conversations.write([])
  const main = page.getByRole('main')
  await expect.element(main.getByRole('heading', { name: 'Rowing has no channels yet' })).toBeVisible()
  await main.getByRole('button', { name: 'New channel' }).click()
  await expect.element(page.getByRole('dialog', { name: 'New channel' })).toBeVisible()
})

test.each([
  ['guest', 'member', { pin: false, remove: false, browse: true, add: false }],
  ['guest', 'admin', { pin: false, remove: true, browse: true, add: true }],
  ['member', 'member', { pin: true, remove: false, browse: true, add: false }],
  ['member', 'admin', { pin: true, remove: true, browse: true, add: true }],
  ['owner', 'member', { pin: true, remove: true, browse: true, add: true }],
] as const)(
  '[MG1] a %s of the workspace who is a channel’s %s is offered what the table allows',
  async (role, there, may) => {
    await showAs(role, there)
    const row = await goToGeneral()
    const offered = await menuOf(row)
    const offers = (act: string): boolean => offered.some((label) => label.startsWith(act))
    expect({ pin: offers('Pin'), remove: offers('Delete') }).toEqual({ pin: may.pin, remove: may.remove })
    expect(offers('Reply')).toBe(true)
    row.element().focus()
    await userEvent.keyboard('p')
    await expect.poll(() => button('1 pinned message').elements().length === 1).toBe(may.pin)
    expect(button('Browse channels').elements().length === 1).toBe(may.browse)
    expect(button('New channel').elements().length === 1).toBe(role !== 'guest')
    await button('About this conversation').click()
    await expect.element(page.getByRole('region', { name: 'People' })).toBeVisible()
    expect(button('Add people').elements().length === 1).toBe(may.add)
  },
)
