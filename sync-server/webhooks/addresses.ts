/**
 * Where webhooks may be sent. Whoever may integrate names an address, and the relay stands inside a network that they do
 * not: what is no address of the public internet is refused, unless the setting lists it. Names are judged by what they resolve to,
 * when the connection is made: one that resolves to something else a moment later gains nothing.
 */
import { BlockList, isIP, isIPv6 } from 'node:net'
import { fail, ok, type Result } from '../../core/base/result.ts'

export interface AddressRules {
  /** Whether a connection for `host`, as it stands in the URL, may go to `address`. */
  readonly mayReach: (host: string, address: string) => boolean
  /** Whether it may go without TLS. */
  readonly mayBePlain: (host: string) => boolean
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry, multicast, and what is reserved. */
const specialIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** All that is public; the rest (loopback, local, mapped and translated IPv4, multicast) is refused unseen. */
const publicIpv6 = ['2000::', 3] as const
/** Within it: protocol assignments with Teredo, documentation, and 6to4, which leads to any IPv4 address. */
const specialIpv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const special = new BlockList()
for (const [net, bits] of specialIpv4) special.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of specialIpv6) special.addSubnet(net, bits, 'ipv6')
const global = new BlockList()
global.addSubnet(...publicIpv6, 'ipv6')

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')

function isPublic(address: string): boolean {
  const family = familyOf(address)
  return !special.check(address, family) && (family === 'ipv4' || global.check(address, family))
}

/** `allowed`: names, addresses and networks such as `10.1.0.0/16` that are listed in the setting. */
export function createAddressRules(allowed: ReadonlyArray<string>): AddressRules {
  const names = new Set(allowed.filter((each) => !isNetwork(each)))
  const networks = new BlockList()
  for (const [net = '', bits] of allowed.filter(isNetwork).map((each) => each.split('/'))) {
    const family = familyOf(net)
    networks.addSubnet(net, Number(bits ?? widest[family]), family)
  }
  const isListed = (address: string): boolean =>
    isIP(address) !== 0 && networks.check(address, familyOf(address))
  return {
    mayReach: (host, address) =>
      isIP(address) !== 0 && (names.has(host) || isListed(address) || isPublic(address)),
    mayBePlain: (host) => names.has(host) || isListed(host),
  }
}

const widest = { ipv4: 32, ipv6: 128 } as const

function isNetwork(text: string): boolean {
  const [net = '', bits, ...more] = text.split('/')
  if (isIP(net) === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= widest[familyOf(net)])
}

/** Whether `text` can stand in the setting. */
export const isAllowable = (text: string): boolean =>
  isNetwork(text) || /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(text)

/** As the rules take it: an address of version 6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

/** What is wrong with an address, in words for who has written it. Numbers in other forms (octal, one number) are read as what they are. */
export function readAddress(text: string, rules: AddressRules): Result<URL, string> {
  if (!URL.canParse(text)) return fail('It is no address.')
  const url = new URL(text)
  const host = hostOf(url)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.mayBePlain(host)))
    return fail('It must begin with https://.')
  if (url.username !== '' || url.password !== '')
    return fail('It must not hold a name and a password: verify the signature instead.')
  if (isIP(host) !== 0 && !rules.mayReach(host, host))
    return fail('It is not an address of the public internet. The administrator of the relay can allow it.')
  return ok(url)
}
