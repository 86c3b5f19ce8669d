import { expect, test } from 'vitest'
import { userId } from '../../../../../core/protocol/ids.ts'
import { conversationName } from '../../../../../renderer/features/people/conversation-name.ts'
import { findContacts } from '../../../../../renderer/features/people/find-contacts.ts'
import type { Contact } from '../../../../../renderer/features/people/people-model.ts'

const id = (number: number): Contact['user'] => userId(number.toString(16).padStart(32, '0'))
const contact = (number: number, name: string, username?: string): Contact => ({
  user: id(number),
  name,
  username,
  keys: 'known',
})
const contacts = [contact(1, 'Ana Beltrán', 'anab'), contact(2, 'Jürgen Anders', 'jay'), contact(3, '王小明')]
const found = (text: string): ReadonlyArray<string> => findContacts(contacts, text).map(({ name }) => name)

test('people are found by any part of name or username, without case or marks', () => {
  expect(found('')).toHaveLength(3)
  expect(found('beltran')).toEqual(['Ana Beltrán'])
  expect(found('JURGEN and')).toEqual(['Jürgen Anders'])
  expect(found('@jay')).toEqual(['Jürgen Anders'])
  expect(found('小')).toEqual(['王小明'])
  expect(found('nobody')).toEqual([])
})

test('[SE10] names are compared as the search compares texts: what makes another letter of one is no mark', () => {
  const people = [contact(1, 'Ute Großmann'), contact(2, 'がく'), contact(3, 'かな')]
  const namesFor = (text: string): ReadonlyArray<string> => findContacts(people, text).map(({ name }) => name)
  expect(namesFor('grossmann')).toEqual(['Ute Großmann'])
  expect(namesFor('か')).toEqual(['かな'])
})

test('who begins with it comes first', () => {
  expect(findContacts([...contacts].reverse(), 'an').map(({ name }) => name)).toEqual([
    'Ana Beltrán',
    'Jürgen Anders',
  ])
})

test('a conversation is called by its name, else by its people', () => {
  const nameOf = (user: Contact['user']): string =>
    contacts.find((each) => each.user === user)?.name ?? 'Someone'
  const others = (...numbers: ReadonlyArray<number>): ReadonlyArray<Contact['user']> => numbers.map(id)
  const named = (kind: 'notes' | 'dm' | 'group', name: string, ...numbers: ReadonlyArray<number>): string =>
    conversationName({ kind, name, others: others(...numbers) }, nameOf)
  expect(named('notes', '')).toBe('Notes to yourself')
  expect(named('dm', '', 2)).toBe('Jürgen Anders')
  expect(named('group', 'Crew', 1, 2)).toBe('Crew')
  expect(named('group', '', 1, 2)).toBe('Ana Beltrán and Jürgen Anders')
  expect(named('group', '', 1, 2, 3, 4, 5)).toBe('Ana Beltrán, Jürgen Anders, 王小明 and 2 more')
})
