import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createWorkspace, joinWorkspace, message, post, signUp, writeTo } from '../support/screens.ts'

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
  await message(ana, 'Who rows').getByRole('button', { name: '👍 1 reaction', exact: true }).hover()
  await ana.getByText('👍 Ben', { exact: true }).waitFor()
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
