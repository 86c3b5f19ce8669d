/** A socket as two queues that move only when a test says so. */
import type { RelaySocket, RelaySocketEvents } from '../../core/sync/relay-socket.ts'

export interface WireEnd {
  readonly received: (frame: Uint8Array) => void
  readonly closed: () => void
}

export interface FakeWire {
  /** The client's end; `opened` is the first thing that is delivered to it. */
  readonly socket: RelaySocket
  readonly toClient: (frame: Uint8Array) => void
  /** The relay closes after what it sent. */
  readonly closeFromRelay: () => void
  /** Moves what has been sent so far, at most `limit` frames; false if nothing was on its way. */
  readonly deliverToRelay: (limit?: number) => boolean
  readonly deliverToClient: (limit?: number) => boolean
  /** What is on its way is lost; both ends hear of it. */
  readonly cut: () => void
  /** The next frame to the client comes twice. */
  readonly double: () => void
  /** The next two frames to the client change places. */
  readonly swapToClient: () => void
  /** The next frame to the client is lost, as no socket would lose it. */
  readonly dropToClient: () => void
  readonly isOpen: () => boolean
}

export function createFakeWire(client: RelaySocketEvents, relay: WireEnd): FakeWire {
  let up: Array<() => void> = []
  let down: Array<() => void> = [client.opened]
  let isOpen = true
  const end = (): boolean => {
    if (!isOpen) return false
    isOpen = false
    up = []
    down = []
    relay.closed()
    return true
  }
  const move = (queue: Array<() => void>, limit: number): boolean => {
    const moving = queue.splice(0, limit)
    for (const each of moving) if (isOpen) each()
    return moving.length > 0
  }
  return {
    socket: {
      send: (frame) => {
        const copy = frame.slice()
        if (isOpen) up.push(() => relay.received(copy))
      },
      close: () => void end(),
    },
    toClient: (frame) => {
      const copy = frame.slice()
      if (isOpen) down.push(() => client.received(copy))
    },
    closeFromRelay: () => {
      down.push(() => {
        if (end()) client.closed()
      })
    },
    deliverToRelay: (limit = Number.POSITIVE_INFINITY) => move(up, limit),
    deliverToClient: (limit = Number.POSITIVE_INFINITY) => move(down, limit),
    cut: () => {
      if (end()) client.closed()
    },
    double: () => {
      const [first] = down
      if (first !== undefined && first !== client.opened) down.unshift(first)
    },
    swapToClient: () => {
      const [first, second] = down.splice(0, 2)
      down.unshift(...[second, first].filter((each) => each !== undefined))
    },
    dropToClient: () => void down.shift(),
    isOpen: () => isOpen,
  }
}
