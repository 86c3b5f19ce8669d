/** A client's socket as the relay sees it. Adapters: ws (transport/), and queues that a test moves by hand. */
export interface Connection {
  /** The address it comes from. */
  readonly from: string
  /** Frames of one turn leave in one write. Sending on a closed connection does nothing. */
  readonly send: (frame: Uint8Array) => void
  /** Bytes that were sent and have not left yet. */
  readonly buffered: () => number
  /** Resolves when little is left to leave, or the connection is gone. */
  readonly flushed: () => Promise<void>
  /** Asks for a sign of life below the frames; the answer arrives as `heard`. */
  readonly ping: () => void
  /** Lifts the bound on what a stranger may send. */
  readonly welcomed: () => void
  /** Closes once what was sent has left, within a few seconds. */
  readonly close: () => void
  /** Closes now. */
  readonly cut: () => void
}

export interface ConnectionEvents {
  readonly received: (frame: Uint8Array) => void
  /** Anything came in: a frame or a sign of life. */
  readonly heard: () => void
  /** What came in was no frame: text, or more bytes than a stranger may send. */
  readonly violated: (detail: string) => void
  /** Once, at the end. */
  readonly closed: () => void
}

export type AcceptConnection = (connection: Connection) => ConnectionEvents
