import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { shownMessage } from '../support/shown-message.ts'
import { brokenRules, button, showSealed } from './sealed-kit.tsx'

/** What is on the clipboard in the end; a system that refuses lets nothing in. */
function clipboard(isRefusing: boolean): ReadonlyArray<string> {
  const { clipboard: real } = navigator
  const texts: Array<string> = []
  const writeText = async (text: string): Promise<void> => {
    if (isRefusing) throw new DOMException('Document is not focused.', 'NotAllowedError')
    texts.push(text)
  }
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
  onTestFinished(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: real })
  })
  return texts
}

const told = () => page.getByText(/^Nothing was copied: the clipboard could not be reached/)
const code = '```\nnpm start\n```'

const ways: Readonly<Record<string, () => Promise<void>>> = {
  'the text of a message': async () => {
    await page.getByRole('article').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy text' }).click()
  },
  'the link of a message': async () => {
    await page.getByRole('article').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
  },
  code: () => button('Copy code').click(),
  'the link of a conversation': async () => {
    button('Arrange general').element().focus()
    await userEvent.keyboard('{Enter}')
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
  },
  'a safety number': async () => {
    await button(/^Only you and/).click()
    await button(/^Compare safety number with/).click()
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
  },
}

test.each(Object.entries(ways))('%s that cannot be copied is told, with what to do', async (_, copy) => {
  const texts = clipboard(true)
  const instead = new Map([[11, shownMessage(11, { text: code })]])
  await showSealed({}, { talk: { instead } })
  await copy()
  await expect.element(told()).toBeVisible()
  expect(texts).toEqual([])
  expect(await brokenRules()).toEqual([])
})

test.each(Object.entries(ways))(
  '%s that was copied is on the clipboard, and nothing is told',
  async (_, copy) => {
    const texts = clipboard(false)
    const instead = new Map([[11, shownMessage(11, { text: code })]])
    await showSealed({}, { talk: { instead } })
    await copy()
    await expect.poll(() => texts.length).toBe(1)
    expect(told().elements()).toEqual([])
  },
)
