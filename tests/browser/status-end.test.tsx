import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import { button, home, openMenu, showSealed } from './sealed-kit.tsx'

const dialog = page.getByRole('dialog', { name: 'Your status' })

test('[SX6] a status text ends when the person says so; who opens the dialog again sees when, and it stays so with another text', async () => {
  const told: Array<unknown> = []
  const { engine } = await showSealed({}, { told, answers: { 'directory.edit': ok('done') } })
  const text = page.getByRole('textbox', { name: 'Status text' })
  const isGone = () => expect.element(dialog).not.toBeInTheDocument()
  await openMenu('Status: Automatic')
  await expect.element(page.getByRole('radio', { name: '1 hour' })).not.toBeInTheDocument()
  await text.fill('at lunch')
  const now = Date.now()
  await page.getByRole('radio', { name: '1 hour' }).click()
  await button('Set status').click()
  await isGone()
  expect(told).toMatchObject([{ kind: 'own-status', set: { status: 'at lunch' }, was: { status: '' } }])
  expect(JSON.stringify(told)).toMatch(/"statusUntil":\d{13}/u)

  // As it is set there it has seconds, which the field does not show.
  const statusUntil = now + 3_600_000
  engine.tell({ ...engine.directory.read(), own: { status: 'at lunch', statusUntil } })
  await openMenu('Status: Automatic')
  await expect.element(page.getByRole('radio', { name: 'A time' })).toBeChecked()
  await expect.element(page.getByLabelText('Ends at')).not.toHaveValue('')
  await text.fill('at tea')
  await button('Set status').click()
  await isGone()
  expect(told[1]).toEqual({
    kind: 'own-status',
    set: { status: 'at tea', statusUntil },
    was: { status: 'at lunch', statusUntil },
  })

  // What is over is nothing, whatever was told last.
  engine.tell({ ...engine.directory.read(), own: { status: 'at tea', statusUntil: now - 1 } })
  await openMenu('Status: Automatic')
  await expect.element(text).toHaveValue('')
})

test('[SX6] [PS12] a status that is over is not chosen any more, and is in the way of no text', async () => {
  const told: Array<unknown> = []
  const { engine } = await showSealed({}, { told, answers: { 'directory.edit': ok('done') } })
  const value = { status: 'busy', until: Date.now() - 60_000 }
  await engine.personal(home).set('own/status', JSON.stringify({ at: 1, value }))
  await openMenu('Status: Automatic')
  await expect.element(page.getByRole('radio', { name: 'Automatic' })).toBeChecked()
  await page.getByRole('textbox', { name: 'Status text' }).fill('at tea')
  await button('Set status').click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(told).toEqual([{ kind: 'own-status', set: { status: 'at tea' }, was: { status: '' } }])
})
