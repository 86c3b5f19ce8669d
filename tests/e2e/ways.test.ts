import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
  writeTo,
} from '../support/screens.ts'

const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true })

async function switchTo(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(typed)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}

test('whoever knows where to goes there by its name and by keys, into another workspace too, offline as well', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  for (const name of ['boats', 'quay']) await createChannel(ana, name)
  await ana.getByRole('button', { name: 'Join or create a workspace' }).click()
  await createWorkspace(ana, 'Sailing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  const workspaces = ana.getByRole('list', { name: 'Workspaces' })
  const rowing = workspaces.getByRole('button', { name: /^Rowing/u })

  // Each workspace is entered where it was left.
  await rowing.click()
  await heading(ana, 'quay').waitFor()
  await workspaces.getByRole('button', { name: /^Sailing/u }).click()
  await heading(ana, 'general').waitFor()
  await switchTo(ana, 'boa')
  await heading(ana, 'boats').waitFor()
  expect(await rowing.getAttribute('aria-current')).toBe('true')

  // What is unread is the next stop; read, it is none any more.
  await channel(ben, 'quay').click()
  await post(ben, 'The oars are here')
  await channel(ana, /^quay.*unread/u).waitFor()
  await ana.keyboard.press('Alt+Shift+ArrowDown')
  await heading(ana, 'quay').waitFor()
  await message(ana, 'The oars are here').waitFor()
  await channel(ana, /^quay.*unread/u).waitFor({ state: 'detached' })
  await ana.keyboard.press('Alt+ArrowUp')
  await heading(ana, 'general').waitFor()

  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await switchTo(ana, 'quay')
  await heading(ana, 'quay').waitFor()
  await ana.keyboard.press('Control+Shift+P')
  await ana.keyboard.type('peop')
  await ana.keyboard.press('Enter')
  await ana.getByRole('dialog', { name: 'People in Rowing' }).getByText('@ben').waitFor()
  await ana.keyboard.press('Escape')
  await switchTo(ana, 'ben')
  await ana.getByRole('textbox', { name: 'Message Ben' }).waitFor()
})

test('who comes to more than fits a window begins at the first that is unread, and jumps to the latest', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await post(ana, 'Read already')
  await createChannel(ana, 'quay')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  for (let number = 0; number < 30; number++) await post(ben, `unread ${number}\nand more\nand more`)
  await message(ben, 'unread 29').getByText('On the server').waitFor({ state: 'attached' })
  await channel(ana, /^general.*unread/u).click()
  const isInView = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => {
      const log = element.closest('[role=log]')?.getBoundingClientRect()
      const { top, bottom } = element.getBoundingClientRect()
      return log !== undefined && top >= log.top && bottom <= log.bottom
    })
  await ana.getByText('New', { exact: true }).waitFor()
  await expect.poll(() => isInView(ana.getByText('New', { exact: true }))).toBe(true)
  expect(await isInView(message(ana, 'unread 0'))).toBe(true)
  await ana.getByRole('button', { name: /^Jump to latest|new message/u }).click()
  await expect.poll(() => isInView(message(ana, 'unread 29'))).toBe(true)
  await channel(ana, /^general.*unread/u).waitFor({ state: 'detached' })
})

test('who reacted is told by name, and when somebody was last there; what is copied is what people said', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await post(ana, 'Who rows on Sunday?')
  const device = world.device()
  const ben = await device.start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await message(ben, 'Who rows').focus()
  await ben.keyboard.press('+')
  await ben.getByRole('gridcell', { name: 'thumbs up' }).waitFor()
  await ben.keyboard.press('Enter')
  const reaction = message(ana, 'Who rows').getByRole('button', { name: '👍 1 reaction', exact: true })
  await reaction.waitFor()
  // What comes meanwhile may move it from under the pointer: a person points at it again.
  const isNamed = async (): Promise<boolean> => {
    await ana.mouse.move(0, 0)
    await reaction.hover()
    const name = ana.getByText('👍 Ben', { exact: true })
    return name.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(isNamed).toBe(true)
  await message(ana, 'Who rows').click({ button: 'right', position: { x: 4, y: 4 } })
  await ana.getByRole('menuitem', { name: 'Who reacted' }).click()
  const dialog = ana.getByRole('dialog', { name: 'Who reacted' })
  expect(await dialog.getByRole('listitem').allInnerTexts()).toContain('Ben')
  await ana.keyboard.press('Escape')

  // Over both, as by dragging: neither the time nor what became of a message was said by anybody.
  await post(ben, 'I do.')
  await message(ana, 'I do.').focus()
  await ana.keyboard.press('p')
  await message(ana, 'Who rows').getByText('Seen by 1').waitFor()
  await message(ana, 'I do.').filter({ hasText: 'online' }).getByText('Pinned by Ana').waitFor()
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await ana.evaluate(() => {
    const [first, last] = Array.from(document.querySelectorAll('article'))
    if (first !== undefined && last !== undefined)
      getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length)
  })
  await ana.keyboard.press('Control+c')
  const copied = await ana.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n').filter((line) => line !== '')).toEqual([
    'Ana',
    'Who rows on Sunday?',
    'Ben',
    'I do.',
  ])

  await writeTo(ana, 'Ben')
  const header = ana.locator('main > header')
  await header.getByText('online', { exact: true }).waitFor()
  await device.stop()
  await header.getByText(/^last seen \d\d:\d\d$/u).waitFor()
})
