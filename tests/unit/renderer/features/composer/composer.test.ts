import { expect, test } from 'vitest'
import { conversationId, userId } from '../../../../../core/protocol/ids.ts'
import { askedAt, optionsFor } from '../../../../../renderer/features/composer/completion.ts'
import { markOf, newLine, wrapped, type Edit } from '../../../../../renderer/features/composer/edits.ts'
import { writtenMessage } from '../../../../../renderer/features/composer/written-message.ts'
import { emojis } from '../../../../../renderer/features/emoji/emoji-data.ts'

const applied = (text: string, { start, end, insert }: Edit): string =>
  text.slice(0, start) + insert + text.slice(end)
const ana = { user: userId('a'.repeat(32)), name: 'Ana Lima', username: 'ana' }
const bob = { user: userId('b'.repeat(32)), name: 'Bob', username: 'bob' }
const people = [ana, bob]

test('[CP1] a mark goes around what is selected, and away again', () => {
  const edit = wrapped('so high now', { start: 3, end: 7 }, '**')
  const bold = applied('so high now', edit)
  expect(bold).toBe('so **high** now')
  expect(bold.slice(edit.select.start, edit.select.end)).toBe('high')
  expect(applied(bold, wrapped(bold, edit.select, '**'))).toBe('so high now')
  expect(applied(bold, wrapped(bold, edit.select, '*'))).toBe('so ***high*** now')
})

test('[CP1] at the end of what is marked, the same key steps out of it', () => {
  expect(wrapped('**now**', { start: 5, end: 5 }, '**')).toEqual({
    start: 5,
    end: 5,
    insert: '',
    select: { start: 7, end: 7 },
  })
})

test('[CP1] the keys for it, with Ctrl or Cmd', () => {
  const key = (name: string, more: object = {}) =>
    markOf({ key: name, ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, ...more })
  expect([key('b'), key('i'), key('e'), key('X', { shiftKey: true })]).toEqual(['**', '*', '`', '~~'])
  expect([key('x'), key('b', { altKey: true }), key('b', { ctrlKey: false })]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('[CP2] a list goes on with the next line, and ends with an empty one', () => {
  const at = (text: string): string => applied(text, newLine(text, { start: text.length, end: text.length }))
  expect(at('- one')).toBe('- one\n- ')
  expect(at('9. nine')).toBe('9. nine\n10. ')
  expect(at('> said')).toBe('> said\n> ')
  expect(at('- one\n- ')).toBe('- one\n')
  expect(at('plain')).toBe('plain\n')
})

test('[CP3] a sign at the beginning of a word asks for something to complete it', () => {
  expect(askedAt('hi @an', 6)).toEqual({ sign: '@', query: 'an', start: 3, end: 6 })
  expect(askedAt('@ana l', 6)?.query).toBe('ana l')
  expect(askedAt('#', 1)?.sign).toBe('#')
  expect(askedAt(':smi', 4)?.sign).toBe(':')
  for (const text of ['a@b', '10:30', 'https://x', ':s', '@ana ', 'x#y', '@a\nb']) {
    expect([text, askedAt(text, text.length)]).toEqual([text, undefined])
  }
})

test('[CP3] what fits best comes first, and is put in place of what was typed', () => {
  const all = {
    people,
    channels: [{ id: conversationId('c'.repeat(32)), name: 'general' }],
    emojis,
    tone: 5,
    commands: [],
  }
  const first = (text: string): string | undefined => {
    const asked = askedAt(text, text.length)
    return asked && optionsFor(asked, all)[0]?.insert
  }
  expect(first('@lim')).toBe('@Ana\u{A0}Lima ')
  expect(first('#gen')).toBe('#general ')
  expect(first(':thumbsup')).toBe('👍🏿 ')
  expect(first('@nobody')).toBeUndefined()
})

test('[CP4] what is sent has emoji for short names and says who is mentioned, code left alone', async () => {
  const ask = (): Promise<typeof people> => Promise.resolve(people)
  expect(await writtenMessage('@Bob :+1: `@Ana Lima`', ask, undefined)).toEqual({
    text: '@Bob 👍 `@Ana Lima`',
    mentions: [bob.user],
  })
})

test('[CP4] an edit keeps the mention of who is called otherwise by now, or is no member any more', async () => {
  const before = { text: 'hello @Eve, @Bob', mentions: [userId('e'.repeat(32)), bob.user] }
  const written = await writtenMessage('hello again @Eve', () => Promise.resolve(people), before)
  expect(written.mentions).toEqual([userId('e'.repeat(32))])
})
