/** What a relay does not allow is said before it is tried, and without a network too. */
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { composer, createWorkspace, message, messages, post, signUp, unlock } from '../support/screens.ts'

test('[MO9] a relay allows short messages: the box says what is left and what is too much, also offline and after a restart', async () => {
  const world = await setupWorld({ MAX_MESSAGE_LENGTH: '60', WORKSPACE_PEOPLE: '1' })
  const gate = await world.ownWay()
  const device = world.device(gate.url)
  let page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const box = () => composer(page, 'general')
  const near = 'x'.repeat(50)
  await box().fill(near)
  await page.getByText('10 characters left', { exact: true }).waitFor()
  await box().fill('x'.repeat(62))
  await page.getByText('Too long by 2 characters. Split it in two.').waitFor()
  expect(await box().getAttribute('aria-invalid')).toBe('true')
  await box().press('Enter')
  await page.getByRole('alert').getByText('Too long by 2 characters').waitFor()
  expect([await box().inputValue(), await messages(page).count()]).toEqual(['x'.repeat(62), 0])
  await box().fill('')
  await post(page, near)
  await message(page, near).waitFor()

  // A change of it, too.
  await box().press('ArrowUp')
  await box().fill('y'.repeat(61))
  await page.getByText('Too long by 1 character. Split it in two.').waitFor()
  await box().press('Escape')

  await device.stop()
  await gate.cut()
  page = await device.start()
  await unlock(page, 'Ana')
  await box().fill('z'.repeat(61))
  await page.getByText('Too long by 1 character. Split it in two.').waitFor()
  await gate.restore()

  // And a workspace that is full says so to who would come in.
  const other = await world.device().start()
  await signUp(other, 'bob', 'Bob')
  await other.getByRole('button', { name: 'Join Rowing' }).click()
  await other.getByText('This workspace has as many people as it may have.').waitFor()
})
