import { expect, onTestFinished, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { type Loopback, openLoopback } from '../../../../main/sign-in/loopback.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'
import { farewell } from '../../../support/farewell.ts'

const state = 's'.repeat(43)

async function setup(
  returnLink?: string,
): Promise<{ readonly loopback: Loopback; readonly clock: VirtualClock }> {
  const clock = createVirtualClock()
  const loopback = await openLoopback({ clock, patience: millis(60_000), returnLink, farewell }, state)
  onTestFinished(loopback.cancel)
  return { loopback, clock }
}
const visit = ({ redirectUri }: Loopback, query: string, init: RequestInit = {}) =>
  fetch(`${redirectUri}${query}`, init)
/** What the loopback has answered by now. */
const now = ({ answer }: Loopback) => Promise.race([answer, Promise.resolve('waiting')])

test('[AU10] brings the code back, once, and is gone then', async () => {
  const { loopback } = await setup()
  expect(loopback.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oidc\/callback$/)
  const page = await visit(loopback, `?code=abc&state=${state}&iss=https%3A%2F%2Fid.example`)
  expect(await page.text()).toContain('You can go back to Tidings')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await loopback.answer).toEqual({ ok: true, value: { code: 'abc', issuer: 'https://id.example' } })
  await expect(visit(loopback, `?code=another&state=${state}`)).rejects.toThrow('fetch failed')
})

test.each([
  ['no state', '?code=abc', {}],
  ['another state', `?code=abc&state=${'x'.repeat(43)}`, {}],
  ['two states', `?code=abc&state=${state}&state=${state}`, {}],
  ['an error without the state', '?error=access_denied', {}],
  ['another method', `?code=abc&state=${state}`, { method: 'POST' }],
])('[AU10] %s is answered and forgotten', async (_name, query, init) => {
  const { loopback } = await setup()
  expect((await visit(loopback, query, init)).status).toBe(404)
  expect(await now(loopback)).toBe('waiting')
  await visit(loopback, `?code=good&state=${state}`)
  expect(await loopback.answer).toMatchObject({ value: { code: 'good' } })
})

test('[AU10] another path, and another host name, are not the address', async () => {
  const { loopback } = await setup()
  const elsewhere = loopback.redirectUri.replace('/oidc/callback', '/')
  expect((await fetch(`${elsewhere}?code=abc&state=${state}`)).status).toBe(404)
  const named = loopback.redirectUri.replace('127.0.0.1', 'localhost')
  const answer = await fetch(`${named}?code=abc&state=${state}`).then(
    ({ status }) => status,
    () => 404,
  )
  expect(answer).toBe(404)
  expect(await now(loopback)).toBe('waiting')
})

test.each([
  ['?error=access_denied', 'denied'],
  ['?error=server_error', 'refused'],
  ['?code=one&code=two', 'refused'],
  ['?', 'refused'],
])('[AU10] %s ends it: %s', async (query, kind) => {
  const { loopback } = await setup()
  const page = await visit(loopback, `${query}&state=${state}`)
  expect(await page.text()).toContain('You were not signed in')
  expect(await loopback.answer).toEqual({ ok: false, failure: { kind } })
})

test('[AU10] nobody comes: it ends by itself; called off, at once', async () => {
  const { loopback, clock } = await setup()
  clock.advance(60_000)
  expect(await loopback.answer).toEqual({ ok: false, failure: { kind: 'took-too-long' } })
  await expect(visit(loopback, `?code=abc&state=${state}`)).rejects.toThrow('fetch failed')
  const { loopback: other } = await setup()
  other.cancel()
  expect(await other.answer).toEqual({ ok: false, failure: { kind: 'cancelled' } })
})

test('[DT5] where the system knows links of the app the last page has one back, which carries nothing', async () => {
  const { loopback } = await setup('tidings://signed-in')
  const page = await (await visit(loopback, `?code=abc&state=${state}`)).text()
  expect(page).toContain('<a href="tidings://signed-in">Open Tidings</a>')
  expect(page).not.toContain('abc')
  const other = await setup()
  expect(await (await visit(other.loopback, `?code=abc&state=${state}`)).text()).not.toContain('<a ')
})

test('[AU10] the page at the end says what it was given, in that language, and as text alone', async () => {
  const hostile = { title: '<script>alert(1)</script>', text: '"&<b>' }
  const clock = createVirtualClock()
  const loopback = await openLoopback(
    {
      clock,
      patience: millis(60_000),
      returnLink: undefined,
      farewell: { ...farewell, lang: 'ar', dir: 'rtl', nothing: hostile },
    },
    'state',
  )
  const page = await fetch(new URL('/', loopback.redirectUri))
  const html = await page.text()
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('<p>&quot;&amp;&lt;b>')
  expect(html).not.toContain('<script')
  loopback.cancel()
})
