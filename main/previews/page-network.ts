/** The network as previews reach it: the one part of them that a test stands in for. */
import { lookup } from 'node:dns/promises'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'

export interface PageNetwork {
  /** All addresses of a name. Rejects if it has none. */
  readonly resolve: (host: string) => Promise<ReadonlyArray<string>>
  /** An encrypted connection to that very address, with a certificate for `host`. Fails by an 'error' event. */
  readonly connect: (address: string, host: string) => Duplex
}

export const pageNetwork: PageNetwork = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  connect: (address, host) =>
    connect({ host: address, port: 443, servername: host, ALPNProtocols: ['http/1.1'] }),
}

/** As Chromium says that no proxy stands before an address. */
const noProxy = 'DIRECT'

/** The same but for pages before which the system has a proxy (PO22): those stand for no address. `proxyOf`: what Chromium says of a URL. */
export const withoutProxies = (
  network: PageNetwork,
  proxyOf: (url: string) => Promise<string>,
): PageNetwork => ({
  ...network,
  resolve: async (host) => ((await proxyOf(`https://${host}/`)) === noProxy ? network.resolve(host) : []),
})
