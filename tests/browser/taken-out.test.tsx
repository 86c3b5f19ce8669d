import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { brokenRules, button, showSealed } from './sealed-kit.tsx'

test('[WS9] who is taken out of a workspace is told until they have read it, wherever they are then', async () => {
  const { engine } = await showSealed({}, { talk: { workspaces: ['Rowing', 'Sailing', 'Walking'] } })
  const all = engine.directory.read()
  const only = (...names: ReadonlyArray<string>): void =>
    engine.tell({ ...all, workspaces: all.workspaces.filter(({ name }) => names.includes(name)) })
  const told = (name: string) => page.getByText(new RegExp(`^You are no longer in ${name}\\.`))
  only('Rowing')
  await expect.element(told('Sailing')).toBeVisible()
  await expect.element(told('Walking')).toBeVisible()
  expect(await brokenRules()).toEqual([])
  await button('OK').first().click()
  await expect.element(told('Sailing')).not.toBeInTheDocument()
  await expect.element(told('Walking')).toBeVisible()

  only('Rowing', 'Walking') // they are in it again
  await expect.element(told('Walking')).not.toBeInTheDocument()
  only()
  await expect.element(page.getByRole('heading', { name: 'Choose a workspace' })).toBeVisible()
  await expect.element(told('Rowing')).toBeVisible()
})
