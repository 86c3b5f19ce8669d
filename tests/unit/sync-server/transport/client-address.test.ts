import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import {
  createClientAddress,
  createIsProxy,
  isSubnet,
  networkOf,
} from '../../../../sync-server/transport/client-address.ts'
import { createStrangers } from '../../../../sync-server/transport/strangers.ts'

function requestFrom(peer: string, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return request
}

const addressOf = createClientAddress(createIsProxy(['10.0.0.0/8', '::1', '2001:db8:5::/48']))

test.each([
  ['192.0.2.7', undefined, '192.0.2.7'],
  // Anybody may write the header: who is no proxy of ours is not believed.
  ['192.0.2.7', '203.0.113.9', '192.0.2.7'],
  ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['::1', '198.51.100.1, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
  ['2001:db8:5::1', '2001:db8:77::1', '2001:db8:77::1'],
  ['10.1.2.3', undefined, '10.1.2.3'],
  ['10.1.2.3', 'unknown', '10.1.2.3'],
  ['10.1.2.3', '10.4.4.4', '10.4.4.4'],
])('[AB1] a request of %s that says %s came from %s', (peer, forwarded, expected) => {
  expect(addressOf(requestFrom(peer, forwarded))).toBe(expected)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0DB8:1::', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
])('[AB1] %s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('[AB1] sockets of an address are bounded, and make room once', () => {
  const strangers = createStrangers(2, addressOf)
  const leave = strangers.enter(requestFrom('2001:db8:1:2::1'))
  expect(strangers.enter(requestFrom('2001:db8:1:2::2'))).toBeDefined()
  expect(strangers.enter(requestFrom('2001:db8:1:2::3'))).toBeUndefined()
  expect(strangers.enter(requestFrom('192.0.2.7'))).toBeDefined()
  expect(strangers.count()).toBe(3)
  leave?.()
  leave?.()
  expect(strangers.count()).toBe(2)
  expect(strangers.enter(requestFrom('2001:db8:1:2::3'))).toBeDefined()
  expect(strangers.enter(requestFrom('2001:db8:1:2::4'))).toBeUndefined()
})

test.each(['10.0.0.0/33', '10.0.0', 'example.net', '::/129', '10.0.0.0/8/8', '/8'])(
  '%s is no subnet',
  (text) => {
    expect(isSubnet(text)).toBe(false)
  },
)

test('[AB1] many addresses together hold ten times as many, and not one more', () => {
  const { enter } = createStrangers(3, addressOf)
  const from = (number: number) => enter(requestFrom(`192.0.${number >> 8}.${number & 0xff}`))
  const inside = Array.from({ length: 30 }, (_, index) => from(index))
  expect(inside).not.toContain(undefined)
  expect(from(30)).toBeUndefined()
  inside[7]?.()
  inside[7]?.() // twice is once
  expect(from(31)).toBeDefined()
  expect(from(32)).toBeUndefined()
})
