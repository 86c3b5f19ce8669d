import { expect, test } from 'vitest'
import { type Locator, page } from 'vitest/browser'
import type { SealedConversation } from '../../renderer/features/people/people-model.ts'
import type { FakeSealed } from '../support/preview/fake-sealed.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { button, showSealed } from './sealed-kit.tsx'

const dialog = (): Locator => page.getByRole('dialog', { name: 'This group' })
const inDialog = (name: string): Locator => dialog().getByRole('button', { name, exact: true })
const nameField = (): Locator => dialog().getByLabelText('Name of the group')
const topicField = (): Locator => dialog().getByLabelText('Topic')

/** What becomes of the group meanwhile, by what others do. */
const change = ({ conversations }: FakeSealed, to: Partial<SealedConversation>): void =>
  conversations.write(
    conversations.read().map((each) => (each.id === sealedId(3) ? { ...each, ...to } : each)),
  )

/** The dialog of a group that this person is an admin of. */
async function openGroup(about: Partial<SealedConversation> = {}): Promise<FakeSealed> {
  const sealed = await showSealed({}, { conversation: 3 })
  change(sealed, about)
  await button('About this conversation').click()
  await button('Change this group').click()
  await expect.element(dialog()).toBeVisible()
  return sealed
}

test('[MG6, MG9] a name that somebody has given with spaces around it is no change of this person, and is not said again', async () => {
  const sealed = await openGroup({ name: ' Refit  ', topic: ' Oars ' })
  await expect.element(inDialog('Done')).toBeVisible()
  await topicField().fill('Oars and sails ')
  await inDialog('Save').click()
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(sealed.asked).toEqual(['describe Oars and sails'])
  // Nor is one that was typed away and then again as it was.
  await button('Change this group').click()
  await nameField().fill('Fleet')
  await expect.element(inDialog('Save')).toBeVisible()
  await nameField().fill(' Refit  ')
  await inDialog('Done').click()
  await expect.element(dialog()).not.toBeInTheDocument()
})

test('[MG1, MG9] who is taken out meanwhile is not offered to save what they can change no more', async () => {
  const sealed = await openGroup()
  await nameField().fill('Fleet')
  await expect.element(inDialog('Save')).toBeVisible()
  change(sealed, { isMember: false, isAdmin: false })
  await expect.element(inDialog('Save')).not.toBeInTheDocument()
  await inDialog('Done').click()
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(sealed.asked).toEqual([])
})
