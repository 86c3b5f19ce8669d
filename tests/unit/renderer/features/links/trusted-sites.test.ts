import { describe, expect, test } from 'vitest'
import {
  forgetAllSites,
  forgetSite,
  maxSites,
  opensAtOnce,
  trustedSites,
  trustSite,
} from '../../../../../renderer/features/links/trusted-sites.ts'
import { forgetful, rememberedFor } from '../../../../../renderer/platform/remembered.ts'

const key = 'links.trusted'

test('[MU15] a site is asked about no more once the person has said so, until it is forgotten', () => {
  const remembered = forgetful()
  const link = { shown: 'https://example.org/x', url: 'https://example.org/x' }
  expect(opensAtOnce(link, remembered)).toBe(false)
  trustSite(remembered, 'https://example.org')
  trustSite(remembered, 'https://boats.example')
  trustSite(remembered, 'https://example.org')
  expect(trustedSites(remembered)).toEqual(['https://example.org', 'https://boats.example'])
  expect(opensAtOnce(link, remembered)).toBe(true)
  forgetSite(remembered, 'https://example.org')
  expect(opensAtOnce(link, remembered)).toBe(false)
  expect(trustedSites(remembered)).toEqual(['https://boats.example'])
  forgetAllSites(remembered)
  expect(trustedSites(remembered)).toEqual([])
})

describe('[MU15] what is asked about no more covers nothing else', () => {
  const remembered = forgetful()
  trustSite(remembered, 'https://example.org')

  test.each([
    'https://example.org/any/path?and=query#part',
    'HTTPS://EXAMPLE.ORG/',
    'https://example.org:443/',
  ])('%s opens', (url) => {
    expect(opensAtOnce({ shown: url, url }, remembered)).toBe(true)
  })

  test.each([
    'http://example.org/',
    'https://example.org:8443/',
    'https://www.example.org/',
    'https://example.org.evil.example/',
    'https://notexample.org/',
    'https://example.org./',
    'https://evil.example/https://example.org',
    'https://evil.example\\@example.org/',
    'https://example.org@evil.example/',
    'https://user@example.org/',
    'https://exаmple.org/',
    'https://xn--exmple-4nf.org/',
    'https://example.org/\u202Egpj.exe',
    'https://exa\u00ADmple.org/',
    'mailto:ana@example.org',
    'javascript:location="https://example.org"',
    '',
  ])('%s asks', (url) => {
    expect(opensAtOnce({ shown: url, url }, remembered)).toBe(false)
  })

  test.each([
    'here',
    'example.org',
    'https://example.org/other',
    'https://evil.example/',
    ' \u2067https://example.org/x',
    'https://example.org/x\u2069',
  ])('%s that leads there asks', (shown) => {
    expect(opensAtOnce({ shown, url: 'https://example.org/x' }, remembered)).toBe(false)
  })
})

test('[MU15] no more than two hundred are kept: the one that was added first goes', () => {
  const remembered = forgetful()
  for (let at = 0; at <= maxSites; at++) trustSite(remembered, `https://s${at}.example`)
  const sites = trustedSites(remembered)
  expect(sites).toHaveLength(maxSites)
  expect(sites[0]).toBe(`https://s${maxSites}.example`)
  expect(sites.at(-1)).toBe('https://s1.example')
})

test('[MU15] two hundred of the longest hosts have room', () => {
  const remembered = forgetful()
  const label = 'w'.repeat(58)
  const siteAt = (at: number): string =>
    `https://${String(at).padStart(5, '0')}${label}.${label}.${label}.${label}.example:65535`
  for (let at = 0; at < maxSites; at++) trustSite(remembered, siteAt(at))
  expect(new URL(siteAt(0)).hostname.length).toBeGreaterThan(245)
  expect(trustedSites(remembered)).toHaveLength(maxSites)
})

test.each([
  ['nothing', '', []],
  ['no addresses', '{"a":1} null 7', []],
  ['hosts alone', 'example.org //example.org', []],
  ['paths, users and other spellings', 'https://a.example/ https://u@b.example HTTPS://c.example', []],
  ['letters that can be mistaken', 'https://xn--pple-43d.com https://аpple.com', []],
  ['other schemes', 'javascript:x file:///etc ftp://a.example mailto:a@b.example', []],
  ['a good one among others', '* https://a.example  https://a.example .', ['https://a.example']],
  ['more than could have been written', `https://a.example ${'x'.repeat(70_000)}`, []],
])('[MU15] of what lies there damaged, what is no site is none: %s', (_, text, sites) => {
  const remembered = forgetful()
  remembered.write(key, text)
  expect(trustedSites(remembered)).toEqual(sites)
})

test('[MU15] another account of the device is asked all the same', () => {
  const device = forgetful()
  trustSite(rememberedFor(device, 'ana'), 'https://example.org')
  expect(trustedSites(rememberedFor(device, 'ana'))).toEqual(['https://example.org'])
  expect(trustedSites(rememberedFor(device, 'ben'))).toEqual([])
})
