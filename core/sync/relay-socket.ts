/** The socket to the relay as sync sees it. Adapters: the page's WebSocket, ws in Node, a pair of queues in tests. */
export interface RelaySocket {
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void
  readonly close: () => void
}

export interface RelaySocketEvents {
  readonly opened: () => void
  readonly received: (frame: Uint8Array) => void
  /** Once, whether it was ever open or not. No event follows. */
  readonly closed: () => void
}

export type ConnectRelay = (url: string, events: RelaySocketEvents) => RelaySocket
