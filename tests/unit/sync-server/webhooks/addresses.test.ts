import { expect, test } from 'vitest'
import {
  createAddressRules,
  hostOf,
  isAllowable,
  readAddress,
} from '../../../../sync-server/webhooks/addresses.ts'

const strict = createAddressRules([])

/** Every form in which somebody may write an address that is not of the public internet. */
const inside = [
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0.0.0.0',
  '0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.0.192',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '255.255.255.255',
  '１２７.0.0.1',
  '[::]',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:8.8.8.8]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2001::1]',
  '[2001:db8::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
]

test.each(inside)('[WH7] nothing is sent to %s', (host) => {
  const url = new URL(`https://${host}/`)
  expect(strict.mayReach(hostOf(url), hostOf(url))).toBe(false)
  expect(readAddress(`https://${host}/`, strict)).toMatchObject({ ok: false })
})

test('[WH7] names are taken for now, and judged by what they resolve to', () => {
  expect(readAddress('https://internal.example/', strict)).toMatchObject({ ok: true })
  for (const host of inside.map((each) => hostOf(new URL(`https://${each}/`))))
    expect(strict.mayReach('internal.example', host)).toBe(false)
  for (const address of ['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '2a00::1'])
    expect(strict.mayReach('hooks.example', address)).toBe(true)
  expect(strict.mayReach('hooks.example', 'no address')).toBe(false)
})

test('[WH7] what the setting lists may be reached, and without TLS; nothing beside it', () => {
  const rules = createAddressRules(['hooks.internal', '10.1.0.0/16', '127.0.0.1', 'fd00::/8'])
  expect(rules.mayReach('hooks.internal', '192.168.0.9')).toBe(true)
  expect(rules.mayReach('other.internal', '192.168.0.9')).toBe(false)
  expect(rules.mayReach('other.internal', '10.1.2.3')).toBe(true)
  expect(rules.mayReach('other.internal', '10.2.2.3')).toBe(false)
  expect(rules.mayReach('127.0.0.2', '127.0.0.2')).toBe(false)
  expect(rules.mayReach('x', 'fd12::1')).toBe(true)
  const plain = ['http://hooks.internal/', 'http://10.1.2.3:8080/', 'http://127.0.0.1/', 'http://[fd12::1]/']
  for (const url of plain) expect(readAddress(url, rules)).toMatchObject({ ok: true })
  for (const url of ['http://other.internal/', 'http://10.2.0.1/', 'http://hooks.internal.evil.example/'])
    expect(readAddress(url, rules)).toMatchObject({ ok: false })
})

test('[WH7] what is no network, address or name cannot stand in the setting', () => {
  for (const text of ['hooks.internal', '10.0.0.0/8', '::1', 'fd00::/8', '127.0.0.1']) {
    expect(isAllowable(text)).toBe(true)
  }
  for (const text of ['10.0.0.0/33', '10.0.0.0/8/8', 'http://x', 'a b', '', '*', '::1/129', '10.0.0.0/']) {
    expect(isAllowable(text)).toBe(false)
  }
})
