import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import { workspaceId } from '../../core/protocol/ids.ts'
import { hexId } from '../support/preview/sample-messages.ts'
import { brokenRules, showSealed } from './sealed-kit.tsx'

test('[WS6] a workspace that is opened meanwhile comes by itself, and what is listed outlasts a server out of reach', async () => {
  const started = vi.spyOn(globalThis, 'setInterval')
  const ended = vi.spyOn(globalThis, 'clearInterval')
  onTestFinished(() => {
    started.mockRestore()
    ended.mockRestore()
  })
  const answers: Record<string, unknown> = { 'directory.workspaces': ok([]) }
  const asked: Array<string> = []
  const listings = (): number => asked.filter((name) => name === 'directory.workspaces').length
  await showSealed({}, { answers, asked })
  await page.getByRole('button', { name: 'Join or create a workspace' }).click()
  await expect.element(page.getByText(/^No workspace is open here yet/)).toBeVisible()
  const timer = started.mock.calls.findIndex(([, ms]) => ms === 10_000)
  const time = (): void => {
    const [task] = started.mock.calls[timer] ?? []
    if (typeof task === 'function') task()
  }
  const opened = { id: workspaceId(hexId(3, 6)), name: 'Harbour', joined: false, members: 1 }
  answers['directory.workspaces'] = ok([opened])
  time()
  const join = page.getByRole('button', { name: /^Join Harbour/u })
  await expect.element(join).toBeVisible()

  delete answers['directory.workspaces'] // out of reach
  const before = listings()
  time()
  await expect.poll(listings).toBe(before + 1)
  await join.click()
  await expect.poll(() => asked).toContain('directory.joinWorkspace')
  answers['directory.workspaces'] = ok([opened, { ...opened, id: workspaceId(hexId(3, 7)), name: 'Quay' }])
  time()
  await expect.element(page.getByRole('button', { name: /^Join Quay/u })).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => document.querySelectorAll('dialog[open]').length).toBe(0)
  expect(ended).toHaveBeenCalledWith(started.mock.results[timer]?.value)
})

test('[WS8] one of many workspaces is found by a part of its name', async () => {
  const names = ['Harbour', 'Quay', 'Élan', 'Mill', 'Foundry', 'Observatory', 'Orchard', 'Bakery']
  const opened = (name: string, index: number) => ({
    id: workspaceId(hexId(3, 20 + index)),
    name,
    joined: false,
    members: 1,
  })
  const answers: Record<string, unknown> = { 'directory.workspaces': ok(names.map(opened)) }
  await showSealed({}, { answers })
  const choose = page.getByRole('button', { name: 'Join or create a workspace' })
  const sought = page.getByRole('searchbox', { name: 'Find a workspace' })
  await choose.click()
  await expect.element(page.getByRole('button', { name: /^Join Bakery/u })).toBeVisible()
  expect(sought.elements()).toEqual([]) // eight are seen together
  await page.getByRole('button', { name: 'Close' }).click()

  answers['directory.workspaces'] = ok([...names, 'Lighthouse'].map(opened))
  await choose.click()
  await sought.fill('elan')
  await expect.poll(() => page.getByRole('button', { name: /^Join (?!or)/ }).elements().length).toBe(1)
  await expect.element(page.getByRole('button', { name: /^Join Élan/u })).toBeVisible()
  await sought.fill('nowhere')
  await expect.element(page.getByText('No workspace is called that.')).toBeVisible()
  expect(await brokenRules()).toEqual([])
})
