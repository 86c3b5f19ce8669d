import { expect, test } from 'vitest'
import { everyone, type UserId, userId } from '../../../../../core/protocol/ids.ts'
import { findMentions } from '../../../../../renderer/features/markup/find-mentions.ts'
import {
  everyoneNamed,
  type Named,
  namedIn,
  readMentions,
  splitNames,
  writeName,
} from '../../../../../renderer/features/markup/mentions.ts'
import { hostileTexts } from '../../../../support/hostile-texts.ts'

const person = (letter: string, name: string, username?: string): Named => ({
  user: userId(letter.repeat(32)),
  name,
  username,
})
const ana = person('a', 'Ana Lima', 'lima')
const anna = person('b', 'Ana', 'anna')
const bob = person('c', 'Bob', 'bob')
const alex = person('d', 'Alex', 'alex1')
const otherAlex = person('e', 'Alex', 'alex2')
const everybody = [ana, anna, bob, alex, otherAlex]
const none = new Set<string>()

test('[MU7] a name is written for everybody to read, its end marked by what joins it', () => {
  expect(writeName(ana, everybody)).toBe('Ana\u{A0}Lima')
  expect(writeName(otherAlex, everybody)).toBe('alex2')
  expect(writeName(person('f', 'Bob', 'robert'), [...everybody, person('f', 'Bob', 'robert')])).toBe('robert')
  expect(writeName(person('f', 'alex1', 'f1'), everybody)).toBe('f1')
})

test('[MU7] whoever is named is mentioned once, in order, the longest name first', () => {
  expect(findMentions(['@Bob and @Ana\u{A0}Lima, @ana lima! @bob'], everybody)).toEqual([bob.user, ana.user])
  expect(findMentions(['@Ana said'], everybody)).toEqual([anna.user])
  expect(findMentions(['@lima'], [ana, bob])).toEqual([ana.user])
  expect(findMentions(['bob@bob.example, x@Bob, @Bobby, @'], everybody)).toEqual([])
})

test('[MU8] a name that several have mentions nobody; the user name mentions one', () => {
  expect(findMentions(['@Alex'], everybody)).toEqual([])
  expect(findMentions(['@alex2'], everybody)).toEqual([otherAlex.user])
})

test('[MU8] an edit keeps who was meant, also when the person is called otherwise by now', () => {
  const renamed = person('a', 'Ana Souza', 'ana')
  const kept = readMentions(['@Ana\u{A0}Lima, look'], [renamed])
  expect(findMentions(['@Ana\u{A0}Lima, look again'], [renamed, bob], kept)).toEqual([ana.user])
  expect(findMentions(['look again'], [renamed, bob], kept)).toEqual([])
})

test('[MU17] all are mentioned by either name, in any case, where all can be, and in no longer word', () => {
  const there = [...everybody, everyoneNamed]
  expect(findMentions(['@all'], there)).toEqual([everyone])
  expect(findMentions(['@Everyone and @ALL, @bob'], there)).toEqual([everyone, bob.user])
  expect(findMentions(['@allison @everyone.else a@all @ all'], [...there, person('f', 'Allison')])).toEqual([
    person('f', 'Allison').user,
    everyone,
  ])
  expect(findMentions(['@all @everyone'], everybody)).toEqual([])
})

test('[MU8][MU17] a person called so is written by the user name; whose user name it is, is meant by it', () => {
  const named = person('1', 'ALL', 'alva')
  expect(writeName(named, [named])).toBe('alva')
  expect(findMentions(['@all, @alva'], [named, everyoneNamed])).toEqual([everyone, named.user])
  const user = person('2', 'All', 'all')
  expect(writeName(user, [user])).toBe('all')
  expect(findMentions(['@all, @everyone'], [named, user, everyoneNamed])).toEqual([user.user, everyone])
  const other = person('3', 'Eve', 'everyone')
  expect(findMentions(['@all, @everyone'], [user, other, everyoneNamed])).toEqual([user.user, other.user])
})

test('[MU9][MU17] whom a text means by "all" is who is among its mentions', () => {
  const user = person('2', 'All', 'all')
  const readAs = (text: string, ...mentions: ReadonlyArray<UserId>) =>
    splitNames(
      text,
      readMentions(
        [text],
        namedIn(mentions, () => user),
      ),
      none,
    ).flatMap((part) => (part.kind === 'person' ? [part.user] : []))
  expect(readAs('@all', everyone)).toEqual([everyone])
  expect(readAs('@All', user.user)).toEqual([user.user])
  expect(readAs('@everyone asks @all', everyone, user.user)).toEqual([everyone, user.user])
  expect(readAs('@all')).toEqual([])
  const kept = readMentions(['@all'], [user])
  expect(findMentions(['@all, look'], [user, everyoneNamed], kept)).toEqual([user.user])
})

test('[MU9] a mention is shown where it was written, for who is called so or was', () => {
  const renamed = person('a', 'Ana Souza')
  const text = 'Ask @Ana\u{A0}Lima or @Bob.'
  expect(splitNames(text, readMentions([text], [renamed, bob]), none)).toEqual([
    { kind: 'text', text: 'Ask ' },
    { kind: 'person', user: ana.user, written: 'Ana\u{A0}Lima' },
    { kind: 'text', text: ' or ' },
    { kind: 'person', user: bob.user, written: 'Bob' },
    { kind: 'text', text: '.' },
  ])
})

test('[MU9] as the importer writes it, with plain spaces', () => {
  const text = 'thanks @Ana Lima for this'
  expect(splitNames(text, readMentions([text], [ana]), none)).toContainEqual({
    kind: 'person',
    user: ana.user,
    written: 'Ana Lima',
  })
})

test('[MU9] nobody is guessed where there are more names than people, or fewer', () => {
  expect(readMentions(['@here and @there'], [bob]).size).toBe(0)
  expect(readMentions(['no name'], [bob]).size).toBe(0)
  expect(readMentions(['@Bob'], []).size).toBe(0)
})

test('[MU10] a channel that there is, is one; anything else behind the sign is text', () => {
  expect(splitNames('#general, #gen #generally a#general', new Map(), new Set(['general']))).toEqual([
    { kind: 'channel', name: 'general' },
    { kind: 'text', text: ', #gen #generally a#general' },
  ])
})

test('[MU4] names without end take no time worth naming', () => {
  for (const text of [hostileTexts['names without end'] ?? '', '@a '.repeat(5_000), '@Ana '.repeat(3_000)]) {
    const begun = performance.now()
    expect(findMentions([text], everybody).length).toBeLessThan(3)
    splitNames(text, readMentions([text], everybody), new Set(['general']))
    expect(performance.now() - begun).toBeLessThan(2_000)
  }
})
