/** Sockets of nobody yet: how many of them one address may hold, and all together (AB1). */
import type { IncomingMessage } from 'node:http'
import { type ClientAddress, networkOf } from './client-address.ts'

export interface Strangers {
  /** Undefined: there are enough, from there or in all. What it answers is to be called once the socket is somebody’s, or gone. */
  readonly enter: (request: IncomingMessage) => (() => void) | undefined
  readonly count: () => number
}

/** Whoever is told that there are too many has that many seconds for the others to sign in, or be closed. */
export const strangersRetrySeconds = 5

/** Whoever has many addresses is held by this: of one that says as much as it may, a relay holds 75 KB (docs/benchmarks.md). */
const addressesAtOnce = 10

export function createStrangers(limit: number, addressOf: ClientAddress): Strangers {
  const counts = new Map<string, number>()
  let all = 0
  return {
    enter: (request) => {
      const from = networkOf(addressOf(request))
      const count = counts.get(from) ?? 0
      if (count >= limit || all >= limit * addressesAtOnce) return undefined
      all++
      counts.set(from, count + 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        all--
        const left = (counts.get(from) ?? 1) - 1
        if (left === 0) counts.delete(from)
        else counts.set(from, left)
      }
    },
    count: () => all,
  }
}
