import { expect, test } from 'vitest'
import { type Locator, page } from 'vitest/browser'
import type { SealedConversation } from '../../renderer/features/people/people-model.ts'
import { type FakeSealed, sealedId, type SealedScene } from '../support/preview/fake-sealed.ts'
import { personId } from '../support/preview/sample-messages.ts'
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
async function openGroup(
  about: Partial<SealedConversation> = {},
  scene: Partial<SealedScene> = {},
): Promise<FakeSealed> {
  const sealed = await showSealed(scene, { conversation: 3 })
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

/** Nothing is kept before `end` is called, as where a disk is slow. */
function slowly(): { readonly keeping: () => Promise<void>; readonly end: () => void } {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { keeping: () => ended, end: () => end() }
}

const people = (): Locator => dialog().getByRole('combobox', { name: 'Add people' })
const chip = (name: string): Locator => inDialog(`Take ${name} out`)
async function pick(name: string): Promise<void> {
  await people().fill(name)
  await dialog()
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .click()
}

test('[MG9] what is typed while the rest is being saved stays, and the next press saves it', async () => {
  const { keeping, end } = slowly()
  const sealed = await openGroup({}, { keeping })
  await nameField().fill('Fleet')
  await topicField().fill('Oars')
  await inDialog('Save').click()
  await expect.element(inDialog('Save')).toHaveAttribute('aria-disabled', 'true')
  await topicField().fill('Oars and sails')
  end()
  await expect.element(page.getByText('Saved.')).toBeVisible()
  await expect.element(topicField()).toHaveValue('Oars and sails')
  await expect.element(nameField()).toHaveValue('Fleet')
  await inDialog('Save').click()
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(sealed.asked).toEqual(['describe Fleet Oars', 'describe Oars and sails'])
})

test('[MG9] who is picked while the name is being saved stays picked, and is asked about before they are lost', async () => {
  const { keeping, end } = slowly()
  await openGroup({}, { keeping })
  await nameField().fill('Fleet')
  await inDialog('Save').click()
  await pick('will')
  end()
  await expect.element(page.getByText('Saved.')).toBeVisible()
  await expect.element(chip('will')).toBeVisible()
  await inDialog('Done').click()
  await expect.element(page.getByRole('dialog', { name: 'Close without saving?' })).toBeVisible()
})

test('[MG9] who is picked while others are being added stays picked, and the next press adds them alone', async () => {
  const { keeping, end } = slowly()
  const sealed = await openGroup({ others: [] }, { keeping })
  await pick('kleedrac')
  await inDialog('Add').click()
  await pick('will')
  end()
  await expect.element(chip('kleedrac')).not.toBeInTheDocument()
  await expect.element(chip('will')).toBeVisible()
  await inDialog('Add').click()
  await expect.element(chip('will')).not.toBeInTheDocument()
  expect(sealed.conversations.read().find(({ id }) => id === sealedId(3))?.others).toEqual([
    personId(1),
    personId(7),
  ])
})

test('[MG1, MG9] who is no admin any more is not asked about people whom they cannot add', async () => {
  const sealed = await openGroup()
  await pick('will')
  change(sealed, { isAdmin: false })
  await expect.element(people()).not.toBeInTheDocument()
  await inDialog('Done').click()
  await expect.element(dialog()).not.toBeInTheDocument()
})
