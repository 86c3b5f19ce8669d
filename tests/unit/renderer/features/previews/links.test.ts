import { expect, test } from 'vitest'
import { firstPage, hostOf, isOf } from '../../../../../renderer/features/previews/links.ts'

test('the first link to a page is what a preview is of', () => {
  expect(firstPage('see https://one.org/a and https://two.org')).toBe('https://one.org/a')
  expect(firstPage('[the boat](https://One.org)')).toBe('https://one.org/')
  expect(firstPage('- a list\n- https://one.org/ü')).toBe('https://one.org/%C3%BC')
  for (const text of [
    '',
    'nothing',
    'http://one.org',
    '`https://one.org`',
    '> https://one.org',
    '[x](https://a@one.org)',
  ])
    expect(firstPage(text)).toBeUndefined()
})

test('[RE21] a preview of what the text does not link to is not shown', () => {
  const preview = { url: 'https://one.org/', title: 'Bank' }
  expect(isOf(preview, 'https://one.org')).toBe(true)
  expect(isOf(preview, 'https://one.org.evil.example')).toBe(false)
  expect(isOf(preview, 'https://evil.example/?https://one.org/')).toBe(false)
  expect(isOf(preview, 'no link any more')).toBe(false)
  expect(hostOf('https://one.org.evil.example/one.org')).toBe('one.org.evil.example')
})
