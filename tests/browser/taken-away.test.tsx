import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import { newSection, readArrangement } from '../../core/engine/personal/arrangement.ts'
import { save } from '../../core/engine/personal/saved.ts'
import { readScheduled, schedule } from '../../core/engine/personal/scheduled.ts'
import { opId } from '../../core/protocol/ids.ts'
import { hexId, me, sampleMessage } from '../support/preview/sample-messages.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { brokenRules, button, home, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })
const undo = () => page.getByRole('button', { name: 'Undo' })

/** The settings of a person, with what they have arranged, saved and scheduled. */
async function show(width = 1_100) {
  const { engine } = await showSealed({}, { width })
  const settings = engine.personal(home)
  const put = async (changes: ReturnType<typeof schedule | typeof newSection>): Promise<void> => {
    if ('kind' in changes) throw new Error('there is room')
    for (const [key, value] of changes) await settings.set(key, value)
  }
  const conversation = sealedId(1)
  await put(newSection(settings.all.read(), hexId(7, 1), 'Harbour', conversation))
  await put(
    save(
      settings.all.read(),
      { ...sampleMessage(1), id: opId(hexId(7, 2)), author: me, text: 'Where the key lies' },
      { conversation, savedAt: millis(2_000) },
    ),
  )
  await put(
    schedule(settings.all.read(), {
      message: opId(hexId(7, 3)),
      conversation,
      text: 'Good morning to all of you',
      mentions: [],
      thread: undefined,
      alsoInChannel: false,
      replyTo: undefined,
      preview: undefined,
      at: millis(4_070_908_800_000),
    }),
  )
  return settings
}

test('[PS19] a scheduled message that is deleted comes back with its text and time, and the way back is pressed within the dialog', async () => {
  const { all } = await show()
  const before = readScheduled(all.read())
  await button(/^Scheduled messages/).click()
  await dialog('Scheduled messages').getByRole('button', { name: 'Delete' }).click()
  await expect.element(page.getByText('Nothing is scheduled')).toBeVisible()
  await expect
    .element(dialog('Scheduled messages').getByText('1 scheduled message was deleted.'))
    .toBeVisible()
  expect(await brokenRules()).toEqual([])
  await dialog('Scheduled messages').getByRole('button', { name: 'Undo' }).click()
  await expect.element(page.getByText('Good morning to all of you')).toBeVisible()
  expect(readScheduled(all.read())).toEqual(before)
})

test('a scheduled message that is changed is one message all the while, however long the disk takes', async () => {
  const settings = await show()
  const { set } = settings
  let keep = (): void => undefined
  const kept = new Promise<void>((resolve) => {
    keep = resolve
  })
  Object.assign(settings, {
    set: async (key: string, value: string | undefined) => {
      const shown = set(key, value) // at once; durable later
      await kept
      return shown
    },
  })
  await button(/^Scheduled messages/).click()
  await button('Change').click()
  await page.getByLabelText('Message', { exact: true }).fill('Good evening')
  await button('Save').click()
  await expect.poll(() => readScheduled(settings.all.read()).length).toBe(2)
  const list = page.getByRole('list', { name: 'Scheduled messages' })
  expect(list.getByRole('listitem').elements().length).toBe(1)
  expect(button(/^Scheduled messages/).element().textContent).toContain('1')
  keep()
  await expect.poll(() => readScheduled(settings.all.read()).length).toBe(1)
  await expect.element(list.getByText('Good evening')).toBeVisible()
  expect(list.getByRole('listitem').elements().length).toBe(1)
})

test('[PS19] so does a saved message; the way back stays where it can be pressed once the dialog has closed', async () => {
  await show()
  await button(/^Saved for later/).click()
  await dialog('Saved for later').getByRole('button', { name: 'Remove' }).click()
  await expect.element(page.getByText('Nothing saved')).toBeVisible()
  await dialog('Saved for later').getByRole('button', { name: 'Close' }).click()
  await expect
    .element(
      page.getByRole('region', { name: 'What was just done' }).getByText('1 message is no longer saved.'),
    )
    .toBeVisible()
  await undo().click()
  await button(/^Saved for later/).click()
  await expect.element(page.getByText('Where the key lies')).toBeVisible()
})

test.each([1_100, 480])('[PS19] and a section with what was in it, at %i pixels', async (width) => {
  const { all } = await show(width)
  const before = readArrangement(all.read())
  if (width < 680) await button('Show conversations').click()
  await button('Section Harbour').click()
  await page.getByRole('menuitem', { name: 'Remove section' }).click()
  await expect.poll(() => readArrangement(all.read()).sections).toEqual([])
  await expect.element(page.getByText('The section Harbour was removed.')).toBeVisible()
  await undo().click()
  await expect.element(page.getByRole('list', { name: 'Harbour' })).toBeVisible()
  expect(readArrangement(all.read())).toEqual(before)
})

test('[PS19] a refused message that is discarded comes back as it was, refused and waiting', async () => {
  await showSealed({}, { talk: { marked: true } })
  const message = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: 'Edit', exact: true }) })
    .last()
  await expect.element(message).toBeVisible()
  const key = message.element().getAttribute('data-key')
  const row = (): Element | null => document.querySelector(`[data-key="${key}"]`)
  const before = row()?.textContent
  expect(before).toContain('Not sent.')
  await message.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => row()?.textContent).toContain('Discarding this message')
  expect(row()?.textContent).not.toContain('Not sent.')
  await undo().click()
  await expect.poll(() => row()?.textContent).toBe(before)
  expect(await brokenRules()).toEqual([])
})
