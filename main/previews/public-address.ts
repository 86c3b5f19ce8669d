/**
 * Which addresses a preview may be fetched from: those of the public network. A link that leads to this machine, to the router or
 * into a company's network would make the sender's computer ask there what the sender never meant to ask.
 */
import { BlockList, isIP, isIPv6 } from 'node:net'

/** IANA's special-purpose registries, and multicast. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Within 2000::/3, outside of which nothing is public. 2001::/23 has Teredo in it, 2002::/16 is 6to4: both carry IPv4 addresses. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const blocked = new BlockList()
const global6 = new BlockList()
const add = (list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void => {
  const [network = '', bits] = range.split('/')
  list.addSubnet(network, Number(bits), family)
}
for (const range of special4) add(blocked, range, 'ipv4')
for (const range of special6) add(blocked, range, 'ipv6')
add(global6, '2000::/3', 'ipv6')

/** False for all that is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return global6.check(address, 'ipv6') && !blocked.check(address, 'ipv6')
  return isIP(address) === 4 && !blocked.check(address, 'ipv4')
}

/** A name with a dot that is no address and of no network of its own. What it stands for is checked once that is known. */
export function isPublicName(host: string): boolean {
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  return labels.length > 1 && /^[a-z][a-z0-9-]*$/u.test(last) && !ownNetworks.has(last)
}

const ownNetworks = new Set([
  'local',
  'localhost',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'onion',
  'arpa',
  'test',
  'example',
  'invalid',
])
