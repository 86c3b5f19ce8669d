import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { people } from '../support/preview/sample-messages.ts'
import { button, showSealed } from './sealed-kit.tsx'

const dialog = page.getByRole('dialog', { name: 'Forward this message' })
const box = dialog.getByRole('combobox', { name: 'To' })
const warning = dialog.getByRole('alert').filter({ hasText: 'There everybody in Rowing' })
const chips = dialog.getByRole('button', { name: /^Take .* out$/ })

async function openForward(scene: Parameters<typeof showSealed>[0], talk: object = {}) {
  const shown = await showSealed(scene, { talk })
  const general = shown.engine.directory.read().workspaces[0]?.channels[0]?.id
  const open = general && shown.engine.open(general)
  if (open === undefined) throw new Error('there is a channel')
  const post = vi.spyOn(open, 'post')
  await page.getByRole('article').last().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Forward' }).click()
  return { ...shown, post }
}

const pick = async (name: string): Promise<void> => {
  await box.fill(name)
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog.getByRole('button', { name: `Take ${name} out` })).toBeVisible()
}

test('[FW2] [FW3] what could be sent is picked no more, what could not stays and says why; trying again sends nothing twice', async () => {
  const unseen = people[3] ?? ''
  const { post } = await openForward({})
  await expect.element(button('Forward')).toBeDisabled()
  await pick('#general')
  await expect.element(warning).toBeVisible()
  await pick(unseen)
  await button('Forward').click()
  await expect
    .element(dialog.getByRole('alert').filter({ hasText: `${unseen}: not forwarded.` }))
    .toBeVisible()
  expect(chips.elements()).toHaveLength(1)
  expect(post).toHaveBeenCalledTimes(1)
  await expect.element(page.getByText('Forwarded to 1 conversation.')).toBeInTheDocument()
  await expect.element(warning).not.toBeInTheDocument()
  await button('Forward').click()
  await expect.element(dialog.getByRole('alert').filter({ hasText: unseen })).toBeVisible()
  expect(post).toHaveBeenCalledTimes(1)
})

test('[FW1] it goes to ten at most, offline too, which is said', async () => {
  const channels = Array.from({ length: 12 }, (_, at) => `quay-${String(at + 10)}`)
  await openForward({}, { channels, connection: { kind: 'offline', queued: 0, syncedAt: millis(0) } })
  for (const name of channels.slice(0, 10)) await pick(`#${name}`)
  await expect.element(dialog.getByText('10 destinations are the most at a time.')).toBeVisible()
  await box.fill('quay')
  expect(dialog.getByRole('option').elements()).toHaveLength(0)
  await box.fill('')
  await userEvent.keyboard('{Backspace}')
  await expect.element(dialog.getByRole('option').first()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect
    .element(page.getByText('It is forwarded to 9 conversations as soon as the server can be reached.'))
    .toBeInTheDocument()
})

test('[FW4] what is deleted while one chooses is not forwarded, and that is said; what is edited goes as it is now', async () => {
  const { engine, post } = await openForward({})
  await pick('#general')
  const open = engine.open(sealedId(1))
  const last = open?.view.read().messages.at(-1)
  if (open === undefined || last === undefined) throw new Error('there is a message')
  await open.edit(last.id, 'in other words')
  await expect.element(dialog.getByText('in other words')).toBeVisible()
  await open.redact(last.id)
  await expect
    .element(dialog.getByRole('alert').filter({ hasText: 'The message was deleted meanwhile.' }))
    .toBeVisible()
  await expect.element(dialog.getByText('in other words')).not.toBeInTheDocument()
  await expect.element(button('Forward')).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Add a comment' }).click()
  await userEvent.keyboard('{Enter}')
  expect(post).not.toHaveBeenCalled()
})
