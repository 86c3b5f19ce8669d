import { expect, test } from 'vitest'
import { isSafeLink, linkFrom } from '../../../../../renderer/features/documents/editor/safe-link.ts'

test.each([
  ['https://example.org/a?b#c', true],
  ['HTTP://EXAMPLE.org', true],
  ['mailto:ana@example.org', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['JaVaScRiPt:alert(1)', false],
  ['data:text/html,<script>', false],
  ['vbscript:x', false],
  ['file:///etc/passwd', false],
  ['//example.org', false],
  ['/relative', false],
  ['', false],
  [`https://example.org/${'x'.repeat(4_096)}`, false],
])('[DO3] a link %s may stand in a document: %s', (href, isSafe) => {
  expect(isSafeLink(href)).toBe(isSafe)
})

test.each([
  ['https://example.org', 'https://example.org'],
  ['  example.org/plan?a=b ', 'https://example.org/plan?a=b'],
  ['ana@example.org', 'mailto:ana@example.org'],
  ['mailto:ana@example.org', 'mailto:ana@example.org'],
  ['javascript:alert(1)', undefined],
  ['javascript.x:alert(1)', undefined], // a port that is no number is no address
  ['two words', undefined],
  ['word', undefined],
  ['', undefined],
])('[DO3] %s typed as a link is %s', (typed, href) => {
  expect(linkFrom(typed)).toBe(href)
})
