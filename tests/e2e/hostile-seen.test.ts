/** What people with bad intentions write and name, as the other person sees it: messages, groups, sections, files, notifications. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { noted, stubNotifications } from '../support/noted.ts'
import { channel, composer, message, post } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const script = '<img src=x onerror="window.hacked=60">'
const turned = '\u202Egnp.exe \u2067tail'

/** In one go, as a paste does. */
const put = (box: Locator, text: string): Promise<void> =>
  box.evaluate((element, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(element, value)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)

/** Parts that can be scrolled sideways, but code and tables in a message; and names that turn what stands beside them. */
const wrong = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(() => {
    const wide = [...document.querySelectorAll('html, body *:not(article *)')]
      .filter(
        (part) => part === document.documentElement || /auto|scroll/u.test(getComputedStyle(part).overflowX),
      )
      .filter((part) => part.scrollWidth > part.clientWidth)
    const loose = [...document.querySelectorAll('body *')].filter((each) =>
      [...each.childNodes].some(
        (node) =>
          node.nodeType === Node.TEXT_NODE &&
          /[\u202A-\u202E\u2066-\u2069]/u.test(node.textContent ?? '') &&
          /tail\s*[^\s\u2069]/u.test(node.textContent ?? ''),
      ),
    )
    return [...wide, ...loose].map((part) => part.outerHTML.slice(0, 160))
  })

test('[MU13][MU14] hostile texts and names do nothing to the other person, in messages, groups, sections, files and notifications; a word of 100,000 letters is refused in words', async () => {
  const { ana, ben } = await twoInHarbour()
  await ben.context().addInitScript(stubNotifications)
  await ben.reload()
  await composer(ben, 'general').waitFor()
  await ben.keyboard.press('Control+,')
  await ben.getByRole('button', { name: 'Allow notifications' }).click()
  await ben.keyboard.press('Escape')
  const outside: Array<string> = []
  const here = new URL(ben.url()).origin
  ben.on('request', (request) => {
    if (/^https?:/u.test(request.url()) && new URL(request.url()).origin !== here) outside.push(request.url())
  })
  ben.on('dialog', (dialog) => {
    outside.push(dialog.message())
    void dialog.dismiss()
  })

  const box = ana.getByRole('textbox', { name: /^Message / })
  for (const text of Object.values(hostileTexts)) {
    await put(box, text)
    await box.press('Control+Enter')
    await expect.poll(() => box.inputValue()).toBe('')
  }
  await put(box, 'x'.repeat(100_000))
  await box.press('Enter')
  await ana.getByText('Too long by 83,616 characters. Split it in two.').first().waitFor()
  expect((await box.inputValue()).length).toBe(100_000)
  await box.fill('')
  await ana.locator('input[type=file]').setInputFiles({
    name: `${script.replaceAll('/', '')}${turned}.svg`,
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=61"/>'),
  })
  await expect.poll(() => ana.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true)
  await post(ana, 'last of all')
  await message(ben, 'last of all').waitFor()
  expect(await wrong(ben)).toEqual([])
  await ben.getByRole('log', { name: 'Messages' }).evaluate((log) => log.scrollTo(0, 0))
  expect(await wrong(ben)).toEqual([])

  await ben.getByRole('button', { name: 'Files and links' }).click()
  const list = ben.getByRole('complementary', { name: 'Files and links' })
  await list.getByRole('radio', { name: 'Files' }).check({ force: true })
  await list.getByText('onerror').first().waitFor()
  expect(await wrong(ben)).toEqual([])
  await ben.getByRole('button', { name: 'New section' }).click()
  await ben.getByRole('dialog').getByLabel('Name').fill(`${script}${turned}`)
  await ben.getByRole('button', { name: 'Create section' }).click()
  await ben.getByRole('heading', { level: 3 }).filter({ hasText: 'onerror' }).waitFor()
  await ben.getByRole('button', { name: /^Section .*onerror/u }).click({ trial: true })
  expect(await wrong(ben)).toEqual([])

  await ana.getByRole('button', { name: 'New channel' }).click()
  await ana.getByRole('radio', { name: 'Only people you choose' }).check()
  await ana.getByLabel('Name', { exact: true }).fill('crew')
  await ana.getByRole('combobox', { name: 'People' }).fill('Ben')
  await ana.getByRole('option', { name: 'Ben', disabled: false }).click()
  await ana.getByRole('button', { name: 'Create channel' }).click()
  await ana.getByRole('heading', { level: 1, name: 'crew' }).waitFor()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await ana.getByRole('button', { name: 'Change this group' }).click()
  await ana.getByLabel('Name of the private channel').fill(`${script}${turned}`)
  await ana.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await ana.getByRole('heading', { level: 1 }).filter({ hasText: 'onerror' }).waitFor()
  await box.fill(`told ${script} ${turned}`)
  await box.press('Enter')
  const group = channel(ben, /onerror/u)
  await group.waitFor()
  await expect.poll(async () => (await noted(ben)).map(({ body }) => body).join()).toContain('told <img')
  const [last] = (await noted(ben)).slice(-1)
  // In one line of a system, what is turned ends before what follows it.
  expect(last?.title).toContain('onerror')
  await group.click()
  await message(ben, 'told').waitFor()
  expect(await wrong(ben)).toEqual([])
  expect(await axeViolations(ben)).toEqual([])
  for (const page of [ana, ben]) expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(outside).toEqual([])
})
