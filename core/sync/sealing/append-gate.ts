/** Keeps appends under way within what the relay allows, whoever they are for: sealing adds some that nobody queued. */
import type { ClientFrame } from '../../protocol/frame.ts'
import { maxAppendsInFlight } from '../../protocol/limits.ts'

type Append = Extract<ClientFrame, { readonly kind: 'append' }>

export interface AppendGate {
  /** False if the relay is out of reach. */
  readonly send: (frame: Append) => boolean
  /** To be called for each answer to an append. */
  readonly answered: (request: number) => void
  readonly linkDown: () => void
}

export function createAppendGate(send: (frame: ClientFrame) => boolean): AppendGate {
  const underWay = new Set<number>()
  let waiting: Array<Append> = []
  const pass = (frame: Append): boolean => {
    const isSent = send(frame)
    if (isSent) underWay.add(frame.request)
    return isSent
  }
  return {
    send: (frame) => {
      if (underWay.size < maxAppendsInFlight) return pass(frame)
      waiting.push(frame)
      return true
    },
    answered: (request) => {
      if (!underWay.delete(request)) return
      const next = waiting.shift()
      if (next !== undefined) pass(next)
    },
    linkDown: () => {
      underWay.clear()
      waiting = []
    },
  }
}
