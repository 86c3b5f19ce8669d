import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { toMessageLink } from '../../core/bridge/app-link.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { axeViolations } from '../support/axe.ts'
import { ana, exportedId, exportedPage } from '../support/export-world.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { person } from '../support/shown-message.ts'

let browser: Browser
beforeAll(async () => {
  const executablePath = process.env['CHROMIUM']
  browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
})
afterAll(() => browser.close())

interface Opened {
  readonly page: Page
  /** All that it asked for, said, or wanted to go to. */
  readonly noticed: ReadonlyArray<string>
}

/** As whoever was sent the file does: from the disk, and without a network. */
async function openPage(
  html: string,
  { width = 900, colorScheme = 'light' }: { width?: number; colorScheme?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-exported-'))
  const file = path.join(folder, 'general.html')
  writeFileSync(file, html)
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true })
  onTestFinished(async () => {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const page = await context.newPage()
  const noticed: Array<string> = []
  const address = pathToFileURL(file).href
  const isElsewhere = (url: string): boolean => url.split('#')[0] !== address
  page.on('request', (request) => isElsewhere(request.url()) && noticed.push(`asked ${request.url()}`))
  page.on('console', (line) => noticed.push(`said ${line.text()}`))
  page.on('pageerror', (error) => noticed.push(`failed ${error.message}`))
  page.on('dialog', (dialog) => {
    noticed.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('framenavigated', (frame) => isElsewhere(frame.url()) && noticed.push(`went to ${frame.url()}`))
  await page.goto(address)
  return { page, noticed }
}

const marked = `**bold**, *soft*, ~~gone~~ and \`code\`, see [the plan](https://boats.example/plan?week=9)

> quoted
> twice

- one
- two

3. third

| boat | crew |
|---|--:|
| Tern | 4 |

\`\`\`ts
const tide = '<high>'
\`\`\`

@Bob knows, in #general`

const isAna = (user: UserId): boolean => user === ana

test('[XP5] what was formatted reads as in the app, what was edited in both its versions', async () => {
  const html = await exportedPage(
    (write) => {
      const first = write({ kind: 'post', text: 'it **was**' })
      write({ kind: 'edit', target: first, text: 'it **is**' })
      write({ kind: 'post', text: marked, mentions: [person('b')] })
      write({ kind: 'post', text: toMessageLink(exportedId, first, ana), replyTo: first })
    },
    { memberOf: (user) => ({ user, name: isAna(user) ? 'Ana' : 'Bobby', username: 'bob' }) },
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, noticed } = await openPage(html, { colorScheme })
    const saying = (text: string): Locator => page.getByRole('article').filter({ hasText: text })
    const edited = saying('it is')
    const message = saying('the plan')
    const link = saying(exportedId)
    expect(await edited.getByRole('strong').allTextContents()).toEqual(['is', 'was'])
    expect(await message.getByRole('strong').allTextContents()).toEqual(['bold'])
    expect(await message.getByRole('emphasis').allTextContents()).toEqual(['soft'])
    expect(await message.locator('s').allTextContents()).toEqual(['gone'])
    expect(await message.getByRole('blockquote').innerText()).toBe('quoted\ntwice')
    expect(await message.locator('ul > li').allTextContents()).toEqual(['one', 'two'])
    expect(await message.locator('ol[start="3"] > li').allTextContents()).toEqual(['third'])
    expect(await message.getByRole('cell').allTextContents()).toEqual(['Tern', '4'])
    expect(await message.locator('pre code').textContent()).toBe(`const tide = '<high>'`)
    expect(await message.locator('.name').allTextContents()).toEqual(['@Bobby', '#general'])
    expect(await message.innerText()).not.toMatch(/\*\*|~~|`|> quoted|\]\(/u)
    expect(await axeViolations(page)).toEqual([])
    // Both lead within the page: what was answered, and what an address of the app names.
    for (const each of await link.getByRole('link').all()) {
      await each.click()
      await expect.poll(() => edited.evaluate((one) => one.matches(':target'))).toBe(true)
    }
    expect(noticed).toEqual([])
  }
})

test('[XP5] a link can be pressed, and says where it leads whatever its words say', async () => {
  const html = await exportedPage((write) => {
    write({
      kind: 'post',
      text: '[https://bank.example](https://evil.example/login) https://boats.example/plan',
    })
    write({
      kind: 'post',
      text: '[](http://plain.example/) [apple.com](https://аpple.com/) [x](javascript:alert(1))',
    })
  })
  const { page } = await openPage(html)
  const shown = await page
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('rel')]),
    )
  expect(shown).toEqual([
    ['https://bank.example (evil.example/login)', 'https://evil.example/login', 'noopener noreferrer'],
    ['https://boats.example/plan', 'https://boats.example/plan', 'noopener noreferrer'],
    [' (http://plain.example)', 'http://plain.example/', 'noopener noreferrer'],
    ['apple.com (xn--pple-43d.com)', 'https://xn--pple-43d.com/', 'noopener noreferrer'],
  ])
  const [request] = await Promise.all([
    page.context().waitForEvent('request', (each) => each.url().startsWith('https:')),
    page.getByRole('link', { name: 'boats.example' }).click(),
  ])
  expect([request.url(), request.headers()['referer']]).toEqual(['https://boats.example/plan', undefined])
})

test('[XP1] hostile texts run nothing, load nothing and break nothing, however narrow the page, and on paper', async () => {
  const name = `Ana\u202E<b>gnp.exe${'\u0301'.repeat(40)}`
  const html = await exportedPage(
    (write) => {
      for (const text of Object.values(hostileTexts)) write({ kind: 'post', text })
      write({ kind: 'post', text: 'last of all' })
    },
    { memberOf: (user) => ({ user, name, username: 'ana' }) },
  )
  for (const width of [900, 360]) {
    const { page, noticed } = await openPage(html, { width })
    await page.getByText('last of all').waitFor()
    expect(await page.getByRole('article').count()).toBe(Object.keys(hostileTexts).length + 1)
    const broken = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const articles = Array.from(document.querySelectorAll('article'))
      const within = articles.filter((each) => each.scrollWidth > each.clientWidth)
      // What is drawn outside its own message would cover that of another one.
      const open = articles.filter((each) => getComputedStyle(each).overflow === 'visible')
      const loose = Array.from(
        document.querySelectorAll('.text p, .text a, .text small, .text code, td, th'),
      ).filter((each) => !/isolate|plaintext/u.test(getComputedStyle(each).unicodeBidi))
      return [
        scrollWidth - clientWidth,
        ...[...within, ...open, ...loose].map((each) => each.outerHTML.slice(0, 80)),
      ]
    })
    expect([width, broken]).toEqual([width, [0]])
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await axeViolations(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('none')
    expect(noticed).toEqual([])
  }
})
