import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { dragger } from '../support/dragger.ts'
import { createWorkspace, message, messages, post, signUp } from '../support/screens.ts'

function setupFiles(): { readonly notes: string; readonly folder: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-drop-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [notes, pictures] = [path.join(folder, 'notes.txt'), path.join(folder, 'pictures')]
  writeFileSync(notes, 'Oars first')
  mkdirSync(pictures)
  return { notes, folder: pictures }
}

test('[AT1] files dropped on a conversation or a thread are attached there, and refused anywhere else', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await post(ana, 'Regatta on Sunday')
  const { notes, folder } = setupFiles()
  const { hold, drop } = await dragger(ana)
  const drafts = ana.getByRole('list', { name: 'Files to send' })
  const told = ana.getByRole('status').filter({ hasText: /^Drop to attach/ })
  const address = ana.url()

  const [log, sidebar] = [
    ana.getByRole('log', { name: 'Messages' }),
    ana.getByRole('navigation', { name: 'Conversations' }),
  ]
  const before = await log.boundingBox()
  await hold(log, notes)
  await told.getByText('Drop to attach to #general').waitFor()
  expect(await log.boundingBox()).toEqual(before)
  expect(await axeViolations(ana)).toEqual([])
  await hold(sidebar, notes)
  await told.waitFor({ state: 'detached' })
  await drop()
  // What they were held over is gone from the page, and with it the event by which they leave.
  await hold(message(ana, 'Regatta'), notes)
  await told.waitFor()
  await ana.mouse.move(8, 8)
  await told.waitFor({ state: 'detached' })
  await hold(log, notes)
  await drop()
  await drafts.getByText('notes').waitFor()
  await told.waitFor({ state: 'detached' })
  expect(await drafts.getByRole('listitem').count()).toBe(1)
  await ana.getByRole('button', { name: 'Remove notes.txt' }).click()

  await hold(message(ana, 'Regatta'), folder)
  await drop()
  await drafts.getByText('The file could not be read').waitFor()
  await ana.getByRole('button', { name: 'Remove pictures' }).click()

  await message(ana, 'Regatta').hover()
  await ana.getByRole('button', { name: 'Reply in thread' }).click()
  const thread = ana.getByRole('complementary', { name: 'Thread' })
  await hold(thread.getByRole('heading', { name: 'Thread' }), notes)
  await told.getByText('Drop to attach to the thread').waitFor()
  await drop()
  await thread.getByRole('list', { name: 'Files to send' }).getByText('notes').waitFor()
  expect(await drafts.count()).toBe(1)

  await ana.getByRole('button', { name: 'New channel' }).click()
  await hold(ana.getByRole('dialog'), notes)
  await drop()
  await ana.keyboard.press('Escape')
  await ana.getByRole('dialog').waitFor({ state: 'detached' })

  await messages(ana).first().hover()
  await hold(log, notes)
  await told.getByText('Drop to attach to #general').waitFor()
  expect(ana.url()).toBe(address)
  expect(ana.context().pages().length).toBe(1)
  expect(await drafts.count()).toBe(1)
})
