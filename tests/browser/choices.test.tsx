import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { readSaved } from '../../core/engine/personal/saved.ts'
import { brokenRules, button, home, openMenu, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })

test('what is chosen for looks is there at once, and can be taken back', async () => {
  await showSealed()
  await openMenu('Settings')
  const choose = async (group: string, name: string): Promise<void> => {
    // The circle itself is drawn by its label.
    const radio = page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true })
    await radio.click({ force: true })
  }
  const root = document.documentElement
  await choose('Theme', 'High contrast')
  expect(root.dataset).toMatchObject({ contrast: 'more' })
  await choose('Theme', 'Dark')
  expect(root.dataset).toMatchObject({ theme: 'dark', contrast: 'usual' })
  await choose('Colour', 'Violet')
  expect(root.style.getPropertyValue('--accent-hue')).toBe('285')
  const any = page.getByRole('slider', { name: 'Any other colour' })
  await expect.element(any).toHaveValue('285')
  await any.fill('120')
  expect(root.style.getPropertyValue('--accent-hue')).toBe('120')
  await expect.element(any).toHaveAttribute('aria-valuetext', '120 deg')
  await choose('Spacing', 'Compact')
  await choose('Movement', 'None')
  expect(root.dataset).toMatchObject({ density: 'compact', motion: 'reduced' })
  const wide = root.style.fontSize
  await choose('Text size', '150%')
  expect([wide, root.style.fontSize]).toEqual(['100%', '150%'])
  expect(await brokenRules()).toEqual([])
  await choose('Text size', '100%')
  await choose('Spacing', 'Comfortable')
  await choose('Movement', 'As the system')
  await choose('Colour', 'As the workspace')
  await choose('Theme', 'As the system')
  expect(root.dataset).toMatchObject({ density: 'comfortable', contrast: 'usual' })
})

test('[PS11] quiet hours of every week are set, say that they end on the next day, and are turned off', async () => {
  const { engine } = await showSealed()
  const kept = (): string => [...engine.personal(home).all.read().values()].join()
  await openMenu('Do not disturb')
  const quiet = dialog('Do not disturb')
  await quiet.getByRole('checkbox', { name: 'Quiet hours every week' }).click()
  await expect.element(quiet.getByText('It ends on the next day.')).toBeVisible()
  await quiet.getByLabelText('From', { exact: true }).fill('12:30')
  await quiet.getByLabelText('To', { exact: true }).fill('14:00')
  await expect.element(quiet.getByText('It ends on the next day.')).not.toBeInTheDocument()
  await quiet.getByRole('checkbox', { name: 'Saturday' }).click()
  await expect.poll(kept).toContain('"from":750')
  expect(kept()).toContain('"to":840')
  await expect.element(quiet.getByRole('checkbox', { name: 'Saturday' })).toBeChecked()
  expect(await brokenRules()).toEqual([])
  await quiet.getByRole('checkbox', { name: 'Quiet hours every week' }).click()
  await expect.poll(kept).not.toContain('"from":750')
})

test('[PS7] a message is saved by a key, found in the list, gone to, and done with', async () => {
  const { engine } = await showSealed()
  const saved = () => readSaved(engine.personal(home).all.read())
  const row = page.getByRole('article').last()
  row.element().focus()
  await userEvent.keyboard('s')
  await expect.poll(saved).toHaveLength(1)
  await button(/^Saved for later/).click()
  const list = dialog('Saved for later').getByRole('list', { name: 'To come back to' })
  expect(await brokenRules()).toEqual([])
  await list.getByRole('button', { name: 'Mark as done' }).click()
  await expect.element(dialog('Saved for later').getByRole('list', { name: 'Done' })).toBeVisible()
  await dialog('Saved for later').getByRole('list', { name: 'Done' }).getByRole('button').first().click()
  await expect.element(dialog('Saved for later')).not.toBeInTheDocument()
  expect(saved()).toMatchObject([{ isDone: true }])
})

test('the sheet of keys has those of every place, of formats and of the size of all', async () => {
  await showSealed()
  await userEvent.keyboard('{Control>}/{/Control}')
  const sheet = dialog('Keyboard shortcuts')
  await expect.element(sheet.getByRole('heading', { name: 'On a message' })).toBeVisible()
  const terms = Array.from(sheet.element().querySelectorAll('dt'), (each) => each.textContent)
  expect(terms).toEqual(
    expect.arrayContaining(['Larger', 'Smaller', 'Normal size', 'Bold', 'Save for later']),
  )
  expect(new Set(terms).size).toBe(terms.length)
})

test('what Enter does is chosen while a message is half written, and holds at once, in other windows too', async () => {
  const { remembered } = await showSealed()
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill('one')
  await openMenu('Settings')
  const choose = (name: string) =>
    page.getByRole('group', { name: 'Send with' }).getByRole('radio', { name }).click({ force: true })
  await choose('Ctrl+Enter (Enter makes a new line)')
  await button('Close').click()
  await box.click()
  await userEvent.keyboard('{End}{Enter}two')
  await expect.element(box).toHaveValue('one\ntwo')
  remembered.write('composer.enterSends', 'true')
  window.dispatchEvent(new StorageEvent('storage'))
  await userEvent.keyboard('{Enter}')
  await expect.element(box).toHaveValue('')
})
