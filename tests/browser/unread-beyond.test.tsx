/** What is unread beyond the edges of the list of conversations. */
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { brokenRules, showSealed } from './sealed-kit.tsx'
import { entry, isInView, list, names, threadIn } from './sidebar-kit.ts'

const pill = (name: RegExp) => page.getByRole('navigation').getByRole('button', { name })

test('[UB7] unread conversations below and above are counted, and a click leads to the next of them', async () => {
  await showSealed({}, { talk: { channels: names } })
  await expect.poll(() => entry(45)).not.toBeNull()
  list()?.scrollTo(0, 0)
  const box = page.getByRole('textbox', { name: /^Message/ })
  await userEvent.click(box)
  await expect.element(pill(/^\d+ unread below$/)).toBeVisible()
  await expect.element(pill(/above$/)).not.toBeInTheDocument()
  const hidden = names.map((_, number) => number).filter((number) => number % 4 === 2 && !isInView(number))
  await userEvent.click(pill(/^\d+ unread below$/))
  await expect.poll(() => isInView(hidden[0] ?? 0)).toBe(true)
  await expect.element(box).toHaveFocus()
  list()?.scrollTo(0, list()?.scrollHeight ?? 0)
  await expect.element(pill(/^\d+ unread above$/)).toBeVisible()
  await expect.element(pill(/below$/)).not.toBeInTheDocument()
  expect(await brokenRules()).toEqual([])
})

test('[UB7] of what is beyond the edge, what concerns the person is said, clear of what a key brings into view; it is gone once that is in view', async () => {
  await showSealed({}, { talk: { channels: names.slice(0, 23), mentions: 1 } })
  await expect.poll(() => entry(22)).not.toBeNull()
  list()?.scrollTo(0, 0)
  await expect.element(pill(/\d+ for you below$/)).toBeVisible()
  const covers = (number: number): boolean => {
    const { bottom = 0 } = entry(number)?.getBoundingClientRect() ?? {}
    return (
      bottom >
      pill(/below$/)
        .element()
        .getBoundingClientRect().top
    )
  }
  const last = names.slice(0, 23).findLastIndex((_, number) => isInView(number))
  expect(covers(last)).toBe(true)
  entry(last)?.focus()
  await expect.poll(() => covers(last)).toBe(false)
  list()?.scrollTo(0, list()?.scrollHeight ?? 0)
  await expect.element(pill(/\d+ for you above$/)).toBeVisible()
  await expect.element(pill(/below$/)).not.toBeInTheDocument()
})

test('[UB7] unread threads out of view are one of them, without what a conversation counts too', async () => {
  const { engine } = await showSealed({}, { talk: { channels: names } })
  const { workspaces, ...view } = engine.directory.read()
  const read = <Row extends { readonly unread: boolean }>(row: Row): Row => ({ ...row, unread: false })
  engine.tell({
    ...view,
    workspaces: workspaces.map((each) => ({ ...each, channels: each.channels.map(read) })),
  })
  await expect.poll(() => entry(45)).not.toBeNull()
  list()?.scrollTo(0, list()?.scrollHeight ?? 0)
  const threads = page.getByRole('navigation').getByRole('button', { name: /^Threads/ })
  expect(pill(/above$/).elements()).toEqual([])
  engine.threads.write([threadIn(0, 0, { unread: 3 })])
  await expect.element(pill(/^1 unread above$/)).toBeVisible()
  engine.threads.write([threadIn(0, 0, { unread: 3, mentions: 2, alsoCounted: { unread: 1, mentions: 1 } })])
  await userEvent.click(pill(/^1 for you above$/))
  await expect.element(pill(/above$/)).not.toBeInTheDocument()
  await expect.element(threads).toBeInViewport()
  list()?.scrollTo(0, list()?.scrollHeight ?? 0)
  await expect.element(pill(/^1 for you above$/)).toBeVisible()
  engine.threads.write([])
  await expect.element(pill(/above$/)).not.toBeInTheDocument()
})
