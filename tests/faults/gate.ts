/** The network between one device and the relay, in the conductor's hands: a TCP door that cuts, delays and swallows. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Defect } from '../../core/base/defect.ts'

export type Direction = 'up' | 'down'

export interface HostileGate {
  /** `http://127.0.0.1:PORT`, the same as long as it lives. */
  readonly url: string
  /** Where the relay listens now. */
  readonly leadTo: (relay: string) => void
  /** Ends every connection; new ones are let through. */
  readonly cut: () => void
  /** Ends every connection and whatever is begun from now on. */
  readonly shut: () => void
  /** From now on bytes take so many milliseconds longer. */
  readonly slow: (delay: number) => void
  /** The connections stay up and nothing passes through them any more, for good; new ones fare no better until `heal`. */
  readonly swallow: () => void
  /** Lets so many bytes more pass one way, wherever in a frame that ends, then ends the connection that carried them. */
  readonly cutAfter: (bytes: number, direction: Direction) => void
  /** New connections pass freely. */
  readonly heal: () => void
  readonly close: () => Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  isDead: boolean
}

interface Way {
  relay: URL
  delay: number
  isShut: boolean
  isSwallowing: boolean
  left: { bytes: number; readonly direction: Direction } | undefined
}

export async function openHostileGate(): Promise<HostileGate> {
  const pairs = new Set<Pair>()
  const way: Way = {
    relay: new URL('http://127.0.0.1:1'),
    delay: 0,
    isShut: false,
    isSwallowing: false,
    left: undefined,
  }
  const server = createServer((near) => {
    if (way.isShut) return void near.destroy()
    const far = connect(Number(way.relay.port), way.relay.hostname)
    const pair: Pair = { near, far, isDead: way.isSwallowing }
    pairs.add(pair)
    pass(way, pair, 'up')
    pass(way, pair, 'down')
    near.on('close', () => pairs.delete(pair))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('a TCP server without a port')
  const cut = (): void => {
    for (const pair of pairs) endPair(pair)
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (relay) => {
      way.relay = new URL(relay)
    },
    cut,
    shut: () => {
      way.isShut = true
      cut()
    },
    slow: (delay) => {
      way.delay = delay
    },
    swallow: () => {
      way.isSwallowing = true
      for (const pair of pairs) pair.isDead = true
    },
    cutAfter: (bytes, direction) => {
      way.left = { bytes, direction }
    },
    heal: () => Object.assign(way, { delay: 0, isShut: false, isSwallowing: false, left: undefined }),
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function endPair({ near, far }: Pair): void {
  near.destroy()
  far.destroy()
}

/** Passes on what one end says, in order, each part no sooner than its delay allows. */
function pass(way: Way, pair: Pair, direction: Direction): void {
  const [from, to] = direction === 'up' ? [pair.near, pair.far] : [pair.far, pair.near]
  const due: Array<{ readonly at: number; readonly run: () => void }> = []
  const pump = (): void => {
    for (let [next] = due; next !== undefined && next.at <= Date.now(); [next] = due) {
      due.shift()
      next.run()
    }
    const [next] = due
    if (next !== undefined) setTimeout(pump, next.at - Date.now())
  }
  const later = (run: () => void): void => {
    due.push({ at: Date.now() + way.delay, run })
    pump()
  }
  from.on('error', () => undefined) // its close is what counts
  from.on('close', () => {
    if (!pair.isDead) later(() => to.destroy())
  })
  from.on('data', (bytes: Buffer) => {
    if (pair.isDead) return
    const { left } = way
    if (left === undefined || left.direction !== direction) return later(() => void to.write(bytes))
    const part = bytes.subarray(0, left.bytes)
    left.bytes -= part.length
    later(() => void to.write(part))
    if (left.bytes > 0) return
    way.left = undefined
    later(() => {
      to.end()
      from.destroy()
    })
  })
}
