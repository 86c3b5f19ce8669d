/** What stands there for a moment only: files held over a conversation, a picture that is cut, what completes a filter. And what a guest sees who is in no channel yet. */
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { World } from './app.ts'
import { english } from './catalogues.ts'
import { dragger } from './dragger.ts'
import { ana } from './lively-workspace.ts'
import { pngOf } from './pictures.ts'
import { signUp } from './screens.ts'

type Look = (screen: string, wanted: (way: string) => boolean) => Promise<void>

const isPlain = (way: string): boolean => way !== 'contrast'

interface Moments {
  readonly page: Page
  readonly look: Look
}

export async function walkMoments({ page, look }: Moments): Promise<void> {
  const { hold } = await dragger(page)
  const file = path.resolve(import.meta.dirname, '../../README.md')
  const told = page.getByRole('status').filter({ hasText: /^Drop to attach/u })
  await hold(page.getByRole('log'), file)
  await told.waitFor()
  await look('files held over a conversation', isPlain)
  await page.mouse.move(8, 8)
  await told.waitFor({ state: 'detached' })

  await page.keyboard.press('Control+f')
  await page.keyboard.type('from:')
  await page.getByRole('option').first().waitFor()
  await look('search, from whom', isPlain)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: english.sidebar.account(ana.name) }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  const own = page.getByRole('dialog')
  await own.getByRole('button', { name: english.faces.choose }).waitFor()
  const buffer = Buffer.from(pngOf(600, 300, [180, 80, 60]))
  await own.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
  await page.getByRole('application').waitFor()
  await look('a picture is cut', isPlain)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** The page of a guest whom nobody has added to a channel. */
export async function guestOf({
  page,
  world,
}: {
  readonly page: Page
  readonly world: World
}): Promise<Page> {
  const { invite, conversation, sidebar } = english
  await page
    .getByRole('navigation', { name: sidebar.conversations })
    .getByRole('button', { name: sidebar.members(ana.members), exact: true })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: conversation.invite }).click()
  const inviting = page.getByRole('dialog', { name: invite.title(ana.workspace), exact: true })
  await inviting.getByRole('radio', { name: 'Guest' }).check({ force: true })
  await inviting.getByRole('button', { name: invite.make, exact: true }).click()
  await inviting.getByRole('listitem').first().waitFor()
  const link = await inviting.getByLabel(invite.link, { exact: true }).inputValue()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  const guest = await world.device().start()
  await signUp(guest, 'gus', 'Gus Lindqvist')
  await guest.getByRole('button', { name: 'Use an invitation' }).click()
  const offered = guest.getByRole('dialog', { name: 'Use an invitation' })
  await offered.getByLabel('Invitation').fill(link)
  await offered.getByRole('button', { name: 'Show what it gives' }).click()
  await offered.getByRole('button', { name: 'Accept' }).click()
  await guest.getByRole('heading', { name: /^You are a guest in/u }).waitFor()
  return guest
}
