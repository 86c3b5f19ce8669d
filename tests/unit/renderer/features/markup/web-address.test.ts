import { expect, test } from 'vitest'
import { saysWhereItLeads, webAddress } from '../../../../../renderer/features/markup/web-address.ts'

test.each([
  ['https://example.org/x', 'https://example.org/x', true],
  ['HTTPS://EXAMPLE.ORG', 'https://example.org/', true],
  ['http://127.0.0.1:80/', 'http://127.0.0.1/', true],
  ['the notes', 'https://example.org/', false],
  ['https://bank.example', 'https://evil.example/', false],
  ['https://example.org/x', 'https://example.org/y', false],
  ['https://аpple.com/', 'https://xn--pple-43d.com/', false],
  ['https://xn--pple-43d.com/', 'https://xn--pple-43d.com/', false],
  ['https://example.org/\u202Efdp.exe', 'https://example.org/%E2%80%AEfdp.exe', false],
  ['https://exam\u200Bple.org/', 'https://example.org/', false],
])('[MU12] %s for %s', (shown, url, says) => {
  expect(saysWhereItLeads(shown, url)).toBe(says)
})

test.each(['javascript:x', 'https://u:p@a.example', 'mailto:a@b.example', '//a.example', 'https://', ''])(
  '[MU2] %s is no address to open',
  (text) => {
    expect(webAddress(text)).toBeUndefined()
  },
)
