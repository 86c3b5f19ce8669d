import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Inline, Markup } from '../../../../../renderer/features/markup/markup.ts'
import { plainText } from '../../../../../renderer/features/markup/plain-text.ts'
import {
  maxAddressLength,
  maxDepth,
  maxPieces,
  readMarkup,
} from '../../../../../renderer/features/markup/read-markup.ts'
import { hostileTexts } from '../../../../support/hostile-texts.ts'

const text = (said: string): Inline => ({ kind: 'text', text: said })
const paragraph = (...parts: ReadonlyArray<Inline>): Block => ({ kind: 'paragraph', parts })

function linksIn(markup: Markup): ReadonlyArray<string> {
  return JSON.stringify(markup)
    .split('{"kind":"link","url":')
    .slice(1)
    .map((rest) => String(JSON.parse(/^"(?:[^"\\]|\\.)*"/u.exec(rest)?.[0] ?? '""')))
}

test('[MU1] emphasis, code, lists, quotes, heads, tables and links are read as CommonMark has them', () => {
  expect(readMarkup('**b** _i_ ~~s~~ `c`')).toEqual([
    paragraph(
      { kind: 'strong', parts: [text('b')] },
      text(' '),
      { kind: 'emphasis', parts: [text('i')] },
      text(' '),
      { kind: 'strike', parts: [text('s')] },
      text(' '),
      { kind: 'code', text: 'c' },
    ),
  ])
  expect(readMarkup('# Head\n\n> said\n\n3. three\n4. four\n\n- x\n\n---\n\n```TS\nlet a = 1\n```')).toEqual([
    { kind: 'heading', level: 1, parts: [text('Head')] },
    { kind: 'quote', blocks: [paragraph(text('said'))] },
    { kind: 'list', start: 3, items: [[paragraph(text('three'))], [paragraph(text('four'))]] },
    { kind: 'list', start: undefined, items: [[paragraph(text('x'))]] },
    { kind: 'rule' },
    { kind: 'code', language: 'ts', text: 'let a = 1' },
  ])
  expect(readMarkup('| a | b |\n|:-:|--:|\n| 1 | 2 |')).toEqual([
    {
      kind: 'table',
      rows: [
        [
          { align: 'center', parts: [text('a')] },
          { align: 'end', parts: [text('b')] },
        ],
        [
          { align: 'center', parts: [text('1')] },
          { align: 'end', parts: [text('2')] },
        ],
      ],
    },
  ])
})

test('[MU1] a new line is a new line', () => {
  expect(readMarkup('one\ntwo')).toEqual([paragraph(text('one'), { kind: 'break' }, text('two'))])
})

test.each([
  ['see https://example.org/a?b=c#d', ['https://example.org/a?b=c#d']],
  ['https://example.org.', ['https://example.org']],
  ['(see http://example.org/x)', ['http://example.org/x']],
  ['https://en.wikipedia.org/wiki/Tide_(physics), yes', ['https://en.wikipedia.org/wiki/Tide_(physics)']],
  ['“https://example.org/”!', ['https://example.org/']],
  ['two: http://a.example and https://b.example?!', ['http://a.example', 'https://b.example']],
  ['[words](https://example.org/x)', ['https://example.org/x']],
  ['`https://example.org`', []],
])('[MU2] %s', (said, expected) => {
  expect(linksIn(readMarkup(said))).toEqual(expected)
})

test.each([
  'javascript:alert(1)',
  'ftp://example.org',
  'file:///etc/passwd',
  'mailto:a@b.example',
  'https://bank.example@evil.example',
  'https://a:b@evil.example',
  'a@b.example',
  'example.org',
  'https://',
  '[x](javascript:alert(1))',
  '[x](data:text/html,x)',
  '![x](data:image/svg+xml,x)',
])('[MU2] %s is no link, and stands as it was written', (said) => {
  const markup = readMarkup(said)
  expect(linksIn(markup)).toEqual([])
  expect(plainText(said)).toBe(said)
})

test('[MU3] a picture is a link to it, HTML is text', () => {
  expect(readMarkup('![pier](https://x.example/p.png)')).toEqual([
    paragraph({ kind: 'link', url: 'https://x.example/p.png', parts: [text('pier')] }),
  ])
  expect(readMarkup('<b onclick="x">hi</b>')).toEqual([paragraph(text('<b onclick="x">hi</b>'))])
})

test.each(Object.entries(hostileTexts))('[MU4] %s is bounded in depth, pieces and addresses', (_, said) => {
  const begun = performance.now()
  const markup = readMarkup(said)
  expect(performance.now() - begun).toBeLessThan(2_000) // a bound in seconds would be a hung page; noise is far below
  const json = JSON.stringify(markup)
  const depth = Math.max(...depthsOf(json))
  expect(depth).toBeLessThan(4 * maxDepth + 8)
  expect(json.split('"kind"').length).toBeLessThanOrEqual(2 * maxPieces)
  expect(linksIn(markup).join('').length).toBeLessThanOrEqual(maxAddressLength)
  for (const url of linksIn(markup)) expect(new URL(url).protocol).toMatch(/^https?:$/u)
  expect(plainText(said).trim()).not.toBe('')
})

function depthsOf(json: string): ReadonlyArray<number> {
  let depth = 0
  return json
    .replaceAll(/"(?:[^"\\]|\\.)*"/gu, '')
    .split('')
    .map((sign) => {
      if (sign === '[' || sign === '{') depth++
      if (sign === ']' || sign === '}') depth--
      return depth
    })
}

test('[MU4] what would be too deep or too much stands as it was written', () => {
  for (const name of [
    'quotes a thousand deep',
    'table without end',
    'one address ten thousand times',
  ] as const) {
    const said = hostileTexts[name] ?? ''
    const [first] = readMarkup(said)
    expect([name, first?.kind]).not.toEqual([name, undefined])
    expect(plainText(said)).toContain(said.slice(0, 100).trim().split('\n')[0])
  }
})

test.each([
  ['tide\n~~~~ ebb', ['tide', '~~~~ ebb']],
  ['``` here is what I see\nebb\n```', ['here is what I see\nebb']],
  ['> ```js\n> ebb()', ['ebb()']],
])('[MU4] words behind a fence are not lost: %j', (said, words) => {
  expect(plainText(said)).toBe(words.join('\n'))
})

test('[MU4] no text throws, and words in it are still there', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('*', '_', '`', '[', '](', ')', '> ', '- ', '\n', '|', '# ', ' ', '~~', 'https://a.b'),
      ),
      (signs) => {
        const said = `tide ${signs.join('')} ebb`
        expect(plainText(said)).toContain('tide')
        expect(plainText(said)).toContain('ebb')
      },
    ),
  )
})

test('[MU5] the same text gives the same tree, and a thousand others make it forgotten', () => {
  const first = readMarkup('remembered **well**')
  expect(readMarkup('remembered **well**')).toBe(first)
  for (let number = 0; number < 1_000; number++) readMarkup(`other ${number}`)
  expect(readMarkup('remembered **well**')).not.toBe(first)
  expect(readMarkup('remembered **well**')).toEqual(first)
})

test('[MU6] previews have the words without the marks', () => {
  expect(plainText('**Hi** [notes](https://x.example)\n- a\n- `b`')).toBe('Hi notes\na\nb')
  expect(plainText('[a]: https://x.example')).toBe('[a]: https://x.example')
})
