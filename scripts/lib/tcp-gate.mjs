import { connect, createServer } from 'node:net'

/**
 * A door in front of a server on this machine that can be shut, as a cable that is pulled: whoever is through is cut off,
 * whoever knocks is refused.
 *
 * @typedef {object} TcpGate
 * @property {string} url
 * @property {() => Promise<void>} shut
 * @property {() => Promise<void>} open
 */

/**
 * @param {string} behind `http://host:port` of the server
 * @returns {Promise<TcpGate>}
 */
export async function openTcpGate(behind) {
  const { hostname, port } = new URL(behind)
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set()
  /**
   * @param {import('node:net').Socket} socket
   * @param {import('node:net').Socket} other
   */
  const join = (socket, other) => {
    sockets.add(socket)
    socket.on('error', () => undefined) // its close is what counts
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
    socket.pipe(other)
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    join(near, far)
    join(far, near)
  })
  /** @param {number} at */
  const listen = (at) =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => resolve(undefined))
    })
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    shut: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    open: async () => {
      await listen(address.port)
    },
  }
}
