/** What the HTTP side does once the relay stops (ST1): it takes no new request, and finishes those that are under way. */
import type { FastifyInstance } from 'fastify'
import { type Clock, millis } from '../../core/base/clock.ts'
import { sendProblem } from './problems.ts'

export interface Shutter {
  readonly isDown: () => boolean
  /** From now on nobody is let in. Resolves once no request is under way, or those that are have had their time. */
  readonly lower: () => Promise<void>
  /** To be called before there are routes. */
  readonly watch: (app: FastifyInstance) => void
}

/** For requests that are under way: of the ten seconds that a stop may take. @internal */
export const finishWithinMs = 3_000
/** Until the relay, or another one in its place, is there again. */
const retrySeconds = 2

/** `clock`: of the network, whose time nobody holds. */
export function createShutter(clock: Pick<Clock, 'after'>): Shutter {
  let isDown = false
  let underWay = 0
  let settled: (() => void) | undefined
  return {
    isDown: () => isDown,
    lower: () =>
      new Promise((resolve) => {
        isDown = true
        if (underWay === 0) return resolve()
        const stopTimer = clock.after(millis(finishWithinMs), resolve)
        settled = () => {
          stopTimer()
          resolve()
        }
      }),
    watch: (app) =>
      void app.addHook('onRequest', async (request, reply) => {
        const isLive = request.routeOptions.config.operation === 'live' // the process is well
        if (isDown && !isLive) {
          reply.header('connection', 'close')
          return sendProblem(reply, { code: 'unavailable', retryAfter: retrySeconds })
        }
        underWay++
        reply.raw.once('close', () => {
          underWay--
          if (underWay === 0) settled?.()
        })
      }),
  }
}
