import { expect, test } from 'vitest'
import { onlyAllowed, serversOf } from '../../../../main/policy/allowed-servers.ts'
import { chooseCertificate } from '../../../../main/policy/client-certificate.ts'
import { proxyConfig } from '../../../../main/policy/proxy-config.ts'
import type { Fetch } from '../../../../main/sign-in/relay-api.ts'
import { contentSecurityPolicy } from '../../../../main/window/content-security-policy.ts'
import { createTestPolicy } from '../../../support/policies.ts'

test('[PO13] main asks no server that is not allowed, whatever the path says', async () => {
  const asked: Array<string> = []
  const fetch: Fetch = async (url) => {
    asked.push(url)
    return new Response('{}')
  }
  const guarded = onlyAllowed(
    serversOf(createTestPolicy({ AllowedServers: ['https://chat.example.com'] }), undefined, 'http://own'),
    fetch,
  )
  const options = {
    method: 'GET',
    headers: {},
    redirect: 'error',
    signal: AbortSignal.timeout(1_000),
  } as const
  await guarded('https://chat.example.com/v1/me', options)
  for (const url of [
    'https://evil.example/https://chat.example.com',
    'https://chat.example.com@evil.example/',
    'http://chat.example.com/',
    'https://chat.example.com:444/',
  ]) {
    await expect(guarded(url, options)).rejects.toThrow('not allowed')
  }
  expect(asked).toEqual(['https://chat.example.com/v1/me'])
})

test('[PO13] the page may open a socket to its servers, and to none where none is allowed', () => {
  expect(contentSecurityPolicy(['https://chat.example.com', 'https://b.example'])).toContain(
    "connect-src 'self' wss://chat.example.com wss://b.example;",
  )
  expect(contentSecurityPolicy([])).toContain("connect-src 'self';")
})

test.each([
  [{}, { mode: 'system' }],
  [{ ProxyMode: 'direct', ProxyServer: 'p.example:1' }, { mode: 'direct' }],
  [
    { ProxyMode: 'pac', ProxyPacUrl: 'https://a.example/p.pac' },
    { mode: 'pac_script', pacScript: 'https://a.example/p.pac' },
  ],
  [{ ProxyMode: 'pac' }, { mode: 'system' }],
  [
    { ProxyMode: 'fixed', ProxyServer: 'p.example:3128', ProxyBypassList: ['<local>', '*.example.com'] },
    { mode: 'fixed_servers', proxyRules: 'p.example:3128', proxyBypassRules: '<local>,*.example.com' },
  ],
  [{ ProxyMode: 'fixed' }, { mode: 'system' }],
  [{ ProxyMode: 'fixed', ProxyServer: 'nonsense here' }, { mode: 'system' }],
  [{ ProxyMode: 'auto_detect' }, { mode: 'system' }],
])('[PO22] of %j the proxy is found by %j', (values, config) => {
  expect(proxyConfig(createTestPolicy(values))).toEqual(config)
})

test('[PO22] a certificate is shown to an allowed server, by a listed issuer, the one good for longest', () => {
  const now = Date.UTC(2026, 10, 2)
  const day = 86_400
  const certificate = (issuerName: string, from: number, until: number) => ({
    issuerName,
    validStart: now / 1_000 + from * day,
    validExpiry: now / 1_000 + until * day,
  })
  const good = certificate('Device CA', -1, 20)
  const offered = [
    certificate('Device CA', -1, 10),
    good,
    certificate('Device CA', -20, -1),
    certificate('Device CA', 1, 90),
    certificate('Other CA', -1, 90),
    certificate('Device CA ', -1, 90),
  ]
  const policy = createTestPolicy({
    AllowedServers: ['https://chat.example.com'],
    ClientCertificateIssuers: ['Device CA'],
  })
  for (const asker of ['chat.example.com:443', 'https://chat.example.com/v1/sync']) {
    expect(chooseCertificate(policy, asker, offered, now)).toBe(good)
  }
  for (const asker of [
    'evil.example:443',
    'chat.example.com:8443',
    'http://chat.example.com/',
    'no address',
    '',
  ]) {
    expect(chooseCertificate(policy, asker, offered, now)).toBeUndefined()
  }
  policy.set({})
  expect(chooseCertificate(policy, 'chat.example.com:443', offered, now)).toBeUndefined()
})
