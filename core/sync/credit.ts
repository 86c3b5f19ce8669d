/** Tells the relay how much more it may send. Rule CR73 in SPEC.md. */
import type { ClientFrame, RelayFrame } from '../protocol/frame.ts'

export interface Credit {
  /** A connection begins; so many bytes may be on their way from the start. */
  readonly begin: (window: number) => void
  /** A frame has come. What it returns is to be called once when the frame has been dealt with, or given up. */
  readonly take: (kind: RelayFrame['kind'], bytes: number) => () => void
}

/** Go out regardless of credit, and cost none (CF1). */
const freeKinds: ReadonlySet<RelayFrame['kind']> = new Set(['welcome', 'ack', 'refuse', 'goodbye', 'pong'])

/** Gives back what was dealt with whenever that is half of the window: seldom, and never too late. */
export function createCredit(send: (frame: ClientFrame) => boolean): Credit {
  let connection = 0
  let window = 0
  let owed = 0
  return {
    begin: (bytes) => {
      connection += 1
      window = bytes
      owed = 0
    },
    take: (kind, bytes) => {
      const takenOn = connection
      return () => {
        if (freeKinds.has(kind) || takenOn !== connection) return
        owed += bytes
        if (owed * 2 < window) return
        send({ kind: 'credit', bytes: owed })
        owed = 0
      }
    },
  }
}
