import { describe, expect, test } from 'vitest'
import { deceptionOf, siteName, siteOf } from '../../../../../renderer/features/links/outer-link.ts'

describe('[MU15] what a person may be asked no more about is the site that a link shows, exactly', () => {
  test.each([
    ['https://example.org/x?y#z', 'https://example.org'],
    ['HTTPS://EXAMPLE.ORG', 'https://example.org'],
    ['http://example.org/', 'http://example.org'],
    ['https://example.org:443/', 'https://example.org'],
    ['https://example.org:8443/', 'https://example.org:8443'],
    ['https://www.example.org/', 'https://www.example.org'],
    ['https://example.org./', 'https://example.org.'],
    ['https://[2001:db8::1]:8080/', 'https://[2001:db8::1]:8080'],
    ['https://аpple.com/', undefined],
    ['https://xn--pple-43d.com/', undefined],
    ['https://example.org@evil.example/', undefined],
    ['https://:secret@example.org/', undefined],
    ['javascript:alert(1)', undefined],
    ['mailto:ana@example.org', undefined],
    ['https://example.org/\u202Efdp.exe', undefined],
    ['https://exam\u200Bple.org/', undefined],
  ])('%s is of %s', (url, site) => {
    expect(siteOf({ shown: url, url })).toBe(site)
  })

  test.each([
    ['the notes', 'https://example.org/'],
    ['https://example.org/', 'https://example.org/other'],
    ['\u2066https://example.org/\u2069', 'https://example.org/'],
    ['https://example.org', 'https://evil.example/'],
  ])('%s, which leads to %s, is of none', (shown, url) => {
    expect(siteOf({ shown, url })).toBeUndefined()
  })

  test('its name has the scheme where that is not the usual one', () => {
    expect(siteName('https://example.org:8443')).toBe('example.org:8443')
    expect(siteName('http://example.org')).toBe('http://example.org')
  })
})

describe('[MU12] the person is warned of', () => {
  test.each([
    ['https://bank.example', 'https://evil.example/', 'bank.example'],
    ['bank.example', 'https://evil.example/', 'bank.example'],
    ['BANK.example/login', 'https://evil.example/', 'bank.example'],
    ['Log in at https://bank.example now', 'https://evil.example/', 'bank.example'],
    ['https://bank.example@evil.example/', 'https://evil.example/', 'bank.example'],
    ['https://bank.example', 'https://bank.example.evil.example/', 'bank.example'],
    ['https://bank.example', 'https://notbank.example/', 'bank.example'],
    ['https://ba\u200Bnk.example', 'https://evil.example/', 'bank.example'],
    ['\u202Ebank.example', 'https://evil.example/', 'bank.example'],
    ['https://online.bank.example', 'https://bank.example/', 'online.bank.example'],
    ['https://bank.example', 'https://xn--bnk-6cd.example/', 'bank.example'],
    ['https://bаnk.example', 'https://bank.example/', 'xn--bnk-6cd.example'],
  ])('another host: %s, which leads to %s', (shown, url, host) => {
    expect(deceptionOf({ shown, url })).toEqual({ kind: 'shows-other', host })
  })

  test.each([
    ['https://bаnk.example', 'https://xn--bnk-6cd.example/'],
    ['the bank', 'https://xn--bnk-6cd.example/'],
    ['https://xn--bnk-6cd.example/', 'https://xn--bnk-6cd.example/'],
  ])('letters that can be mistaken: %s, which leads to %s', (shown, url) => {
    expect(deceptionOf({ shown, url })).toEqual({ kind: 'letters' })
  })

  test.each([
    ['the notes', 'https://example.org/'],
    ['v1.2.3', 'https://example.org/'],
    ['example.org', 'https://example.org/'],
    ['www.example.org', 'https://example.org/'],
    ['example.org', 'https://docs.example.org/a'],
    ['https://example.org/x', 'https://example.org/y'],
    ['https://example.org', 'https://example.org./'],
    ['ana@example.org', 'mailto:ana@example.org'],
  ])('neither: %s, which leads to %s', (shown, url) => {
    expect(deceptionOf({ shown, url })).toBeUndefined()
  })
})
