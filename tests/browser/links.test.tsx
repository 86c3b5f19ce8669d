import { describe, expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { trustSite } from '../../renderer/features/links/trusted-sites.ts'
import { type Remembered, rememberedFor } from '../../renderer/platform/remembered.ts'
import { me, sampleMessage } from '../support/preview/sample-messages.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const url = 'https://boats.example/plan'
const preview = { url, title: 'Race plan', description: '' }
/** Shows where it leads, a card below it; then what hides it, shows another place, and other letters. */
const text = `${url} [the plan](${url}) [bank.example](${url}) https://bоats.example/`

async function setup(shown: { readonly width?: number; readonly text?: string } = {}) {
  const asked: Array<string> = []
  const { replyTo: _, ...message } = sampleMessage(11)
  const said = { ...message, redacted: false, text: shown.text ?? text, preview }
  const talk = { total: 12, page: 12, instead: new Map([[11, said]]) }
  const width = shown.width === undefined ? {} : { width: shown.width }
  const { remembered } = await showSealed({}, { asked, talk, ...width })
  return { opened: () => asked.filter((name) => name === 'shell.openLink').length, remembered }
}

const link = (name: string): Locator => page.getByRole('link', { name, exact: true })
const question = page.getByRole('dialog', { name: 'Open this link?' })
const openLink = question.getByRole('button', { name: 'Open link' })
const noQuestion = () => expect.element(question).not.toBeInTheDocument()
const trusting = question.getByRole('checkbox', { name: 'Don’t ask again for boats.example' })

describe('[MU12] a link that leads out of the app', () => {
  const presses: Readonly<Record<string, (on: Locator) => Promise<void>>> = {
    'a click': (on) => on.click(),
    'the middle button': (on) => on.click({ button: 'middle' }),
    'a click with Ctrl': (on) => on.click({ modifiers: ['Control'] }),
    'a click with Shift': (on) => on.click({ modifiers: ['Shift'] }),
    Enter: async (on) => {
      focus(on)
      await userEvent.keyboard('{Enter}')
    },
  }

  test.each(Object.entries(presses))(
    '%s asks, and shows where to; Escape opens nothing and goes back to the link, Enter opens',
    async (_, press) => {
      const { opened } = await setup()
      await press(link(url))
      await expect.element(question.getByText('boats.example', { exact: true })).toBeVisible()
      await expect.element(question.getByText(url, { exact: true })).toBeVisible()
      await expect.element(openLink).toHaveFocus()
      expect(await brokenRules()).toEqual([])
      await userEvent.keyboard('{Escape}')
      await noQuestion()
      await expect.element(link(url)).toHaveFocus()
      expect(opened()).toBe(0)
      await press(link(url))
      await expect.element(openLink).toHaveFocus()
      await userEvent.keyboard('{Enter}')
      await noQuestion()
      await expect.poll(opened).toBe(1)
    },
  )

  test.each([
    [
      'bank.example',
      'The link shows bank.example, but that is not where it leads. Open it only if you know why.',
    ],
    ['https://bоats.example/', /letters that can be mistaken for others/],
  ])('%s: what may deceive is said, and Enter that comes by habit opens nothing', async (name, warning) => {
    const { opened } = await setup()
    await link(name).click()
    await expect.element(question.getByText(warning)).toBeVisible()
    await expect.element(question.getByRole('checkbox')).not.toBeInTheDocument()
    await expect.element(question.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(await brokenRules()).toEqual([])
    await userEvent.keyboard('{Enter}')
    await noQuestion()
    expect(opened()).toBe(0)
    await link(name).click()
    await openLink.click()
    await expect.poll(opened).toBe(1)
  })

  test('a key that is held, or the second press of a double click, is no answer', async () => {
    const { opened } = await setup()
    focus(link(url))
    await userEvent.keyboard('{Enter>3}')
    await expect.element(question).toBeVisible()
    expect(opened()).toBe(0)
    await userEvent.keyboard('{/Enter}')
    openLink.element().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }))
    await expect.element(question).toBeVisible()
    expect(opened()).toBe(0)
    await userEvent.keyboard('{Enter}')
    await noQuestion()
    await expect.poll(opened).toBe(1)
  })

  test.each([360, 1_100])('the longest name of a host is shown whole, %i px wide', async (width) => {
    const host = `${'w'.repeat(63)}.${'m'.repeat(63)}.${'o'.repeat(63)}.${'i'.repeat(53)}.example`
    const long = `https://${host}/${'path/'.repeat(100)}`
    await setup({ width, text: long })
    focus(link(long))
    await userEvent.keyboard('{Enter}')
    await expect.element(question.getByText(host, { exact: true })).toBeVisible()
    expect(new URL(long).hostname.length).toBe(253)
    expect(overflowing()).toEqual([])
    openLink.element().scrollIntoView()
    const { right, bottom } = openLink.element().getBoundingClientRect()
    expect(right).toBeLessThanOrEqual(window.innerWidth)
    expect(bottom).toBeLessThanOrEqual(window.innerHeight)
    expect(await brokenRules()).toEqual([])
  })
})

test('[MU12] a channel that a link names is letters of the link, and no button within it', async () => {
  const { opened } = await setup({ text: '[see #general](https://boats.example/plan) #general' })
  const named = link('see #general')
  await expect.element(named).toBeVisible()
  expect(named.element().querySelector('button')).toBeNull()
  await expect.element(page.getByRole('log').getByRole('button', { name: '#general' })).toBeVisible()
  await named.click()
  await expect.element(question.getByText('boats.example', { exact: true })).toBeVisible()
  expect(opened()).toBe(0)
})

describe('[MU15] a site that the person wants no question for', () => {
  test('is opened at once from then on, by a link that shows it and by a card; all else asks', async () => {
    const { opened } = await setup()
    await link('the plan').click()
    await expect.element(openLink).toBeVisible()
    await expect.element(question.getByRole('checkbox')).not.toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await link(url).click()
    await trusting.click()
    await userEvent.keyboard('{Escape}')
    await noQuestion()
    await link(url).click()
    await expect.element(trusting).not.toBeChecked() // it was not opened
    await trusting.click()
    await openLink.click()
    await noQuestion()
    await expect.poll(opened).toBe(1)
    await link(url).click()
    await expect.poll(opened).toBe(2)
    await button(/^Race plan/).click()
    await expect.poll(opened).toBe(3)
    await noQuestion()
    for (const other of ['the plan', 'bank.example', 'https://bоats.example/']) {
      await link(other).click()
      await expect.element(question).toBeVisible()
      await userEvent.keyboard('{Escape}')
      await noQuestion()
    }
    await expect.poll(opened).toBe(3)
  })

  test('a card asks as well before that, and may be what it is said of', async () => {
    const { opened } = await setup()
    const card = button(/^Race plan/)
    await card.click()
    await expect.element(question.getByText('boats.example', { exact: true })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(card).toHaveFocus()
    await card.click()
    await trusting.click()
    await openLink.click()
    await link(url).click()
    await expect.poll(opened).toBe(2)
  })
})

describe('[MU16] the settings', () => {
  const part = page.getByRole('region', { name: 'Links', exact: true })
  const trustAll = (remembered: Remembered, hosts: ReadonlyArray<string>): void => {
    for (const host of hosts) trustSite(rememberedFor(remembered, me), `https://${host}`)
  }

  test('say what opens without a question, and bring the question back for one or for all', async () => {
    const { opened, remembered } = await setup()
    await openMenu('Settings')
    await expect.element(part.getByText('You are asked for every site.')).toBeVisible()
    await expect.element(part.getByRole('list')).not.toBeInTheDocument()
    await button('Close').click()
    trustAll(remembered, ['tide.example', 'harbour.example', 'boats.example'])
    await openMenu('Settings')
    await expect.element(part.getByText('3 sites open without a question')).toBeVisible()
    expect(await brokenRules()).toEqual([])
    const again = (site: string) => part.getByRole('button', { name: `Ask again for ${site}` })
    await again('harbour.example').click()
    await expect.element(part.getByText('2 sites open without a question')).toBeVisible()
    await expect.element(again('tide.example')).toHaveFocus()
    await again('boats.example').click()
    await again('tide.example').click()
    const none = part.getByText('You are asked for every site.')
    await expect.element(none).toHaveFocus()
    await button('Close').click()
    await link(url).click()
    await expect.element(question).toBeVisible()
    expect(opened()).toBe(0)
    await userEvent.keyboard('{Escape}')
    trustAll(remembered, ['tide.example', 'boats.example'])
    await openMenu('Settings')
    await again('all').click()
    await expect.element(none).toHaveFocus()
    await button('Close').click()
    await link(url).click()
    await expect.element(question).toBeVisible()
  })

  test('have room for two hundred of them on a narrow screen, and names of any length', async () => {
    const { remembered } = await setup()
    trustAll(
      remembered,
      Array.from({ length: 200 }, (_, at) => `${'w'.repeat(at % 60)}w${at}.example`),
    )
    await openMenu('Settings')
    await page.viewport(360, 760)
    await expect.element(part.getByText('200 sites open without a question')).toBeVisible()
    await expect.poll(overflowing).toEqual([]) // the panes take their new shape a moment later
    expect(part.getByRole('list').element().clientHeight).toBeLessThan(300)
    expect(await brokenRules()).toEqual([])
  })

  test('are reached by their name', async () => {
    await setup()
    await userEvent.keyboard('{Control>}{Shift>}P{/Shift}{/Control}')
    await page.getByRole('combobox', { name: /^Go to/ }).fill('>Settings: Links')
    const label = '[role=option] > span:first-of-type'
    await expect.poll(() => document.querySelector(label)?.textContent).toBe('Settings: Links')
    await userEvent.keyboard('{Enter}')
    await expect.element(part.getByRole('heading', { name: 'Links' })).toHaveFocus()
  })
})

function focus(on: Locator): void {
  const element = on.element()
  if (element instanceof HTMLElement) element.focus()
}
