import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Attachment } from '../../core/conversation/op.ts'
import type { ShownMessage } from '../../core/engine/engine.ts'
import { attachmentId } from '../../core/protocol/ids.ts'
import { hexId, sampleMessage } from '../support/preview/sample-messages.ts'
import { button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

afterEach(() => {
  document.documentElement.removeAttribute('dir')
})

/** The newest message of twelve, in place of the one that there is. */
function saying(said: Partial<ShownMessage>): { readonly instead: ReadonlyMap<number, ShownMessage> } {
  const { replyTo: _, ...message } = sampleMessage(11)
  return { instead: new Map([[11, { ...message, redacted: false, ...said }]]) }
}

const inNewest = (selector: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('article')].at(-1)?.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`)
  return found
}

describe.each(['ltr', 'rtl'])('where one reads %s', (dir) => {
  test.each([
    ['1. eins\n2. zwei\n\n> gesagt\n\n| a | b |\n|---|---|\n| c | d |', 'ltr'],
    ['1. واحد\n2. اثنان\n\n> قول\n\n| أ | ب |\n|---|---|\n| ج | د |', 'rtl'],
  ])('[MU14] numbers, quotes and columns stand as what is said in them: %j', async (text, expected) => {
    await showSealed({}, { talk: saying({ text }) })
    document.documentElement.dir = dir
    await expect.element(page.getByRole('article').last().getByRole('table')).toBeVisible()
    for (const block of ['ol', 'blockquote', 'table']) {
      expect([block, getComputedStyle(inNewest(block)).direction]).toEqual([block, expected])
    }
    // The number has its room on the side from which one reads.
    const [list, item] = [inNewest('ol'), inNewest('li')].map((each) => each.getBoundingClientRect())
    const room = { ltr: (item?.left ?? 0) - (list?.left ?? 0), rtl: (list?.right ?? 0) - (item?.right ?? 0) }
    expect(room[expected === 'ltr' ? 'ltr' : 'rtl']).toBeGreaterThan(20)
  })

  test('what a conversation is called and is about begins at the edge where all that is said of it does', async () => {
    await showSealed({}, { conversation: 0, talk: { channels: ['general'] } })
    await button('general').click()
    await button('About this conversation').click()
    document.documentElement.dir = dir
    const about = page.getByRole('complementary', { name: 'About this conversation' })
    const edgeOf = (box: DOMRect): number => (dir === 'ltr' ? box.left : box.right)
    await expect.element(about.getByText('#general', { exact: true })).toBeVisible()
    const heading = about.getByRole('heading', { name: 'About', exact: true }).element()
    for (const said of ['#general', /^Questions, answers/]) {
      const text = document.createRange()
      text.selectNodeContents(about.getByText(said, { exact: true }).element())
      const edges = [text, heading].map((each) => edgeOf(each.getBoundingClientRect()))
      expect(edges[0]).toBeCloseTo(edges[1] ?? 0, 0)
    }
  })

  test('the @ of a username stands before it', async () => {
    await showSealed()
    document.documentElement.dir = dir
    await button(/^Account of/).click()
    await expect.element(page.getByRole('menu')).toBeVisible()
    const username = page.getByText('@ana', { exact: true }).element()
    const sign = document.createRange()
    sign.selectNode(username.childNodes[0] ?? username)
    const text = document.createRange()
    text.selectNodeContents(username)
    expect(sign.toString()).toBe('@')
    expect(sign.getBoundingClientRect().left).toBeCloseTo(text.getBoundingClientRect().left, 0)
  })
})

test('what a button says of itself when it is pointed at goes with Escape, wherever the focus is', async () => {
  await showSealed()
  const said = (): ReadonlyArray<string | null> =>
    Array.from(document.querySelectorAll('[popover=manual]'), ({ textContent }) => textContent)
  await userEvent.hover(button('Attach files'))
  await expect.poll(said).toContain('Attach files')
  page
    .getByRole('textbox', { name: /^Message / })
    .element()
    .focus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(said).not.toContain('Attach files')
})

test('a note that is put away by its button leaves the focus where one writes, not nowhere', async () => {
  await showSealed({}, { talk: { notices: [{ kind: 'sent-again', messages: 3 }] } })
  const understood = button('OK')
  await expect.element(understood).toBeVisible()
  understood.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(understood).not.toBeInTheDocument()
  expect(document.activeElement).toBe(page.getByRole('textbox', { name: /^Message / }).element())
})

test('no word of a table is broken where the table can be scrolled', async () => {
  const text = `| Boat | Seats | Where |\n|---|---|---|\n| Albatros | 4 | ${'in the shed by the water '.repeat(6)} |`
  await showSealed({}, { width: 420, talk: saying({ text }) })
  await expect.element(page.getByRole('article').last().getByRole('table')).toBeVisible()
  for (const cell of [inNewest('th:nth-child(2)'), inNewest('tbody td')]) {
    const words = document.createRange()
    words.selectNodeContents(cell)
    expect([cell.textContent, words.getClientRects().length]).toEqual([cell.textContent, 1])
  }
  expect(overflowing()).toEqual([])
})

test('who can read a conversation is said in full where the window is as narrow as a telephone', async () => {
  await showSealed(
    {},
    {
      width: 360,
      talk: { connection: { kind: 'offline', queued: 3, syncedAt: undefined, retryAt: undefined } },
    },
  )
  const readers = button(/^Only you and/)
  await expect.element(readers).toBeVisible()
  expect(readers.element().getBoundingClientRect().width).toBeGreaterThan(150)
  const state = page.getByRole('status').filter({ hasText: 'Offline' })
  expect(state.element().getBoundingClientRect().right).toBeLessThanOrEqual(360)
  expect(overflowing()).toEqual([])
})

test('in a window as narrow as a telephone the name of a command is read whole, before the key that does the same', async () => {
  await showSealed({}, { conversation: 0 })
  await button('general').click()
  await userEvent.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  const search = page.getByRole('option', { name: /^Search in this conversation/ })
  await expect.element(search.getByText('Shift', { exact: true })).toBeVisible()
  await page.viewport(360, 760)
  await expect.element(search.getByText('Shift', { exact: true })).not.toBeVisible()
  const cut = page
    .getByRole('option')
    .elements()
    .filter((option) => {
      const name = option.querySelector('span')
      return name !== null && name.scrollWidth > name.clientWidth
    })
  expect(cut.map(({ textContent }) => textContent)).toEqual([])
})

test('the way out of a long dialog stays in view', async () => {
  await showSealed()
  await openMenu('Settings')
  const dialog = page.getByRole('dialog')
  await expect.element(dialog.getByRole('heading', { name: 'Link previews' })).toBeInTheDocument()
  const box = dialog.element()
  box.scrollTop = box.scrollHeight
  expect(box.scrollTop).toBeGreaterThan(300)
  const [outer, close] = [box, dialog.getByRole('button', { name: 'Close' }).element()].map((each) =>
    each.getBoundingClientRect(),
  )
  expect(close?.top).toBeGreaterThan(outer?.top ?? 0)
  expect(close?.bottom).toBeLessThan((outer?.top ?? 0) + 80)
})

test('what is seen on a video that waits to be played is what it is called', async () => {
  const clip: Attachment = {
    id: attachmentId(hexId(8, 1)),
    name: 'clip.webm',
    type: 'video/webm',
    size: 4_000,
    sha256: new Uint8Array(32),
    seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 4_100 },
    duration: 3_000,
  }
  await showSealed({}, { talk: saying({ text: 'The start', attachments: [clip] }) })
  await expect.element(page.getByRole('button', { name: 'Play clip.webm 0:03', exact: true })).toBeVisible()
  const { violations } = await axe.run(document.getElementById('root') ?? document.body, {
    runOnly: ['label-content-name-mismatch'],
  })
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([])
})

describe.each(['ltr', 'rtl'])('the edge of the sidebar where one reads %s', (dir) => {
  test('is moved by keys and by dragging, within bounds, and put back by a double click', async () => {
    await showSealed()
    document.documentElement.dir = dir
    const edge = page.getByRole('separator', { name: 'Width of the sidebar' })
    await expect.element(edge).toHaveAttribute('aria-valuenow', '264')
    const pane = (): number => edge.element().parentElement?.getBoundingClientRect().width ?? 0
    const before = pane()
    edge.element().focus()
    await userEvent.keyboard(dir === 'ltr' ? '{ArrowRight}' : '{ArrowLeft}')
    await expect.element(edge).toHaveAttribute('aria-valuenow', '280')
    expect(pane()).toBe(before + 16)
    await edge.dropTo(page.getByRole('log', { name: 'Messages' }))
    await expect.element(edge).toHaveAttribute('aria-valuenow', '400')
    await edge.dblClick()
    await expect.element(edge).toHaveAttribute('aria-valuenow', '264')
  })
})

test('the day of the message at the top edge stays there while one scrolls, until the next day pushes it out', async () => {
  await showSealed({}, { talk: { total: 2_000, page: 2_000 } })
  await expect.element(page.getByRole('article').last()).toBeVisible()
  const log = page.getByRole('log', { name: 'Messages' }).element()
  const edge = log.getBoundingClientRect().top
  /** Undefined between two messages, and before those there are drawn. */
  const dayAtEdge = (): string | undefined => {
    const first = Array.from(log.querySelectorAll('article')).find((each) => {
      const { top, bottom } = each.getBoundingClientRect()
      return top <= edge + 40 && bottom > edge
    })
    const moment = first?.querySelector('time')?.dateTime
    return (
      moment &&
      new Date(moment)
        .toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
        .replace(',', '')
    )
  }
  const label = () => log.querySelector(':scope > [aria-hidden]')
  const days = new Set<string>()
  for (let part = 1; part < 8; part++) {
    log.scrollTop = (log.scrollHeight * part) / 8
    await expect.poll(dayAtEdge).toBeTruthy()
    await expect.poll(() => label()?.textContent === dayAtEdge()).toBe(true)
    const place = (label()?.getBoundingClientRect().top ?? 0) - edge
    expect([part, place <= 0 && place > -40]).toEqual([part, true])
    days.add(label()?.textContent ?? '')
  }
  expect(days.size).toBeGreaterThan(2)
})

test.each([
  ['a thread beside its conversation', 1_100],
  ['a window as narrow as a telephone', 360],
])('in %s one writes along the whole box', async (_, width) => {
  await showSealed({}, { width })
  if (width > 680) {
    await page.getByRole('article').last().hover()
    await page.getByRole('article').last().getByRole('button', { name: 'Reply in thread' }).click()
    await expect.element(page.getByRole('complementary', { name: 'Thread' })).toBeVisible()
  }
  const box = page.getByRole('textbox', { name: width > 680 ? 'Reply in the thread' : /^Message / }).element()
  const room = box.closest('main, aside')?.getBoundingClientRect().width ?? 0
  expect(box.getBoundingClientRect().width).toBeGreaterThan(room - 60)
  expect(overflowing()).toEqual([])
})
