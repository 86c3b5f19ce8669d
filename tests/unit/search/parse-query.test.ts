import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { asksNothing, parseQuery } from '../../../core/search/parse-query.ts'

test('[SE11] words, phrases and filters', () => {
  expect(parseQuery('Foo "Bar  baz" from:@ana in:#general has:link before:2004-11 after:2003')).toEqual({
    terms: ['foo', 'bar baz'],
    from: ['@ana'],
    in: ['#general'],
    traits: ['link'],
    since: millis(new Date(2004, 0, 1).getTime()),
    until: millis(new Date(2004, 10, 1).getTime()),
    misread: [],
  })
})

test('[SE12] filters that make no sense are named', () => {
  expect(parseQuery('has:cake before:soon after:2004-13 x').misread).toEqual([
    'has:cake',
    'before:soon',
    'after:2004-13',
  ])
})

test('[SE60] a filter with nothing behind it is left out until it has a value', () => {
  for (const filter of ['from:', 'In:', 'before:', 'after:', 'has:', 'from:"', 'in:""', 'from:@', 'in:#', 'from:" "']) {
    const alone = parseQuery(filter)
    expect(alone).toEqual(parseQuery(''))
    expect(asksNothing(alone)).toBe(true)
    expect(parseQuery(`tea ${filter} `)).toEqual(parseQuery('tea'))
  }
  expect(parseQuery('from: in:boats tea has:')).toEqual(parseQuery('tea in:boats'))
  expect(parseQuery('see: http://').terms).toEqual(['see:', 'http://'])
  expect(asksNothing(parseQuery('from:a'))).toBe(false)
}) // prettier-ignore
