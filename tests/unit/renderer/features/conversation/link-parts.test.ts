import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitLinks } from '../../../../../renderer/features/conversation/link-parts.ts'

const links = (text: string): ReadonlyArray<string> =>
  splitLinks(text).flatMap((part) => (part.kind === 'link' ? [part.url] : []))

test.each([
  ['see https://example.org/a?b=c#d', ['https://example.org/a?b=c#d']],
  ['https://example.org.', ['https://example.org']],
  ['(see http://example.org/x)', ['http://example.org/x']],
  ['https://en.wikipedia.org/wiki/Tide_(physics), yes', ['https://en.wikipedia.org/wiki/Tide_(physics)']],
  ['“https://example.org/”!', ['https://example.org/']],
  ['two: http://a.example and https://b.example?!', ['http://a.example', 'https://b.example']],
  ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected)
})

test.each([
  'javascript:alert(1)',
  'ftp://example.org',
  'file:///etc/passwd',
  'https://',
  'http://.',
  'https://[bad',
  'data:text/html,x',
])('%s is no link', (text) => {
  expect(links(text)).toEqual([])
})

test('the parts make the text again, and every link is http or https', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom('http://', ').', '("', ' ', '\n', 'https://x.y'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const parts = splitLinks(text)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const part of parts)
        if (part.kind === 'link') expect(new URL(part.url).protocol).toMatch(/^https?:$/)
    }),
  )
})

test('brackets without end are cut off without looking at all of them for each', () => {
  expect(links('https://x.y/'.padEnd(16_384, ')'))).toEqual(['https://x.y/'])
  expect(links('https://x.y/('.padEnd(16_384, '('))).toEqual(['https://x.y/'])
})
