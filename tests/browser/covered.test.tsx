/** What a panel covers where there is no room beside it, and what stands in front of it. */
import { expect, test, vi } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { fail } from '../../core/base/result.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { sampleMessage } from '../support/preview/sample-messages.ts'
import { button, showSealed } from './sealed-kit.tsx'

const wide = 1_100
const narrow = 760

const about = (): Locator => page.getByRole('complementary', { name: 'About this conversation' })
const composer = (): Locator => page.getByRole('textbox', { name: /^Message / })

/** The messages are covered, and the next ones come. */
async function showCovered() {
  const { engine } = await showSealed({}, { width: narrow })
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  await expect.element(page.getByRole('article').last()).toBeVisible()
  await button('About this conversation').click()
  await expect.element(about()).toBeVisible()
  window.focus()
  const markSeen = vi.spyOn(open, 'markSeen')
  engine.arrive(2)
  await vi.waitFor(() => expect(said()).not.toEqual([]))
  return { open, markSeen }
}

/** What a screen reader is told of. */
const said = (): ReadonlyArray<Element> =>
  [...document.querySelectorAll('main [aria-live=polite] > div')].filter((each) =>
    each.checkVisibility({ visibilityProperty: true }),
  )

test('[CR80] messages that a panel covers are heard of and not read, before it goes', async () => {
  const { markSeen } = await showCovered()
  expect(markSeen).not.toHaveBeenCalled()
  await about()
    .getByRole('button', { name: /^Back to / })
    .click()
  await expect.element(composer()).toBeVisible()
  await vi.waitFor(() => expect(markSeen).toHaveBeenCalled())
})

test('[CR80] messages that a panel covers are read once the window has room for both', async () => {
  const { markSeen } = await showCovered()
  expect(markSeen).not.toHaveBeenCalled()
  await page.viewport(wide, 760)
  await expect.element(composer()).toBeVisible()
  await vi.waitFor(() => expect(markSeen).toHaveBeenCalled())
})

test.each([
  ['a dialog', () => page.getByRole('dialog', { name: 'Forward this message' }).getByRole('combobox')],
  ['a menu', () => page.getByRole('menuitem', { name: 'Forward' })],
])('%s stays in view when the window becomes too narrow for what it was opened from', async (kind, what) => {
  await showSealed({}, { width: wide })
  await button('About this conversation').click()
  await expect.element(about()).toBeVisible()
  await page.getByRole('article').last().click({ button: 'right' })
  if (kind === 'a dialog') await page.getByRole('menuitem', { name: 'Forward' }).click()
  await expect.element(what()).toBeVisible()
  await page.viewport(narrow, 760)
  await vi.waitFor(() =>
    expect(document.querySelector('main textarea')?.checkVisibility({ visibilityProperty: true })).toBe(
      false,
    ),
  )
  await expect.element(what()).toBeVisible()
})

test('Escape that ends what an input method composes leaves the panel open', async () => {
  await showSealed({}, { width: wide })
  const row = page.getByRole('article').last()
  await row.hover()
  await button('Reply in thread').click()
  const box = page.getByRole('textbox', { name: 'Reply in the thread' })
  await expect.element(box).toHaveFocus()
  const press = (isComposing: boolean): boolean =>
    box
      .element()
      .dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', isComposing, bubbles: true, cancelable: true }),
      )
  expect(press(true)).toBe(true) // nobody has taken it
  await expect.element(box).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(box).not.toBeInTheDocument()
})

test('[MG8] a question stays until what it asked about has ended, and says why it failed', async () => {
  const { people } = await showSealed({}, { conversation: 3, width: wide })
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  vi.spyOn(people, 'change').mockImplementation(async () => {
    await ended
    return fail({ kind: 'busy' })
  })
  await button('About this conversation').click()
  await button('Change this group').click()
  await button(/^Take out: /)
    .first()
    .click()
  const question = page.getByRole('dialog', { name: /^Take .* out of this group/ })
  await question.getByRole('button', { name: 'Take out' }).click()
  await userEvent.keyboard('{Escape}')
  await question.getByRole('button', { name: 'Cancel' }).click({ force: true })
  end()
  await expect.element(question.getByRole('alert')).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(question).not.toBeInTheDocument()
})

test('[CR56] whoever gives up what was refused goes on where they write', async () => {
  const blocked = { code: 'invalid', op: sampleMessage(1).id, does: 'react', message: undefined } as const
  await showSealed({}, { talk: { blocked } })
  await button('Discard').click()
  await expect.element(button('Discard')).not.toBeInTheDocument()
  await expect.element(composer()).toHaveFocus()
})
