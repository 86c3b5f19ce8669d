import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

test('two people sign up, meet in a workspace and read each other', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Harbour Rowing Club')
  await post(ana, 'Who rows on Sunday?')
  await message(ana, 'Who rows on Sunday?').getByText('On the server').waitFor({ state: 'attached' })
  expect(await fromTextToMark(message(ana, 'Who rows on Sunday?'))).toBeLessThan(24)

  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour Rowing Club')
  await message(ben, 'Who rows on Sunday?').waitFor()
  await post(ben, 'I do.')
  await message(ana, 'I do.').waitFor()
  expect(await message(ana, 'I do.').textContent()).toContain('Ben')
  expect(await ana.getByRole('status', { name: 'In sync' }).textContent()).toContain('In sync')
})

/** Pixels between the end of a message of one line and the mark that tells what became of it. */
const fromTextToMark = (row: Locator): Promise<number> =>
  row.evaluate((article) => {
    const range = document.createRange()
    range.selectNodeContents(article.querySelector('p') ?? article)
    const mark = article.querySelector('[data-delivery]')
    return (mark?.getBoundingClientRect().left ?? Number.NaN) - range.getBoundingClientRect().right
  })
