import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversationId, userId } from '../../../../../core/protocol/ids.ts'
import { askedAt, insertionAt } from '../../../../../renderer/features/composer/completion.ts'
import { newLine } from '../../../../../renderer/features/composer/edits.ts'
import {
  type Edit,
  type Format,
  formatGroups,
  formatOf,
  formatted,
} from '../../../../../renderer/features/composer/formats.ts'
import { optionsFor } from '../../../../../renderer/features/composer/options-for.ts'
import { writtenMessage } from '../../../../../renderer/features/composer/written-message.ts'
import { emojis } from '../../../../../renderer/features/emoji/emoji-data.ts'

const applied = (text: string, { start, end, insert }: Edit): string =>
  text.slice(0, start) + insert + text.slice(end)
const ana = { user: userId('a'.repeat(32)), name: 'Ana Lima', username: 'ana' }
const bob = { user: userId('b'.repeat(32)), name: 'Bob', username: 'bob' }
const people = [ana, bob]

/** What is left of `text`, in which `|` stands where the selection begins and ends, or once for a caret; written likewise. */
function made(format: Format, text: string): string {
  const start = text.indexOf('|')
  const end = text.lastIndexOf('|') - (text.lastIndexOf('|') === start ? 0 : 1)
  const bare = text.replaceAll('|', '')
  const edit = formatted(format, bare, { start, end })
  const after = applied(bare, edit)
  const { select } = edit
  const marks = select.start === select.end ? [select.start] : [select.end, select.start]
  return marks.reduce((said, at) => `${said.slice(0, at)}|${said.slice(at)}`, after)
}

test('[CP1] a mark goes around what is selected, and away again', () => {
  expect(made('bold', 'so |high| now')).toBe('so **|high|** now')
  expect(made('bold', 'so **|high|** now')).toBe('so |high| now')
  expect(made('bold', 'so |**high**| now')).toBe('so |high| now')
  expect(made('italic', 'so **|high|** now')).toBe('so ***|high|*** now')
  expect(made('italic', 'so ***|high|*** now')).toBe('so **|high|** now')
  expect(made('italic', '|**high**|')).toBe('*|**high**|*')
  expect(made('strike', 'so |high |now')).toBe('so ~~|high|~~ now')
  expect(made('code', '|')).toBe('`|`')
})

test('[CP1] at the end of what is marked, the same key steps out of it', () => {
  expect(made('bold', '**now|**')).toBe('**now**|')
  expect(made('bold', '**|**')).toBe('|')
  expect(made('bold', '**a** and **c|**')).toBe('**a** and **c**|')
  expect(made('italic', '* a *b|*')).toBe('* a *b*|')
  expect(made('italic', '***a|***')).toBe('***a*|**')
  expect(made('bold', '***a*|**')).toBe('***a***|')
  expect(made('italic', '***a**|*')).toBe('***a***|')
})

test('[CP1] no other mark is stepped into, or taken for its own', () => {
  expect(made('italic', '**word|**')).toBe('**word*|***')
  expect(made('italic', '**a *b|**')).toBe('**a *b*|***')
  expect(made('bold', '**a** |**c**')).toBe('**a** **|****c**')
})

test('[CP1] what is selected from one mark to another one is not marked as a whole', () => {
  expect(made('bold', '|**a** and **b**|')).toBe('**|**a** and **b**|**')
  expect(made('code', '|`a` or `b`|')).toBe('`|`a` or `b`|`')
  expect(made('bold', '|**a *b* c**|')).toBe('|a *b* c|')
  expect(made('italic', '|*a **b** c*|')).toBe('|a **b** c|')
})

test('[CP1] a link has the words that were selected, and becomes them again', () => {
  expect(made('link', 'see |here| now')).toBe('see [here](|) now')
  expect(made('link', 'see |https://a.example/x| now')).toBe('see [|](https://a.example/x) now')
  expect(made('link', '|')).toBe('[|]()')
  expect(made('link', 'see [|here|](https://a.example) now')).toBe('see |here| now')
  expect(made('link', 'see |[here](https://a.example)| now')).toBe('see |here| now')
})

test('[CP1] whole lines become a list, a quote or code, and plain lines again', () => {
  expect(made('bulletList', 'a\non|e\nt|wo\nb')).toBe('a\n|- one\n- two|\nb')
  expect(made('orderedList', '|- one\n- two|')).toBe('|1. one\n2. two|')
  expect(made('orderedList', '|1. one\n2. two|')).toBe('|one\ntwo|')
  expect(made('blockquote', 'said|')).toBe('> said|')
  expect(made('bulletList', '|')).toBe('- |')
  expect(made('codeBlock', '|let a\nlet b|')).toBe('```\n|let a\nlet b|\n```')
  expect(made('code', '|let a\nlet b|')).toBe('```\n|let a\nlet b|\n```')
  expect(made('codeBlock', '```ts\n|let a\nlet b|\n```')).toBe('|let a\nlet b|')
  expect(made('codeBlock', '|```\nlet a\n```|')).toBe('|let a|')
})

test('[CP1] what a format has done, the same format takes back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n') })
  fc.assert(
    fc.property(
      text,
      fc.nat(),
      fc.nat(),
      fc.constantFrom(...formatGroups.flat().filter((format) => format !== 'link')),
      (said, one, other, format) => {
        const selection = {
          start: Math.min(one, other) % (said.length + 1),
          end: Math.max(one, other) % (said.length + 1),
        }
        fc.pre(selection.start < selection.end && said.slice(selection.start, selection.end).trim() !== '')
        const edit = formatted(format, said, selection)
        const after = applied(said, edit)
        expect(applied(after, formatted(format, after, edit.select))).toBe(said)
      },
    ),
  )
})

test('[CP1] the keys for it, with Ctrl, on a Mac with Cmd alone', () => {
  const key = (name: string, more: object = {}, isMac = false) =>
    formatOf(
      { key: name, code: '', ctrlKey: !isMac, metaKey: isMac, shiftKey: false, altKey: false, ...more },
      isMac,
    )
  expect([key('b'), key('i'), key('e'), key('X', { shiftKey: true }), key('K', { shiftKey: true })]).toEqual([
    'bold',
    'italic',
    'code',
    'strike',
    'link',
  ])
  expect([key('x'), key('k'), key('b', { altKey: true }), key('b', { ctrlKey: false })]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  const control = { ctrlKey: true, metaKey: false }
  expect([key('b', {}, true), key('e', control, true)]).toEqual(['bold', undefined])
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
  for (const text of [':smi', ':+1', ':قلب', ':höhle', ':ねこ']) {
    expect([text, askedAt(text, text.length)?.query]).toEqual([text, text.slice(1)])
  }
  for (const text of ['a@b', '10:30', 'https://x', ':s', ':DD', ':-)', '@ana ', 'x#y', '@a\nb']) {
    expect([text, askedAt(text, text.length)]).toEqual([text, undefined])
  }
})

test.each([
  ['**@cy|**', '**@Cyd|**'],
  ['see *@cy|* now', 'see *@Cyd|* now'],
  ['~~**@cy|**~~', '~~**@Cyd|**~~'],
  ['hi @cy|', 'hi @Cyd |'],
  ['@cy|**not hers**', '@Cyd |**not hers**'],
  ['**a** @cy|**b**', '**a** @Cyd |**b**'],
  ['**a\n@cy|**', '**a\n@Cyd |**'],
])('[CP3] what is completed in %j closes no mark off: %j', (before, after) => {
  const caret = before.indexOf('|')
  const text = before.replace('|', '')
  const asked = askedAt(text, caret)
  if (asked === undefined) throw new Error('nothing is asked for')
  const inserted = insertionAt(text, asked, '@Cyd ')
  expect(`${text.slice(0, asked.start)}${inserted}|${text.slice(caret)}`).toBe(after)
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
  const ask = () => Promise.resolve({ people })
  expect(await writtenMessage('@Bob :+1: `@Ana Lima`', ask, undefined)).toEqual({
    text: '@Bob 👍 `@Ana Lima`',
    mentions: [bob.user],
    reached: 0,
  })
})

test('[CP4] an edit keeps the mention of who is called otherwise by now, or is no member any more', async () => {
  const before = { text: 'hello @Eve, @Bob', mentions: [userId('e'.repeat(32)), bob.user] }
  const written = await writtenMessage('hello again @Eve', () => Promise.resolve({ people }), before)
  expect(written.mentions).toEqual([userId('e'.repeat(32))])
})
