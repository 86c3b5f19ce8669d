import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import {
  composer,
  createChannel,
  createDocument,
  createWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

const script = '<img src=x onerror="window.hacked=40">'
const marks = `Zi${'\u0301\u0351'.repeat(30)}`
const turned = '\u202Egnp.exe \u2067tail'

/** What is shown now: how far any part of it can be scrolled sideways, and names or texts that turn what stands beside them. */
const look = (
  page: Page,
): Promise<{ readonly sideways: ReadonlyArray<string>; readonly loose: ReadonlyArray<string> }> =>
  page.evaluate(() => {
    // Code and tables in a message may be scrolled: nothing around them is.
    const parts = [...document.querySelectorAll('html, body *:not(article *)')].filter(
      (part) => part === document.documentElement || /auto|scroll/u.test(getComputedStyle(part).overflowX),
    )
    const sideways = parts
      .filter((part) => part.scrollWidth > part.clientWidth)
      .map((part) => part.outerHTML.slice(0, 160))
    const loose: Array<string> = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if (!/[\u202A-\u202E\u2066-\u2069]/u.test(text.textContent ?? '')) continue
      // Within a sentence of the app it is set apart, or the rest would be read from the right.
      if (/tail\s*[^\s\u2069]/u.test(text.textContent ?? '')) loose.push(text.textContent ?? '')
      let around = text.parentElement
      while (around !== null && getComputedStyle(around).display === 'inline') {
        if (/isolate|plaintext/u.test(getComputedStyle(around).unicodeBidi)) break
        around = around.parentElement
      }
      // A paragraph of its own ends whatever was turned in it.
      const isApart = around === null || /isolate|plaintext/u.test(getComputedStyle(around).unicodeBidi)
      if (!isApart && around?.textContent !== text.textContent)
        loose.push(around?.outerHTML.slice(0, 160) ?? '')
    }
    return { sideways, loose }
  })

/** As an import may have brought it: the app and the API refuse such a name of a workspace (WS2). */
function renameAtRelay(folder: string, name: string): void {
  const database = new DatabaseSync(path.join(folder, 'relay.db'))
  database.prepare('UPDATE workspaces SET name = ?').run(name)
  database.close()
}

test('[MU13, MU14] hostile names and texts do nothing in lists, results, panels and dialogs either', async () => {
  const world = await setupWorld()
  const owner = world.device()
  const first = await owner.start()
  await signUp(first, 'cem', 'Cem')
  await createWorkspace(first, 'Harbour')
  await owner.stop()
  renameAtRelay(world.relayFolder, `${script}${turned}`)
  const page = await world.device().start({ size: { width: 720, height: 800 } })
  await signUp(page, 'ana', `Ana ${turned}`)
  await page.getByRole('button', { name: /^Join/u }).click()
  await composer(page, 'general').waitFor()
  await createChannel(page, 'w'.repeat(40))
  await createDocument(page, `${marks}${script}`)
  await createChannel(page, 'harbour')
  const box = page.getByRole('textbox', { name: 'Message #harbour' })
  await box.fill(`/topic ${script} ${'v'.repeat(120)} ${turned}`)
  await box.press('Enter')
  await page.getByText(/^The topic of /u).waitFor()
  const hostile = ['script element', 'reversed order', 'letters that climb', 'word without end'] as const
  for (const [index, name] of hostile.entries()) {
    await post(page, `needle number${index} ${hostileTexts[name]?.slice(0, 4_000) ?? ''}`)
  }
  const safe = async (place: string): Promise<void> => {
    const { sideways, loose } = await look(page)
    expect([place, sideways, loose]).toEqual([place, [], []])
  }
  const choose = async (text: string, action: string): Promise<void> => {
    await message(page, text)
      .first()
      .click({ button: 'right', position: { x: 4, y: 4 } })
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  const close = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  const dialog = page.getByRole('dialog')
  const leavePanel = (): Promise<void> =>
    page
      .getByRole('complementary')
      .getByRole('button', { name: /^Back to /u })
      .click()

  await choose('number1', 'Pin')
  await page.getByRole('button', { name: /^1 pinned/u }).click()
  await page
    .getByRole('complementary', { name: /^Pinned/u })
    .getByText('number1')
    .first()
    .waitFor()
  await safe('what is pinned')
  await leavePanel()
  await choose('number1', 'Reply in thread')
  const replies = page.getByRole('textbox', { name: 'Reply in the thread' })
  await replies.fill(`answer ${script} ${turned}`)
  await replies.press('Enter')
  await page.getByRole('log', { name: 'Replies' }).getByText('answer').waitFor()
  await safe('thread')
  await leavePanel()
  await choose('number1', 'Save for later')
  await choose('number1', 'Forward')
  await dialog.waitFor()
  await safe('forward')
  await close()
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page.getByRole('complementary').first().waitFor()
  await safe('about the channel')
  await leavePanel()

  await page.keyboard.press('Control+f')
  await page.keyboard.type('needle')
  await expect.poll(() => dialog.getByRole('option').count()).toBe(hostile.length)
  await safe('results')
  await close()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('w')
  await dialog.getByRole('option').first().waitFor()
  await safe('switcher')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('img')
  await dialog.getByRole('option').first().waitFor()
  await safe('switcher, document')
  await close()
  await page.getByRole('button', { name: 'Saved for later' }).click()
  await dialog.getByText('needle').first().waitFor()
  await safe('saved')
  await close()
  await page.getByRole('button', { name: 'Threads' }).first().click()
  await page.getByRole('main').getByText('answer').first().waitFor()
  await safe('threads')
  await page.getByRole('button', { name: '2 members' }).click()
  await dialog.getByRole('list', { name: 'People' }).getByRole('listitem').first().waitFor()
  await safe('members')
  await dialog.getByRole('list', { name: 'People' }).getByRole('button', { name: /^Ana/u }).first().click()
  await page.getByRole('dialog', { name: /^About \u2068Ana/u }).waitFor()
  await safe('person')
  await page.keyboard.press('Escape')
  await close()
  await page.getByRole('button', { name: 'Browse channels' }).click()
  await dialog.getByText('harbour').first().waitFor()
  await safe('channels')
  await close()
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})
