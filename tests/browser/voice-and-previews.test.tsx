import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { MicrophoneFailure, OpenMicrophone } from '../../renderer/platform/microphone.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { brokenRules, button, openMenu, showSealed } from './sealed-kit.tsx'

const box = () => page.getByRole('textbox', { name: /^Message / })

describe('whoever records a voice by keyboard loses the focus nowhere', () => {
  /** `allow` answers for the person who is asked whether the app may listen. */
  async function setup() {
    const world = { allow: (): void => undefined, unplug: (): void => undefined }
    const heard: OpenMicrophone = {
      level: () => 0.5,
      finish: async () => new Blob(['words']),
      cancel: () => undefined,
      whenEnded: (listener) => {
        world.unplug = listener
      },
    }
    const open = () =>
      new Promise<Result<OpenMicrophone, MicrophoneFailure>>((resolve) => {
        world.allow = () => resolve(ok(heard))
      })
    await showSealed({}, { microphone: { open } })
    button('Record a voice message').element().focus()
    return { allow: () => world.allow(), unplug: () => world.unplug() }
  }
  const record = () => button('Record a voice message')

  test.each(['Finish recording', 'Discard recording'])('%s', async (end) => {
    const { allow } = await setup()
    await userEvent.keyboard('{Enter}')
    await expect.element(record()).toHaveAttribute('aria-disabled', 'true')
    await expect.element(record()).toHaveFocus()
    allow()
    await expect.element(button('Finish recording')).toHaveFocus()
    button(end).element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('timer')).not.toBeInTheDocument()
    await expect.element(record()).toHaveFocus()
    expect(await brokenRules()).toEqual([])
  })

  test('and whoever writes when it ends goes on writing', async () => {
    const { allow, unplug } = await setup()
    await userEvent.keyboard('{Enter}')
    allow()
    await expect.element(button('Finish recording')).toHaveFocus()
    await userEvent.click(box())
    unplug()
    await expect.element(page.getByRole('timer')).not.toBeInTheDocument()
    await expect.element(box()).toHaveFocus()
  })
})

describe('the preview of a link', () => {
  const preview = { title: 'Boats of the harbour', description: 'All that float', picture: undefined }

  test('is fetched when it is asked for, seen before it is sent, and goes with the message', async () => {
    const clock = createVirtualClock()
    await showSealed({}, { clock, answers: { 'preview.fetch': ok(preview) } })
    await box().fill('See https://boats.example/one')
    clock.advance(1_000)
    await button('Add a preview of boats.example').click()
    const sample = page.getByRole('group', { name: 'Preview' })
    await expect.element(sample.getByText('Boats of the harbour')).toBeVisible()
    expect(await brokenRules()).toEqual([])
    await userEvent.click(box())
    await userEvent.keyboard('{Enter}')
    const posted = page.getByRole('article').filter({ hasText: 'See https://boats.example/one' })
    await expect.element(posted.getByRole('button', { name: /^Boats of the harbour/ })).toBeVisible()
    await expect.element(posted.getByText('All that float')).toBeVisible()
    await expect.element(sample).not.toBeInTheDocument()
    await expect.element(box()).toHaveValue('')
  })

  test.each([
    ['Ask each time', true, 0],
    ['Always add', false, 1],
    ['Never', false, 0],
  ])('%s: offered %s, fetched unasked %i times', async (choice, isOffered, fetched) => {
    const clock = createVirtualClock()
    const asked: Array<string> = []
    await showSealed({}, { clock, asked, answers: { 'preview.fetch': fail({ kind: 'unreachable' }) } })
    await openMenu('Settings')
    const all = page.getByRole('group', { name: 'Link previews' })
    await userEvent.click(all.getByText(choice, { exact: true }))
    await expect.element(all.getByRole('radio', { name: choice })).toBeChecked()
    await button('Close').click()
    await box().fill('See https://boats.example/two')
    clock.advance(1_000)
    // A word after it, once that time has passed: what was to be shown for the link is there by then.
    await userEvent.type(box(), ' ,')
    await expect.element(box()).toHaveValue('See https://boats.example/two ,')
    clock.advance(1_000)
    const offer = button('Add a preview of boats.example')
    if (isOffered) await expect.element(offer).toBeVisible()
    else await expect.element(offer).not.toBeInTheDocument()
    await expect.poll(() => asked.filter((name) => name === 'preview.fetch')).toHaveLength(fetched)
  })

  test('[PO13] is not offered where the organisation wants none', async () => {
    const clock = createVirtualClock()
    await showSealed({}, { clock, policies: { LinkPreviews: false } })
    await box().fill('See https://boats.example/three')
    clock.advance(1_000)
    await userEvent.type(box(), ' ,')
    await expect.element(box()).toHaveValue('See https://boats.example/three ,')
    clock.advance(1_000)
    await expect.element(button('Send')).toBeVisible()
    await expect.element(button('Add a preview of boats.example')).not.toBeInTheDocument()
  })
})
