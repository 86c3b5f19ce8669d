import { expect, test } from 'vitest'
import { parseQuery } from '../../../../../core/search/parse-query.ts'
import type { Found } from '../../../../../core/search/query.ts'
import { conversationId, opId, userId } from '../../../../../core/protocol/ids.ts'
import { millis } from '../../../../../core/base/clock.ts'
import { listed, queryFor } from '../../../../../renderer/features/file-list/listed.ts'

const conversation = conversationId('c'.repeat(32))
const found = (digit: string, text: string, files: ReadonlyArray<string> = []): Found => ({
  id: opId(digit.repeat(32)),
  author: userId('a'.repeat(32)),
  at: { time: millis(1), counter: 0 },
  conversation,
  segment: 0,
  text,
  files,
  traits: [],
  redactors: [],
  masks: [],
  expiresAt: undefined,
  highlights: [],
})

test('a message with several files is several lines, each under its kind', () => {
  const all = [
    found('1', 'see', ['boat.JPG', 'plan.pdf', 'boat.jpg.exe']),
    found('2', '', ['crew.webp', 'drawing.svg']),
  ]
  expect(listed(all, 'images', '').map(({ name }) => name)).toEqual(['boat.JPG', 'crew.webp'])
  expect(listed(all, 'files', '').map(({ name }) => name)).toEqual([
    'plan.pdf',
    'boat.jpg.exe',
    'drawing.svg',
  ])
  expect(listed(all, 'files', 'PLÁN').map(({ name }) => name)).toEqual(['plan.pdf'])
  expect(listed(all, 'images', 'see')).toEqual([]) // that is what was said, not a name
})

test('links are those that may be opened, each once a message, without the signs around them', () => {
  const text =
    '(https://example.org/a). and https://example.org/a, http://x@evil.example/ javascript:alert(1) HTTPS://Other.example/b_c!'
  expect(listed([found('1', text)], 'links', '').map(({ url }) => url?.href)).toEqual([
    'https://example.org/a',
    'https://other.example/b_c',
  ])
  expect(listed([found('1', text)], 'links', 'other')).toHaveLength(1)
})

test('the index is asked for one conversation, whatever is typed', () => {
  const query = parseQuery(queryFor(conversation, 'files', 'a" in:other has:link "b'))
  expect(query.in).toEqual([conversation])
  expect(query.traits).toEqual(['file'])
  expect(parseQuery(queryFor(conversation, 'links', ' ')).terms).toEqual([])
})
