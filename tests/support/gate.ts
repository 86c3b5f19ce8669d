import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Defect } from '../../core/base/defect.ts'

/** A way to a server that can be cut: what a pulled cable is to programs that talk over it. */
export interface Gate {
  /** `http://127.0.0.1:PORT`, the same after a cut. */
  readonly url: string
  /** Ends every connection and refuses new ones. */
  readonly cut: () => Promise<void>
  readonly restore: () => Promise<void>
}

export async function openGate(target: string): Promise<Gate> {
  const { hostname, port: targetPort } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // What a cut does to the other end is no concern of the gate.
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const pass = (client: Socket): void => {
    const server = keep(connect(Number(targetPort), hostname))
    keep(client).pipe(server).pipe(client)
  }
  let server = await listen(pass, 0)
  const { port } = addressOf(server)
  return {
    url: `http://127.0.0.1:${port}`,
    cut: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      if (server.listening) await once(server, 'close')
    },
    restore: async () => {
      server = await listen(pass, port)
    },
  }
}

async function listen(pass: (client: Socket) => void, port: number): Promise<Server> {
  const server = createServer(pass).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('a TCP server without a port')
  return address
}
