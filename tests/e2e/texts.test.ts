import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  signUp,
} from '../support/screens.ts'

test('[CP3, CP5, MU7] two people write with names, channels, emoji and marks, and read what was meant', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Lima')
  await createWorkspace(ana, 'Rowing')
  await createChannel(ana, 'boats')
  const bob = await world.device().start({ colorScheme: 'dark' })
  await signUp(bob, 'bob', 'Bob van Dyk')
  await joinWorkspace(bob, 'Rowing')

  const box = composer(bob, 'general')
  await box.pressSequentially('hey @lim')
  await bob.getByRole('option', { name: 'Ana Lima' }).waitFor()
  expect(await axeViolations(bob)).toEqual([])
  await box.press('Enter')
  await box.pressSequentially('see #boa')
  await bob.getByRole('option', { name: 'boats' }).waitFor()
  await box.press('Tab')
  await box.pressSequentially(':tada')
  await bob.getByRole('option', { name: ':tada:' }).waitFor()
  await box.press('Enter')
  await box.press('Control+b')
  await box.pressSequentially('now')
  await box.press('Control+b')
  await box.press('End')
  await box.press('Shift+Enter')
  await box.pressSequentially('- one')
  await box.press('Shift+Enter')
  await box.pressSequentially('two &frac12; :+1:')
  expect(await box.inputValue()).toBe('hey @Ana\u{A0}Lima see #boats 🎉 **now**\n- one\n- two &frac12; :+1:')
  await box.press('Enter')
  await message(bob, 'two ½ 👍').waitFor()
  expect(await box.inputValue()).toBe('')

  await channel(ana, 'general').click()
  const came = message(ana, 'two ½ 👍')
  await came.getByRole('button', { name: '@Ana Lima' }).click()
  await ana.getByRole('dialog', { name: 'About Ana Lima' }).getByText('This is you').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  expect(await came.getByRole('strong').textContent()).toBe('now')
  expect(await came.getByRole('listitem').count()).toBe(2)
  await came.getByRole('button', { name: '#boats' }).click()
  await composer(ana, 'boats').waitFor()

  await box.fill('```ts\nconst tide = 1\n```')
  await box.press('Enter')
  await message(bob, 'const tide').locator('[data-role=keyword]').waitFor()
  expect(await axeViolations(bob)).toEqual([])

  // By keyboard: the picker opens on the message, is searched, and Enter reacts.
  await message(bob, 'const tide').focus()
  await bob.keyboard.press('+')
  await bob.getByRole('combobox', { name: 'Find an emoji' }).fill('octopus')
  await bob.getByRole('gridcell', { name: 'octopus' }).waitFor()
  expect(await axeViolations(bob)).toEqual([])
  await bob.keyboard.press('Enter')
  await message(bob, 'const tide').getByRole('button', { name: '🐙 1 reaction' }).waitFor()

  await bob.evaluate(() => localStorage.setItem('composer.enterSends', 'false'))
  await channel(bob, 'boats').click()
  await composer(bob, 'boats').fill('first')
  await composer(bob, 'boats').press('Enter')
  await composer(bob, 'boats').pressSequentially('second')
  expect(await messages(bob).count()).toBe(0)
  await composer(bob, 'boats').press('Control+Enter')
  await message(bob, 'second').waitFor()
})

/** In one go, as a paste does: typed in, thousands of lines take the browser half a minute. */
const put = (box: Locator, text: string): Promise<void> =>
  box.evaluate((element, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(element, value)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)

/** How far the page can be scrolled sideways, and the tallest message. */
const measure = (page: Page): Promise<{ readonly sideways: number; readonly tallest: number }> =>
  page.evaluate(() => {
    const log = document.querySelector('[role=log]')
    const sides = [document.documentElement, log].map((each) =>
      each === null ? 1 : each.scrollWidth - each.clientWidth,
    )
    const heights = Array.from(document.querySelectorAll('article'), (each) => each.offsetHeight)
    return { sideways: Math.max(...sides), tallest: Math.max(...heights) }
  })

test('[MU13, MU14] hostile texts and names run nothing, lead nowhere, break nothing and turn nothing', async () => {
  const world = await setupWorld()
  const page = await world.device().start({ size: { width: 720, height: 800 } })
  const requests: Array<string> = []
  const navigations: Array<string> = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('framenavigated', (frame) => navigations.push(frame.url()))
  const dialogs: Array<string> = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await signUp(page, 'ana', `Ana\u202E<b>gnp.exe${'\u0301'.repeat(40)}`)
  await createWorkspace(page, 'Rowing')
  await createChannel(page, 'w'.repeat(40))
  const visited = navigations.length
  const here = new URL(page.url()).origin
  const box = page.getByRole('textbox', { name: /^Message / })
  for (const [name, text] of Object.entries(hostileTexts)) {
    await put(box, text)
    await box.press('Control+Enter')
    await expect.poll(() => box.inputValue(), { message: name }).toBe('')
    await expect
      .poll(async () => (await measure(page)).sideways, { message: `${name} scrolls sideways` })
      .toBeLessThanOrEqual(0)
    expect([name, (await measure(page)).tallest > 1_600]).toEqual([name, false])
  }
  await page.setInputFiles('input[type=file]', {
    name: 'photo\u202Egnp.exe',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=20"/>'),
  })
  // Enter sends nothing before the file is ready.
  await box.fill('last of all')
  await expect.poll(() => page.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true)
  await post(page, 'last of all')
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(dialogs).toEqual([])
  expect(navigations.slice(visited)).toEqual([])
  expect(requests.filter((url) => /^https?:/u.test(url) && new URL(url).origin !== here)).toEqual([])
  // What holds a name or a text of others keeps its direction to itself.
  const loose = await page.evaluate(() =>
    Array.from(document.querySelectorAll('article p, article a, article header > span, nav button span[dir]'))
      .filter((each) => !/isolate|plaintext/u.test(getComputedStyle(each).unicodeBidi))
      .filter((each) => /[\u202A-\u202E\u2066-\u2069]/u.test(each.textContent))
      .map((each) => each.outerHTML.slice(0, 80)),
  )
  expect(loose).toEqual([])
})
