/** Where a request came from: the peer, or what a reverse proxy that is trusted says of the peer before it. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Whether that address is one of ours that passes requests on. */
export type IsProxy = (address: string) => boolean
export type ClientAddress = (request: IncomingMessage) => string

/** An address, or one with the length of its prefix: `10.0.0.0/8`. */
export function isSubnet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

export function createIsProxy(subnets: ReadonlyArray<string>): IsProxy {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [address = '', bits] = subnet.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const plain = withoutMapping(address)
    return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
  }
}

/** Of what stands in `x-forwarded-for` only what a proxy of ours has written is believed: from the right, as far as those go. */
export const createClientAddress =
  (isProxy: IsProxy): ClientAddress =>
  ({ socket, headers }) => {
    let address = withoutMapping(socket.remoteAddress ?? '')
    const said = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
    while (isProxy(address)) {
      const before = withoutMapping(said.pop()?.trim() ?? '')
      if (isIP(before) === 0) return address
      address = before
    }
    return address
  }

const withoutMapping = (address: string): string =>
  isIPv6(address) ? address.replace(/^::ffff:(?=\d+\.)/i, '') : address

/** One key for all addresses that one customer of a network has: of IPv6 that is a block of /64. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const before = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
    : []
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
