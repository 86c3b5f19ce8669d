import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Channel } from '../../core/engine/engine.ts'
import { button, showSealed } from './sealed-kit.tsx'

const empty = { total: 0, page: 0, older: 'end' } as const

async function showGeneral(talk: object = {}) {
  const { engine } = await showSealed({}, { talk: { channels: ['general', 'quay'], ...talk } })
  const turn = (to: Partial<Channel>): void => {
    const view = engine.directory.read()
    const workspaces = view.workspaces.map((each) => ({
      ...each,
      role: 'owner' as const,
      channels: each.channels.map((channel) => (channel.name === 'quay' ? { ...channel, ...to } : channel)),
    }))
    engine.tell({ ...view, workspaces })
  }
  turn({})
  await button('quay').click()
  await expect.element(page.getByRole('textbox', { name: 'Message #quay' })).toBeVisible()
  return { turn }
}

test('[MG4] where nobody can write the empty channel asks nobody to', async () => {
  const { turn } = await showGeneral(empty)
  const asks = page.getByText(/^Write the first message below/u)
  await expect.element(asks).toBeVisible()
  for (const to of [{ archived: true as const }, { joined: false as const }]) {
    turn({ archived: undefined, joined: undefined, ...to })
    await expect.element(page.getByRole('textbox', { name: 'Message #quay' })).not.toBeInTheDocument()
    await expect.element(page.getByRole('heading', { name: 'Nothing in #quay yet' })).toBeVisible()
    expect(asks.elements()).toEqual([])
  }
})

test('[MG4] who leaves by two presses archives nothing: what is for everybody stays where it was', async () => {
  const { turn } = await showGeneral()
  await button('About this conversation').click()
  await expect.element(button('Archive the channel')).toBeVisible()
  const archive = () => button('Archive the channel').element().getBoundingClientRect()
  const before = archive()
  const leave = button('Leave the channel').element().getBoundingClientRect()
  turn({ joined: false })
  await expect.element(button('Leave the channel')).not.toBeInTheDocument()
  expect(archive().top).toBe(before.top)
  expect(archive().top).toBeGreaterThanOrEqual(leave.bottom)
})

test('[PS15] what is scheduled where nobody can write any more says so while it waits', async () => {
  const { turn } = await showGeneral()
  await page.getByRole('textbox', { name: 'Message #quay' }).fill('the ladder is loose')
  await button('Send later').click()
  await page.getByRole('menuitem', { name: /^Tomorrow morning/u }).click()
  await button(/^Scheduled messages/u).click()
  const entry = page.getByRole('list', { name: 'Scheduled messages' }).getByRole('listitem')
  await expect.element(entry.getByText('the ladder is loose')).toBeVisible()
  const closed = entry.getByText(/^Nobody can write there now/u)
  expect(closed.elements()).toEqual([])
  turn({ archived: true })
  await expect.element(closed).toBeVisible()
})
