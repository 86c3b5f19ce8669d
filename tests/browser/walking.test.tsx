/** From conversation to conversation, and what a conversation remembers meanwhile; and keys that hold wherever the person is. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { folded, newSection, placed } from '../../core/engine/personal/arrangement.ts'
import { conversationId, type ConversationId } from '../../core/protocol/ids.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { hexId } from '../support/preview/sample-messages.ts'
import { button, home, showSealed } from './sealed-kit.tsx'

const entries = (): ReadonlyArray<HTMLElement> => [
  ...document.querySelectorAll<HTMLElement>('nav [data-conversation]'),
]
const listed = (): ReadonlyArray<string | undefined> => entries().map((each) => each.dataset['conversation'])
const here = (): string | undefined =>
  entries().find((each) => each.getAttribute('aria-current') === 'true')?.dataset['conversation']
const go = (id: ConversationId): void =>
  entries()
    .find((each) => each.dataset['conversation'] === id)
    ?.click()

const channelAt = (number: number): ConversationId => conversationId(hexId(4, number))
const [alpha, beta, gamma, delta] = [channelAt(0), channelAt(1), channelAt(2), channelAt(3)]

/** Gamma, which is unread, in a section; delta and a group among the favourites; a document. */
async function arrange() {
  const { engine } = await showSealed(
    {},
    { talk: { channels: ['alpha', 'beta', 'gamma', 'delta'], documents: ['Plan'] } },
  )
  const { all, set } = engine.personal(home)
  const section = hexId(7, 1)
  const change = async (changes: ReturnType<typeof placed>): Promise<void> => {
    if ('kind' in changes) throw new Error('there is room')
    for (const [key, value] of changes) await set(key, value)
  }
  await change(newSection(all.read(), section, 'Crew', gamma))
  await change(placed(all.read(), sealedId(4), { kind: 'section', id: section }, gamma))
  await change(placed(all.read(), delta, { kind: 'stars' }))
  await change(placed(all.read(), sealedId(3), { kind: 'stars' }, delta))
  await expect.poll(() => listed().slice(0, 4)).toEqual([sealedId(3), delta, sealedId(4), gamma])
  go(sealedId(3))
  await expect.poll(here).toBe(sealedId(3))
  return { fold: (on: boolean) => change([folded(section, on)]) }
}

/** Where so many presses lead, one after the other. */
async function walk(keys: string, presses: number): Promise<ReadonlyArray<string | undefined>> {
  const way: Array<string | undefined> = []
  for (let press = 0; press < presses; press++) {
    const before = here()
    await userEvent.keyboard(keys)
    await expect.poll(here).not.toBe(before)
    way.push(here())
  }
  return way
}

test('[PS24] Alt+↓ and Alt+↑ go through the conversations as they stand in the sidebar, arranged as they are', async () => {
  const { fold } = await arrange()
  const [first, ...rest] = listed()
  expect(rest).toEqual(expect.arrayContaining([alpha, beta, conversationId(hexId(7, 0)), sealedId(0)]))
  expect(await walk('{Alt>}{ArrowDown}{/Alt}', rest.length + 1)).toEqual([...rest, first])
  expect(await walk('{Alt>}{ArrowUp}{/Alt}', rest.length)).toEqual(rest.toReversed())
  await fold(true)
  await expect.poll(listed).not.toContain(sealedId(4))
  go(delta)
  await expect.poll(here).toBe(delta)
  expect(await walk('{Alt>}{ArrowDown}{/Alt}', 2)).toEqual([gamma, alpha])
})

test('[PS24] with Shift they go through the unread ones in that order, and pass over none in a section that is folded', async () => {
  const { fold } = await arrange()
  const keys = '{Shift>}{Alt>}{ArrowDown}{/Alt}{/Shift}'
  const unread = [gamma, sealedId(2), sealedId(5)]
  expect(await walk(keys, 3)).toEqual(unread)
  await fold(true)
  await expect.poll(listed).not.toContain(sealedId(4))
  await userEvent.keyboard(keys)
  await expect.element(page.getByRole('heading', { level: 1, name: 'gamma' })).toBeVisible()
})

test('a conversation is found as it was left: the same message stands at the same place', async () => {
  await showSealed({}, { talk: { total: 300, page: 100 } })
  const log = (): Element => page.getByRole('log', { name: 'Messages' }).element()
  const topmost = () => {
    const { top } = log().getBoundingClientRect()
    const [row] = [...log().querySelectorAll('article')].filter(
      (each) => each.getBoundingClientRect().bottom > top + 1,
    )
    return { key: row?.dataset['key'], at: Math.round((row?.getBoundingClientRect().top ?? 0) - top) }
  }
  const standing = async (): Promise<void> => {
    let before = ''
    await expect
      .poll(() => {
        const now = JSON.stringify([topmost(), log().scrollHeight])
        const isSame = now === before
        before = now
        return isSame
      })
      .toBe(true)
  }
  await expect.element(page.getByRole('article').last()).toBeVisible()
  await standing()
  log().scrollBy(0, -2_345)
  await expect.element(button('Jump to latest')).toBeVisible()
  await standing()
  const left = topmost()
  go(sealedId(3))
  await expect.element(button('Jump to latest')).not.toBeInTheDocument()
  go(sealedId(1))
  await expect.element(button('Jump to latest')).toBeVisible()
  await expect.poll(topmost).toEqual(left)
})

test('Shift+Esc marks all conversations as read, with the way back', async () => {
  await showSealed()
  const unread = (): ReadonlyArray<Element> =>
    entries().filter((each) => each.textContent.includes('unread messages'))
  await expect.poll(() => unread().length).toBe(2)
  await userEvent.keyboard('{Shift>}{Escape}{/Shift}')
  await expect.poll(unread).toEqual([])
  await button('Undo').click()
  await expect.poll(() => unread().length).toBe(2)
})

test('[KM1] on a message L copies its link, F forwards it, and U wants it unread from there', async () => {
  const { engine } = await showSealed()
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  const markUnread = vi.spyOn(open, 'markUnread')
  const message = open.view.read().messages[10] // the samples do not all stand in the order of their times: this one is the latest
  const row = (): HTMLElement | null =>
    document.querySelector(`[role=log] [data-key="${String(message?.id) + String(message?.author)}"]`)
  await expect.poll(row).not.toBeNull()
  row()?.focus()
  await userEvent.keyboard('u')
  await expect.poll(() => row()?.parentElement?.textContent).toMatch(/^New/)
  expect(markUnread).toHaveBeenCalledExactlyOnceWith(message?.id)
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  onTestFinished(() => copied.mockRestore())
  await userEvent.keyboard('l')
  await expect.poll(() => copied.mock.calls).toEqual([[expect.stringContaining(String(message?.id))]])
  await userEvent.keyboard('f')
  await expect.element(page.getByRole('dialog', { name: 'Forward this message' })).toBeVisible()
})
