import { expect, test } from 'vitest'
import { conversationId, userId, workspaceId } from '../../../../../core/protocol/ids.ts'
import {
  conversationOffers,
  personOffers,
  traitOffers,
} from '../../../../../renderer/features/search/candidates.ts'
import {
  offersFor,
  placeAt,
  type ReadyOffer,
  withIds,
  withValue,
  writeAll,
} from '../../../../../renderer/features/search/offers.ts'

/** `|` stands for the caret. */
const at = (marked: string) => placeAt(marked.replace('|', ''), marked.indexOf('|'))

test('[SE61] a value is completed while the caret stands in it, and nothing where it does not', () => {
  expect(at('tea from:an|')).toEqual({ filter: 'from', query: 'an', start: 9, end: 11 })
  expect(at('In:|')).toEqual({ filter: 'in', query: '', start: 3, end: 3 })
  expect(at('has:|li tea')).toEqual({ filter: 'has', query: 'li', start: 4, end: 6 })
  expect(at('in:"boat re|fit" tea')).toEqual({ filter: 'in', query: 'boat refit', start: 3, end: 15 })
  expect(at('in:"boat re| tea')).toEqual({ filter: 'in', query: 'boat re', start: 3, end: 11 })
  const elsewhere = [
    'fr|om:ana',
    'from|:ana',
    'from:ana |',
    'in:"a b"|',
    'from: ana|',
    'before:20|',
    'x|',
    '|',
  ]
  expect(elsewhere.filter((each) => at(each) !== undefined)).toEqual([])
})

const labels = (typed: string, all: ReadonlyArray<ReadyOffer>, recent: ReadonlyArray<string> = []) => {
  const place = placeAt(typed, typed.length)
  return place && offersFor(place, all, recent).map(({ label }) => label)
}

const user = (number: number) => userId(String(number).repeat(32))
const people = personOffers(
  [
    { user: user(1), name: 'Ana Lima', username: 'ana' },
    { user: user(2), name: 'Joana', username: 'jo' },
    { user: user(3), name: 'Ana', username: 'ana2' },
    { user: user(2), name: 'Joana', username: 'jo' },
    { user: user(4), name: 'Ana Maria', username: 'am' },
  ],
  user(1),
)

test('[SE61] the best come first, one that is whole before all, and nothing is offered that stands there already', () => {
  expect(labels('from:', people)).toEqual(['Ana Lima', 'Joana', 'Ana', 'Ana Maria'])
  expect(labels('from:@jo', people)).toEqual([]) // whole, and nobody else is meant
  expect(labels('from:joa', people)).toEqual(['Joana'])
  expect(labels('from:ana', people, [user(4)])).toEqual(['Ana Lima', 'Ana', 'Ana Maria', 'Joana'])
  expect(labels('from:lima', people)).toEqual(['Ana Lima'])
  expect(labels('from:me', people)).toEqual([])
  expect(labels('from:jna', people)).toEqual([]) // letters that stand apart are no name
  expect(labels('has:', traitOffers())?.length).toBe(7)
  expect(labels('has:p', traitOffers())).toEqual(['pin'])
  expect(labels('has:pin', traitOffers())).toEqual([])
  expect(labels('has:text', traitOffers())).toEqual(['document'])
})

test('[SE61] what is taken is written in quotes where it has spaces, with a space behind it, the rest left as it is', () => {
  expect(withValue('tea from:an', { start: 9, end: 11 }, '@ana')).toEqual({
    typed: 'tea from:@ana ',
    caret: 14,
  })
  expect(withValue('in:bo harbour', { start: 3, end: 5 }, 'Boat crew')).toEqual({
    typed: 'in:"Boat crew" harbour',
    caret: 15,
  })
})

const id = (digit: string) => conversationId(`${'0'.repeat(26)}${digit.repeat(6)}`)
const placed = (digit: string, label: string, workspace: string, names = [label]) => ({
  id: id(digit),
  label,
  names,
  workspace,
})

test('[SE61] each conversation is written so that it means no other, and is asked for by its id if only that does', () => {
  const { of, ids } = writeAll([
    placed('1', 'plans', 'Office'),
    placed('2', 'general', 'Office'),
    placed('3', 'general', 'Rowing'),
    placed('4', 'Crew', 'Office'),
    placed('5', 'Crew', 'Office'),
    placed('6', 'Ana', 'Office', ['Ana', 'ana2']),
    placed('7', 'Ana', 'Office', ['Ana', 'ana3']),
    placed('8', 'Notes', 'Office', []),
    placed('9', 'The "big" one', 'Office'),
  ])
  expect([...of.values()]).toEqual([
    'plans',
    'general (Office)',
    'general (Rowing)',
    'Crew (444444)',
    'Crew (555555)',
    'ana2',
    'ana3',
    'Notes',
    "The 'big' one",
  ])
  expect(withIds('in:"General (rowing)" in:plans tea in:"general" in:notes', ids)).toBe(
    `in:${id('3')}  in:plans tea in:"general" in:${id('8')} `,
  )
  expect(withIds(`in:"the 'big' one"tea`, ids)).toBe(`in:${id('9')} tea`)
  expect(withIds('"Crew (444444)" from:notes', ids)).toBe('"Crew (444444)" from:notes')
})

test('[SE61] direct messages and groups are found by who is in them, recent ones first', () => {
  const workspace = workspaceId('5'.repeat(32))
  const sealed = (
    digit: string,
    kind: 'dm' | 'group' | 'notes',
    others: ReadonlyArray<number>,
    name = '',
  ) => ({
    id: id(digit),
    workspace,
    kind,
    name,
    others: others.map(user),
    unread: false,
    isAdmin: false,
    isMember: true,
  })
  const names: Readonly<Record<string, string>> = { [user(2)]: 'Ben', [user(3)]: 'Cem' }
  const { offers, ids } = conversationOffers(
    [],
    [sealed('1', 'dm', [2]), sealed('2', 'group', [2, 3]), sealed('3', 'group', [2, 3], 'Crew')],
    (_, each) => ({ name: names[each] ?? '', username: names[each]?.toLowerCase() }),
  )
  expect(labels('in:ben', offers)).toEqual(['Ben', 'Ben and Cem', 'Crew'])
  expect(labels('in:"Ben and Cem', offers)).toEqual([])
  expect(labels('in:', offers, [id('3')])).toEqual(['Crew', 'Ben', 'Ben and Cem'])
  expect(withIds('in:"ben and cem" in:ben', ids)).toBe(`in:${id('2')}  in:ben`)
})
