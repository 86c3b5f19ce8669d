import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Look } from '../../../../../renderer/features/markup/inline-ranges.ts'
import type { Block, Inline } from '../../../../../renderer/features/markup/markup.ts'
import { readMarkup } from '../../../../../renderer/features/markup/read-markup.ts'
import { maxFormattedLength, mayHaveMarks } from '../../../../../renderer/features/markup/may-have-marks.ts'
import {
  maxRanges,
  rangesAround,
  readWritten,
} from '../../../../../renderer/features/markup/written-markup.ts'
import { hostileTexts } from '../../../../support/hostile-texts.ts'

interface Piece {
  readonly text: string
  readonly looks: ReadonlyArray<Look>
}

/** The text, cut where its look changes. */
function piecesOf(text: string): ReadonlyArray<Piece> {
  const ranges = mayHaveMarks(text) ? readWritten(text) : []
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])].toSorted(
    (one, other) => one - other,
  )
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const found = ranges.filter((range) => range.start <= start && end <= range.end).map(({ look }) => look)
    return { text: text.slice(start, end), looks: [...new Set(found)].toSorted() }
  })
}

/** Looks in braces before what has them: `{mark}**{}` */
const drawn = (text: string): string =>
  piecesOf(text)
    .map((piece) => `{${piece.looks.join(' ')}}${piece.text}`)
    .join('')

test.each([
  ['**now**', '{mark}**{strong}now{mark}**'],
  ['and _soon_', '{}and {mark}_{emphasis}soon{mark}_'],
  ['***a***', '{mark}*{emphasis mark}**{emphasis strong}a{emphasis mark}**{mark}*'],
  ['x ~~~a~~~', '{}x ~{mark}~~{strike}a{mark}~~{}~'],
  ['`` a` ``', '{code mark}``{code} a` {code mark}``'],
  ['[a](https://b.example "c")', '{mark}[{link}a{mark}](https://b.example "c")'],
  ['![a](https://b.example)', '{mark}![{link}a{mark}](https://b.example)'],
  ['<https://b.example>!', '{mark}<{link}https://b.example{mark}>{}!'],
  ['see https://b.example.', '{}see {link}https://b.example{}.'],
  ['[a]\n\n[a]: https://b.example', '{mark}[{link}a{mark}]{mark}\n\n[a]: https://b.example'],
  ['2 \\* 3\\\n4', '{}2 {mark}\\{}* 3{mark}\\{}\n4'],
  ['# Head ##', '{mark}# {strong}Head{mark} ##'],
  ['# # #', '{mark}# {strong}#{mark} #'],
  ['Head\n---', '{strong}Head{mark}\n---'],
  ['a\n\n---', '{}a{mark}\n\n---'],
  ['- a\n  1. b', '{mark}- {}a{mark}\n  1. {}b'],
  ['> a\n>\n> b', '{mark quote}> {quote}a{mark}\n{mark quote}>{mark}\n{mark quote}> {quote}b'],
  ['```js\na\n\n  b\n```\nc', '{mark}```js\n{code}a{}\n\n{code}  b{mark}\n```\n{}c'],
  ['```what it is\na', '{mark}```{code}what it is{}\n{code}a'],
  ['    a', '{}    {code}a'],
  [
    '| a |\n|---|\n| `1\\|2` |',
    '{mark}| {strong}a{mark} |\n|---|\n| {code mark}`{code}1{mark}\\{code}|2{code mark}`{mark} |',
  ],
])('[CP10] what %j will look like is seen as it is written', (text, expected) => {
  expect(drawn(text)).toBe(expected)
})

test.each([
  '',
  'now',
  'snake_case',
  '2 * 3 * 4',
  'a > b',
  '``` said',
  '[a]: https://b.example',
  '<b>a</b>',
  '\\a',
  'javascript:a',
])('[CP10] %j is plain', (text) => {
  expect(piecesOf(text).flatMap(({ looks }) => looks)).toEqual([])
})

interface Letter {
  readonly letter: string
  readonly looks: ReadonlyArray<Look>
}

const letters = (text: string, looks: ReadonlySet<Look>): ReadonlyArray<Letter> =>
  Array.from(text.replaceAll(/\s/gu, ''), (letter) => ({ letter, looks: [...looks].toSorted() }))

function inlineLetters(parts: ReadonlyArray<Inline>, looks: ReadonlySet<Look>): ReadonlyArray<Letter> {
  return parts.flatMap((part) => {
    if (part.kind === 'break') return []
    if (part.kind === 'text') return letters(part.text, looks)
    const within = new Set([...looks, part.kind])
    return 'parts' in part ? inlineLetters(part.parts, within) : letters(part.text, within)
  })
}

function blockLetters(block: Block, looks: ReadonlySet<Look>): ReadonlyArray<Letter> {
  switch (block.kind) {
    case 'paragraph':
      return inlineLetters(block.parts, looks)
    case 'heading':
      return inlineLetters(block.parts, new Set([...looks, 'strong']))
    case 'quote':
      return block.blocks.flatMap((each) => blockLetters(each, new Set([...looks, 'quote'])))
    case 'list':
      return block.items.flat().flatMap((each) => blockLetters(each, looks))
    case 'table':
      return block.rows.flatMap((row, index) =>
        row.flatMap(({ parts }) => inlineLetters(parts, index === 0 ? new Set([...looks, 'strong']) : looks)),
      )
    case 'code':
      return letters(block.text, new Set([...looks, 'code']))
    case 'plain':
      return letters(block.text, looks)
    case 'rule':
      return []
  }
}

const pieces = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '~~',
  '~~~',
  '`',
  '``',
  '```',
  '\\',
  '|',
  '!',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  'a',
  'b c',
  'é',
  '語',
  '😀',
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '> ',
  '- ',
  '* ',
  '1. ',
  '23) ',
  '# ',
  '### ',
  ' #',
  '](https://x.example)',
  '](javascript:a)',
  'https://x.example/y',
  '<https://x.example>',
  '```js\n',
  '\n---\n',
  '\n===\n',
  '| a | b |\n|---|---|\n',
  '[a]: https://x.example\n',
  '[a]',
  '\n~~~\n',
  '<b>',
  ':',
  '"',
  '\u{A0}',
  '\u{200F}',
]
const anyMarkdown = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join(''))

test('[CP10] whatever is written, its letters look as those of the message will, and all others are marks', () => {
  fc.assert(
    fc.property(anyMarkdown, (text) => {
      // A picture without words shows its address in their place, which the text has as a mark.
      fc.pre(!/!\[\]/u.test(text))
      const seen = piecesOf(text).flatMap(({ text: said, looks }) =>
        looks.includes('mark') ? [] : letters(said, new Set(looks)),
      )
      expect(seen).toEqual(readMarkup(text).flatMap((block) => blockLetters(block, new Set())))
    }),
    { numRuns: 5_000 },
  )
})

test('[CP10] what would take too long is plain', () => {
  const long = `**a**${'a'.repeat(maxFormattedLength - 5)}`
  expect(drawn(long)).toContain('{strong}a')
  expect(drawn(`${long}a`)).toBe(`{}${long}a`)
  const cells = `${'|a'.repeat(100)}\n${'|-'.repeat(100)}${'\n|'.repeat(100)}`
  expect(drawn(`${cells}\n\n**a**`)).not.toContain('strong')
})

test('[CP10] of more than may be drawn, what is nearest to a place is', () => {
  const text = '~~a~~ '.repeat(600)
  const all = readWritten(text)
  expect(all).toHaveLength(1_800)
  for (const [place, first] of [
    [0, 0],
    [1_800, 800],
    [3_600, 1_600],
  ] as const) {
    const drawnThere = rangesAround(all, place)
    expect(drawnThere).toHaveLength(maxRanges)
    const starts = drawnThere.map(({ start }) => start)
    expect(Math.abs(Math.min(...starts) - first)).toBeLessThan(10)
    expect(Math.abs(Math.max(...starts) - first - 2_000)).toBeLessThan(10)
  }
  expect(rangesAround(all.slice(0, maxRanges), 0)).toEqual(all.slice(0, maxRanges))
})

test.each(Object.entries(hostileTexts))('[CP10] %s: every range lies within the text', (_, text) => {
  for (const { start, end } of readWritten(text.replaceAll(/\r\n?/gu, '\n'))) {
    expect(0 <= start && start < end && end <= text.length).toBe(true)
  }
})
