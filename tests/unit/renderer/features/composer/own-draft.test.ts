import { expect, test } from 'vitest'
import { createOwnDraft } from '../../../../../renderer/features/composer/own-draft.ts'

test('[CP8] what was taken to be sent does not come back with a late echo', () => {
  const draft = createOwnDraft('')
  for (const text of ['o', 'on', 'one']) draft.write(text)
  expect(draft.adopt('on')).toBe(false)
  expect(draft.take()).toBe('one')
  expect([draft.adopt('one'), draft.text()]).toEqual([false, ''])
  expect([draft.adopt('one'), draft.text()]).toEqual([false, '']) // still kept until it is sent
  expect([draft.adopt(''), draft.text()]).toEqual([false, ''])
})

test('[CP8] what is written in another window shows, also while a message of this one is being sent', () => {
  const draft = createOwnDraft('')
  draft.write('mine')
  draft.adopt('mine')
  draft.take()
  expect([draft.adopt('theirs'), draft.text()]).toEqual([true, 'theirs'])
  expect([draft.adopt('theirs'), draft.adopt('theirs more'), draft.text()]).toEqual([
    false,
    true,
    'theirs more',
  ])
})

test('[CP8] what is being written here goes before what comes from elsewhere', () => {
  const draft = createOwnDraft('from the disk, late')
  expect(draft.adopt('read')).toBe(true)
  draft.write('read on')
  expect([draft.adopt('elsewhere'), draft.text()]).toEqual([false, 'read on'])
})

test('[CP8] echoes that never come are forgotten', () => {
  const draft = createOwnDraft('')
  for (let number = 0; number < 100; number++) draft.write(`version ${number}`)
  draft.write('')
  expect([draft.adopt(''), draft.adopt('version 1'), draft.text()]).toEqual([false, true, 'version 1'])
})
