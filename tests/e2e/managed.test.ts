/** The built page, told of policies as main tells them. */
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { managedBy } from '../support/managed-page.ts'
import { policiesSet } from '../support/policies.ts'
import { createWorkspace, joinWorkspace, message, post, signUp, writeTo } from '../support/screens.ts'

test('[PO25] where sealed messages last no longer than set, the screen says so, and each message', async () => {
  const world = await setupWorld()
  const managed = managedBy(policiesSet({ SealedRetentionDays: 3 }))
  const ana = await world.device().start({ prepare: managed })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'This goes')
  await message(ana, 'This goes')
    .getByText(/^Disappears on /u)
    .waitFor({ state: 'attached' })
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  const timer = ana.getByRole('region', { name: 'Disappearing messages' })
  await timer.getByText('What is written here disappears 3 days after it was sent.').waitFor()
  await timer.getByText('Your organisation has set this for this device.').waitFor()
  await timer.getByRole('button', { name: 'Change' }).click()
  const dialog = ana.getByRole('dialog', { name: 'Disappearing messages' })
  await dialog.getByText('Your organisation has set this for this device.').waitFor()
  await dialog.getByRole('radio', { name: '1 day' }).waitFor({ state: 'attached' })
  for (const name of ['Off', '1 week']) expect(await dialog.getByRole('radio', { name }).count()).toBe(0)
  expect(await axeViolations(ana)).toEqual([])
})
