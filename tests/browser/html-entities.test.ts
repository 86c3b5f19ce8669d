import { expect, test } from 'vitest'
import { readMarkup } from '../../renderer/features/markup/read-markup.ts'
import { decodeHTMLStrict } from '../../renderer/platform/html-entities.ts'

const shown = (text: string): string => JSON.stringify(readMarkup(text))

test.each([
  ['&amp;', '&'],
  ['&AMP;', '&'],
  ['&lt;', '<'],
  ['&semi;', ';'],
  ['&nbsp;', '\u{A0}'],
  ['&Tab;', '\t'],
  ['&NewLine;', '\n'],
  ['&aacute;', 'á'],
  ['&Aacute;', 'Á'],
  ['&ngE;', '\u{2267}\u{338}'],
  ['&Afr;', '\u{1D504}'],
  ['&CounterClockwiseContourIntegral;', '∳'],
  ['&notit;', '&notit;'],
  ['&ampx;', '&ampx;'],
  ['&aAcute;', '&aAcute;'],
  ['&constructor;', '&constructor;'],
])('[MU1] %s is %o, as in CommonMark', (written, read) => {
  expect(decodeHTMLStrict(written)).toBe(read)
  // Here markdown-it asks the package itself.
  expect(shown(`a${written}b`)).toContain(JSON.stringify(`a${read}b`))
})
