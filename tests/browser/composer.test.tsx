import { type JSX, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import { maxTextLength } from '../../core/conversation/limits.ts'
import { maxScheduled, readScheduled, scheduledKey } from '../../core/engine/personal/scheduled.ts'
import { useFocus } from '../../renderer/features/composer/use-focus.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { personId } from '../support/preview/sample-messages.ts'
import { messageId } from '../support/shown-message.ts'
import { button, home, showSealed } from './sealed-kit.tsx'

type Engine = Awaited<ReturnType<typeof showSealed>>['engine']

const box = () => page.getByRole('textbox', { name: /^Message / })
const scheduledIn = (engine: Engine) => readScheduled(engine.personal(home).all.read())
const messagesIn = (engine: Engine) => engine.open(sealedId(1))?.view.read().messages ?? []

async function post(text: string): Promise<void> {
  await box().fill(text)
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('')
}

async function sendTomorrow(): Promise<void> {
  await button('Send later').click()
  await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
}

async function change(text: string): Promise<void> {
  await button('Change').first().click()
  await page.getByLabelText('Message', { exact: true }).fill(text)
  await button('Save').click()
  await expect.element(button('Save')).not.toBeInTheDocument()
}

test('the box has the focus as soon as it is there, before anything is painted: no key that follows is lost', async () => {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  const Box = (): JSX.Element => {
    const input = useRef<HTMLTextAreaElement>(null)
    useFocus(input, { kind: 'new' }, undefined)
    return <textarea ref={input} aria-label="box" />
  }
  const isFocused = new Promise<boolean>((resolve) => {
    // It is told at the end of the task that put the box there.
    new MutationObserver(() => resolve(place.contains(document.activeElement))).observe(place, {
      childList: true,
    })
  })
  root.render(<Box />)
  expect(await isFocused).toBe(true)
})

test('a recording that goes on while a message is edited is seen, and can be ended', async () => {
  const state = { isOpen: false }
  const open = {
    level: () => 0,
    finish: () => Promise.resolve(new Blob([])),
    cancel: () => {
      state.isOpen = false
    },
    whenEnded: () => undefined,
  }
  const microphone = {
    open: async () => {
      state.isOpen = true
      return ok(open)
    },
  }
  await showSealed({}, { microphone })
  await post('as it was')
  await button('Record a voice message').click()
  await expect.element(button('Finish recording')).toHaveFocus()
  await box().click()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(box()).toHaveValue('as it was')
  await expect.element(page.getByText(/^Recording, /)).toBeVisible()
  await button('Discard recording').click()
  expect(state.isOpen).toBe(false)
  await expect.element(page.getByText(/^Recording, /)).not.toBeInTheDocument()
})

test('who begins to edit a message no longer waits for a file to be read and sent', async () => {
  const { engine } = await showSealed({}, { answers: { 'files.begin': new Promise(() => undefined) } })
  await post('as it was')
  await userEvent.upload(page.getByLabelText('Attach files').last(), new File(['boats'], 'boats.txt'))
  await box().click()
  await userEvent.keyboard('{Enter}')
  await expect.element(button('Send')).toHaveAttribute('aria-busy', 'true')
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(box()).toHaveValue('as it was')
  await box().fill('not yet')
  await expect.element(button('Save')).toBeVisible()
  expect(messagesIn(engine).at(-1)).toMatchObject({ text: 'as it was', edited: false })
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Send')).not.toHaveAttribute('aria-busy')
})

test('while the new text of a message is kept, nothing is typed that would go with it', async () => {
  const { engine } = await showSealed()
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  await post('as it was')
  let keep = (): void => undefined
  const kept = new Promise<void>((resolve) => (keep = resolve))
  const { edit } = open
  const saving = vi.spyOn(open, 'edit').mockImplementation((...given) => kept.then(() => edit(...given)))
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(box()).toHaveValue('as it was')
  await userEvent.keyboard(', more{Enter}')
  await expect.poll(() => saving.mock.calls.length).toBe(1)
  await userEvent.keyboard('lost{Enter}')
  await expect.element(box()).toHaveValue('as it was, more')
  keep()
  await expect.element(box()).toHaveValue('')
  await userEvent.keyboard('and on')
  await expect.element(box()).toHaveValue('and on')
  expect(saving.mock.calls.length).toBe(1)
  expect(messagesIn(engine).at(-1)).toMatchObject({ text: 'as it was, more', edited: true })
})

test('[CP8] what is taken back after one has gone elsewhere stands before what was written since', async () => {
  const { engine } = await showSealed()
  await box().fill('written first')
  await sendTomorrow()
  await expect.element(page.getByText(/^It is sent on /)).toBeVisible()
  await button('general').click()
  await expect.element(page.getByRole('textbox', { name: 'Message #general' })).toBeVisible()
  await button(/^kleedrac.*away/).click()
  await box().fill('written since')
  await button('Undo').click()
  await expect.element(box()).toHaveValue('written first\nwritten since')
  expect(scheduledIn(engine)).toEqual([])
})

test('[CP8] what was being sent when one went elsewhere takes nothing away that was written since', async () => {
  const { engine } = await showSealed()
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  let keep = (): void => undefined
  const kept = new Promise<void>((resolve) => (keep = resolve))
  const post = vi.spyOn(open, 'post').mockReturnValue(kept.then(() => ok(messageId(1))))
  const general = page.getByRole('textbox', { name: 'Message #general' })
  const goAndReturn = async (): Promise<void> => {
    await button('general').click()
    await expect.element(general).toBeVisible()
    await button(/^kleedrac.*away/).click()
    await expect.element(general).not.toBeInTheDocument()
  }
  await box().fill('slow')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => post.mock.calls.length).toBe(1)
  await goAndReturn()
  await box().fill('written since')
  keep()
  await goAndReturn()
  await expect.element(box()).toHaveValue('written since')
})

test('[DT19] a bug on the way of a message leaves its text in the box', async () => {
  const { engine } = await showSealed()
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  const failures: string[] = []
  const listener = (event: PromiseRejectionEvent): void => {
    event.preventDefault()
    failures.push(String(event.reason))
  }
  window.addEventListener('unhandledrejection', listener)
  onTestFinished(() => window.removeEventListener('unhandledrejection', listener))
  vi.spyOn(open, 'post').mockRejectedValueOnce(new Error('a bug'))
  await box().fill('not lost')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => failures).toEqual(['Error: a bug'])
  await expect.element(box()).toHaveValue('not lost')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => messagesIn(engine).at(-1)?.text).toBe('not lost')
})

test('[MO9] what is too long is not kept for later either, neither when it is written nor when it is changed', async () => {
  const { engine } = await showSealed()
  const tooLong = 'x'.repeat(maxTextLength + 1)
  await box().fill(tooLong)
  await sendTomorrow()
  await expect
    .element(page.getByRole('alert').getByText('Too long by 1 character. Split it in two.'))
    .toBeVisible()
  await expect.element(box()).toHaveValue(tooLong)
  expect(scheduledIn(engine)).toEqual([])
  await box().fill('short')
  await sendTomorrow()
  await button(/^Scheduled messages/).click()
  await button('Change').click()
  await page.getByLabelText('Message', { exact: true }).fill(tooLong)
  await button('Save').click()
  await expect.element(page.getByText('Too long by 1 character. Split it in two.')).toBeVisible()
  expect(scheduledIn(engine).map(({ text }) => text)).toEqual(['short'])
})

test('[CP4] a scheduled message that is changed mentions whom it names then, with emoji for short names', async () => {
  const { engine } = await showSealed()
  await box().fill('hello @kleedrac ')
  await sendTomorrow()
  await expect.poll(() => scheduledIn(engine)).toMatchObject([{ mentions: [personId(1)] }])
  await button(/^Scheduled messages/).click()
  await change('nobody :+1:')
  expect(scheduledIn(engine)).toMatchObject([{ text: 'nobody 👍', mentions: [] }])
  await change('hello again @kleedrac')
  expect(scheduledIn(engine)).toMatchObject([{ text: 'hello again @kleedrac', mentions: [personId(1)] }])
})

test('[PS16] where no more can be scheduled, what is there is changed all the same', async () => {
  const { engine } = await showSealed()
  await box().fill('hello')
  await sendTomorrow()
  const { all, set } = engine.personal(home)
  await expect.poll(() => scheduledIn(engine).length).toBe(1)
  const [written] = all.read().values()
  for (let number = 1; number < maxScheduled; number++) await set(scheduledKey(messageId(number)), written)
  await box().fill('one more')
  await sendTomorrow()
  await expect.element(page.getByRole('alert').getByText(/100/)).toBeVisible()
  await button(/^Scheduled messages/).click()
  await button('Dismiss').click()
  await change('hello again')
  expect(scheduledIn(engine).filter(({ text }) => text === 'hello again')).toHaveLength(1)
  expect(scheduledIn(engine)).toHaveLength(maxScheduled)
})

test('[PS18] a preview waits with its message, goes with its link, and who loses it is told', async () => {
  const found = ok({ title: 'Boats', description: 'All of them', picture: undefined })
  const { engine } = await showSealed({}, { answers: { 'preview.fetch': found } })
  const withPreview = async (text: string): Promise<void> => {
    await box().fill(text)
    await button('Add a preview of boats.example').click()
    await expect.element(page.getByText('All of them')).toBeVisible()
    await sendTomorrow()
    await expect.element(box()).toHaveValue('')
  }
  const url = 'https://boats.example/'
  await withPreview(`See ${url}`)
  const preview = { url, title: 'Boats', description: 'All of them' }
  await expect.poll(() => scheduledIn(engine)).toMatchObject([{ preview }])
  const leftOut = page.getByText(/^The link preview is left out/)
  await expect.element(leftOut).not.toBeInTheDocument()
  await button(/^Scheduled messages/).click()
  await change(`There: ${url}`)
  expect(scheduledIn(engine)).toMatchObject([{ text: `There: ${url}`, preview }])
  await change('No link')
  expect(scheduledIn(engine)).toMatchObject([{ text: 'No link', preview: undefined }])
  await button('Delete').click()
  await button('Close').click()
  await withPreview(`${url}two ${'x'.repeat(16_250)}`)
  await expect.element(leftOut).toBeVisible()
  expect(scheduledIn(engine)).toMatchObject([{ preview: undefined }])
})

test('whoever can be mentioned is listed once "@" is typed, and not with each message that comes in', async () => {
  const { engine } = await showSealed()
  await box().click()
  const members = vi.spyOn(engine, 'members')
  for (let count = 0; count < 3; count++) {
    engine.tell()
    await expect.element(box()).toBeVisible()
  }
  expect(members).not.toHaveBeenCalled()
  await userEvent.keyboard('@kleed')
  await page.getByRole('option', { name: /kleedrac/ }).click()
  await expect.element(box()).toHaveValue('@kleedrac ')
  expect(members).toHaveBeenCalledTimes(1)
})
