import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  signUp,
} from '../support/screens.ts'

let ana: Page
let ben: Page

beforeEach(async () => {
  const world = await setupWorld()
  ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ana, 'Sunday at nine')
  await message(ben, 'Sunday at nine').waitFor()
})

test('an edit by Up in the empty composer shows on both sides, marked', async () => {
  await composer(ana, 'general').press('ArrowUp')
  expect(await composer(ana, 'general').inputValue()).toBe('Sunday at nine')
  await composer(ana, 'general').fill('Sunday at ten')
  await composer(ana, 'general').press('Enter')
  for (const page of [ana, ben]) {
    const mark = await message(page, 'Sunday at ten').getByText('(edited)').boundingBox()
    const said = await message(page, 'Sunday at ten')
      .getByText('Sunday at ten', { exact: true })
      .boundingBox()
    expect((mark?.x ?? 0) - ((said?.x ?? 0) + (said?.width ?? 0))).toBeGreaterThan(2) // a space between them
    expect(await messages(page).count()).toBe(1)
  }
})

test('Escape leaves an edit and the draft is as it was', async () => {
  await composer(ana, 'general').fill('half a thought')
  await message(ana, 'Sunday at nine').hover()
  await message(ana, 'Sunday at nine').getByRole('button', { name: 'Edit' }).click()
  await composer(ana, 'general').fill('never mind')
  await composer(ana, 'general').press('Escape')
  expect(await composer(ana, 'general').inputValue()).toBe('half a thought')
  expect(await message(ana, 'Sunday at nine').count()).toBe(1)
})

test('a deletion is asked for and can be undone; it holds when the page goes, and leaves a tombstone on both sides', async () => {
  const remove = async (): Promise<void> => {
    await message(ana, 'Sunday at nine').hover()
    await message(ana, 'Sunday at nine').getByRole('button', { name: 'Delete' }).click()
    const dialog = ana.getByRole('dialog', { name: 'Delete this message?' })
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await message(ana, 'Deleting this message').waitFor()
  }
  await remove()
  await ana.getByRole('button', { name: 'Undo' }).click()
  await message(ana, 'Sunday at nine').waitFor()
  await remove()
  // Pointed at, the way back stays for as long as the look at the other side takes.
  await ana.getByRole('button', { name: 'Undo' }).hover()
  expect(await message(ben, 'Sunday at nine').count()).toBe(1)
  await ana.reload()
  for (const page of [ana, ben]) {
    await message(page, 'Message deleted').waitFor()
    expect(await message(page, 'Sunday at nine').count()).toBe(0)
  }
})

test('a reaction is seen by the other, and a second press takes it back', async () => {
  await message(ben, 'Sunday at nine').hover()
  await message(ben, 'Sunday at nine').getByRole('button', { name: 'React', exact: true }).click()
  await ben.getByRole('gridcell', { name: 'party popper' }).first().click()
  await ana.getByRole('button', { name: '🎉 1 reaction', exact: true }).waitFor()

  await ben.getByRole('button', { name: '🎉 1 reaction, yours' }).click()
  await ana.getByRole('button', { name: /🎉/ }).waitFor({ state: 'detached' })
})

test('an answer shows what it answers, as it is now', async () => {
  await message(ben, 'Sunday at nine').hover()
  await message(ben, 'Sunday at nine').getByRole('button', { name: 'Reply', exact: true }).click()
  await post(ben, 'Fine with me')
  const answer = message(ana, 'Fine with me')
  await answer.getByText('In reply to').waitFor()
  expect(await answer.textContent()).toContain('Sunday at nine')

  await composer(ana, 'general').press('ArrowUp')
  await composer(ana, 'general').fill('Monday at nine')
  await composer(ana, 'general').press('Enter')
  await message(ben, 'Fine with me').getByText('Monday at nine').waitFor()
})
