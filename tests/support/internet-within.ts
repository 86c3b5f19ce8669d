/** Loaded before the program that lives in an `internet.ts`: answers in the system's stead for the names of it. All else is as it is. */
import dns from 'node:dns/promises'
import { syncBuiltinESMExports } from 'node:module'
import tls, { type ConnectionOptions } from 'node:tls'
import * as v from 'valibot'

const told = v.object({ names: v.record(v.string(), v.string()), port: v.number() })
const { names, port } = v.parse(told, JSON.parse(process.env['TEST_INTERNET'] ?? ''))

const system = { lookup: dns.lookup, connect: tls.connect }
const lookup = async (host: string, options: object): Promise<unknown> => {
  const address = names[host]
  return address === undefined ? system.lookup(host, options) : [{ address, family: 4 }]
}
/** To whatever of its addresses: the server tells by the name in the request who is meant. */
const connect = (options: ConnectionOptions): unknown => {
  const isOfIt = options.port === 443 && Object.values(names).includes(options.host ?? '')
  return system.connect(isOfIt ? { ...options, host: '127.0.0.1', port } : options)
}
Object.assign(dns, { lookup })
Object.assign(tls, { connect })
syncBuiltinESMExports()
