import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { chosenIn } from '../../core/engine/personal/thread-choices.ts'
import { workspaceId } from '../../core/protocol/ids.ts'
import { hexId, messageId } from '../support/preview/sample-messages.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'
import { threadIn } from './sidebar-kit.ts'

const entry = () => button(/^Threads/)
const tile = (name: RegExp) => page.getByRole('list', { name: 'Workspaces' }).getByRole('button', { name })
const rows = () => page.getByRole('list', { name: 'Threads' }).getByRole('button', { name: /repl/ })

test('[VW6] the entry of a workspace tells of its own threads, and lists them alone', async () => {
  const { engine } = await showSealed({}, { talk: { workspaces: ['Rowing', 'Sailing'] } })
  await expect.element(entry()).toHaveAccessibleName('Threads')
  engine.threads.write([
    threadIn(0, 0, { unread: 2 }),
    threadIn(1, 0, { unread: 5, mentions: 3 }),
    threadIn(0, 0, { root: messageId(950), text: 'an old one' }),
  ])
  await expect.element(entry()).toHaveAccessibleName('Threads 2 unread replies')
  await expect.element(tile(/^Sailing/)).toHaveAccessibleName('Sailing , unread messages, 3 for you')
  await entry().click()
  await expect.poll(() => rows().elements().length).toBe(2)
  expect(rows().first().element().textContent).toContain('begun in 0 0')
  await tile(/^Sailing/).click()
  await expect.element(entry()).toHaveAccessibleName('Threads 5 unread replies, 3 for you')
  await entry().click()
  expect(rows().first().element().textContent).toMatch(/5 new.*3 for you/)
  expect(rows().elements()).toHaveLength(1)
  expect(await brokenRules()).toEqual([])
  expect(document.title).toContain('(3)')
})

test('[VW6] [CR87] no message is counted twice: not with its channel, nor in the sums of rail and window', async () => {
  const talk = { workspaces: ['Rowing', 'Sailing'], channels: ['general', 'quay', 'pier'], mentions: 4 }
  const { engine } = await showSealed({}, { talk })
  // In the pier of each workspace four messages name the person.
  await expect.element(tile(/^Sailing/)).toHaveAccessibleName('Sailing , unread messages, 4 for you')
  const counted = threadIn(1, 2, { unread: 6, mentions: 3, alsoCounted: { unread: 4, mentions: 2 } })
  engine.threads.write([counted])
  await expect.element(tile(/^Sailing/)).toHaveAccessibleName('Sailing , unread messages, 5 for you')
  await expect.poll(() => document.title).toContain('(9)')
  engine.threads.write([{ ...counted, alsoCounted: { unread: 6, mentions: 3 } }])
  await expect.element(tile(/^Sailing/)).toHaveAccessibleName('Sailing , unread messages, 4 for you')
  await expect.poll(() => document.title).toContain('(8)')
})

test('[VW6] the list fits a narrow window, its numbers within', async () => {
  const { engine } = await showSealed({}, { width: 320 })
  engine.threads.write([threadIn(0, 0, { unread: 1_000, mentions: 500, text: 'x'.repeat(200) })])
  await button('Show conversations').click()
  await entry().click()
  await expect.element(rows().first()).toBeVisible()
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
})

test('[VW6] what was deleted is said of nobody, and without a network the list says so', async () => {
  const { engine } = await showSealed({}, { talk: { workspaces: ['Rowing'] } })
  engine.threads.write([threadIn(0, 0, { text: '', blank: 'deleted' })])
  await entry().click()
  await expect.element(rows().getByText('Message deleted', { exact: true })).toBeVisible()
  const state = page.getByRole('main').getByRole('status')
  await expect.element(state.filter({ hasText: 'In sync' })).toBeInTheDocument()
  engine.connection.write({ kind: 'offline', retryAt: undefined, queued: 2, syncedAt: undefined })
  await expect
    .element(state.filter({ hasText: 'Offline. You can keep writing; 2 messages wait.' }))
    .toBeVisible()
  expect(await brokenRules()).toEqual([])
})

test('[VW9] a thread is left from the list, which keeps the focus, and followed again by the way back; one that names them stays', async () => {
  const { engine } = await showSealed({}, { talk: { workspaces: ['Rowing'] } })
  const left = threadIn(0, 0, { unread: 2 })
  const other = threadIn(0, 0, { root: messageId(950), text: 'an old one' })
  engine.threads.write([left, other])
  await entry().click()
  const leave = () => page.getByRole('button', { name: 'Stop following' })
  await expect.poll(() => leave().elements().length).toBe(2)
  expect(await brokenRules()).toEqual([])
  leave().first().element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('You no longer follow 1 thread.')).toBeVisible()
  const place = { conversation: left.conversation, root: left.root }
  const said = () => chosenIn(engine.personal(workspaceId(hexId(3, 5))).all.read(), place)
  expect(said()).toBe(false)
  expect(document.activeElement).toBe(leave().elements()[1])
  // As the engine tells of it then.
  engine.threads.write([{ ...left, unread: 0, left: true }, other])
  await expect.poll(() => rows().elements().length).toBe(1)
  await expect.element(entry()).toHaveAccessibleName('Threads')
  engine.threads.write([{ ...left, unread: 1, mentions: 1, left: true }, other])
  await expect.element(button('Follow thread')).toBeVisible()
  await expect.element(entry()).toHaveAccessibleName('Threads 1 unread reply, 1 for you')
  await button('Undo').click()
  await expect.poll(said).toBeUndefined()
})
