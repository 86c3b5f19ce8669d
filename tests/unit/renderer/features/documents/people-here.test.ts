import { expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate, applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { followPeople, readPerson } from '../../../../../renderer/features/documents/people-here.ts'
import { alice, bob } from '../../../../support/conversations.ts'

/** Somebody who shows `user` of themselves. */
function show(to: Awareness, user: unknown): void {
  const other = new Awareness(new Y.Doc())
  other.setLocalStateField('user', user)
  applyAwarenessUpdate(to, encodeAwarenessUpdate(other, [other.clientID]), 'test')
  other.destroy()
}

test('[DO9] the others are there once each, however many windows, oneself not at all', () => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalStateField('user', { id: alice, name: 'Alice' })
  const people = followPeople(awareness, alice)
  show(awareness, { id: alice, name: 'Alice elsewhere' })
  show(awareness, { id: bob, name: 'Bob' })
  show(awareness, { id: bob, name: 'Bob', color: '#000000' })
  show(awareness, { name: '  A script ' })
  expect(people.read()).toEqual([
    { user: bob, name: 'Bob' },
    { user: undefined, name: 'A script' },
  ])
  people.close()
  awareness.destroy()
})

test('[DO9] what nobody can read as a person is nobody', () => {
  for (const user of [undefined, null, 'Bob', 7, {}, { name: 7 }, { id: bob }]) {
    expect(readPerson(user)).toBeUndefined()
  }
  expect(readPerson({ id: 'x', name: 'Bob' })).toEqual({ user: undefined, name: 'Bob' })
  expect(readPerson({ id: { toString: 1 }, name: 'x'.repeat(5_000) })?.name.length).toBe(80)
})
