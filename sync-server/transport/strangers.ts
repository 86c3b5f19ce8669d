/** Sockets of nobody yet: how many of them one address may hold (AB1). */
import type { IncomingMessage } from 'node:http'
import { type ClientAddress, networkOf } from './client-address.ts'

export interface Strangers {
  /** Undefined: there are enough from there. What it answers is to be called once the socket is somebody’s, or gone. */
  readonly enter: (request: IncomingMessage) => (() => void) | undefined
}

/** Whoever is told that there are too many has that many seconds for the others to sign in, or be closed. */
export const strangersRetrySeconds = 5

export function createStrangers(limit: number, addressOf: ClientAddress): Strangers {
  const counts = new Map<string, number>()
  return {
    enter: (request) => {
      const from = networkOf(addressOf(request))
      const count = counts.get(from) ?? 0
      if (count >= limit) return undefined
      counts.set(from, count + 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        const left = (counts.get(from) ?? 1) - 1
        if (left === 0) counts.delete(from)
        else counts.set(from, left)
      }
    },
  }
}
