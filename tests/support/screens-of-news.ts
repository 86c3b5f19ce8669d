/** What stands on the screens when something has happened: unread, typing, refused, put away; denser, in Arabic, with two accounts. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { arabic, english } from './catalogues.ts'
import type { Gate } from './gate.ts'
import { ana, others } from './lively-workspace.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  message,
  post,
  reconnect,
  signUp,
} from './screens.ts'

type Look = (screen: string, wanted: (way: string) => boolean) => Promise<void>

const isPlain = (way: string): boolean => way !== 'contrast'
/** A screen that is among the others in every way: the folder has an end. */
const isLight = (way: string): boolean => way === 'light'

interface News {
  readonly page: Page
  readonly look: Look
  /** Of somebody else in the workspace. */
  readonly ben: Page
  /** Between `page` and the relay. */
  readonly gate: Gate
}

/** Leaves the page in `general`. */
export async function walkNews(news: News): Promise<void> {
  await walkUnread(news)
  await walkPutAway(news)
  await walkRefusedChange(news)
  await walkCompact(news)
}

async function walkUnread({ page, look, ben }: News): Promise<void> {
  await channel(page, /^general/u).click()
  await page
    .getByRole('complementary', { name: 'About this conversation' })
    .getByRole('button', { name: 'Close' })
    .click()
  await channel(page, /^off-topic/u).click()
  await channel(ben, /^general/u).click()
  for (let lap = 1; lap <= 16; lap++) await post(ben, `Lap ${lap} of 16: steady, and the wind holds`)
  await post(ben, `@${ana.name} will you take the stroke seat on Sunday?`)
  await channel(ben, /^boat-maintenance/u).click()
  await post(ben, 'Seat 3 squeaks')
  await channel(ben, /^off-topic/u).click()
  // Shown for 6 s after the last key.
  const isSeen = async (): Promise<boolean> => {
    await composer(ben, 'off-topic').pressSequentially('and so on ')
    return page.getByText('is writing…').first().isVisible()
  }
  await expect.poll(isSeen).toBe(true)
  await look('unread, and somebody writing', isPlain)
  await composer(ben, 'off-topic').fill('')
  await channel(page, /^general/u).click()
  await message(page, 'stroke seat').waitFor()
  await look('new messages', isPlain)
}

async function walkPutAway({ page, look }: News): Promise<void> {
  const name = others.ben
  await channel(page, name).focus()
  await page.getByRole('button', { name: `Arrange ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Archive for me' }).click()
  await page.getByRole('button', { name: /^Archived/u }).click()
  await channel(page, name).waitFor()
  await look('archived for me', isPlain)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
}

async function walkRefusedChange({ page, look, ben, gate }: News): Promise<void> {
  await channel(page, /^off-topic/u).click()
  await gate.cut()
  await page.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor()
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page
    .getByRole('complementary', { name: 'About this conversation' })
    .getByRole('button', { name: 'Edit name' })
    .click()
  const dialog = page.getByRole('dialog', { name: english.managing.editTitle })
  await dialog.getByLabel('Name', { exact: true }).fill('boat-house')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await channel(page, /^boat-house/u).waitFor()
  await look('a change that waits', isPlain)
  await createChannel(ben, 'boat-house')
  await reconnect(gate, page)
  await page.getByText('What you changed of #off-topic was refused.').waitFor()
  await look('a change that was refused', isPlain)
}

async function walkCompact({ page, look }: News): Promise<void> {
  const choose = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+,')
    const settings = page.getByRole('dialog', { name: english.sidebar.settings })
    await settings.getByRole('radio', { name }).check()
    await page.keyboard.press('Escape')
    await settings.waitFor({ state: 'detached' })
  }
  await channel(page, /^general/u).click()
  await choose(english.settings.densities.compact)
  await message(page, 'stroke seat').waitFor()
  await look('a channel, compact', isLight)
  await choose(english.settings.densities.comfortable)
}

/** The page is in the second account after it. */
export async function walkAccounts({ page, look }: Pick<News, 'page' | 'look'>): Promise<void> {
  await page.getByRole('button', { name: english.sidebar.account(ana.name) }).click()
  await page.getByRole('menuitem', { name: 'Add an account' }).click()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Create an account' }).click()
  await signUp(page, 'ana-at-work', 'Ana, at work')
  await createWorkspace(page, 'Harbour master')
  await post(page, 'Tide tables for next week are on the board')
  await look('two accounts', isLight)
}

/** The page speaks Arabic after it. */
export async function walkArabic({ page, look }: Pick<News, 'page' | 'look'>): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByRole('radio', { name: 'العربية' }).check()
  await page.getByRole('button', { name: /^Load anew/u }).click()
  await page.getByRole('navigation', { name: arabic.sidebar.conversations }).waitFor()
  await page.getByRole('textbox').first().waitFor()
  await look('a channel, in Arabic', isLight)
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog', { name: arabic.sidebar.settings }).waitFor()
  await look('settings, in Arabic', isLight)
}
