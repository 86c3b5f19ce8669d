/**
 * What is told of each request: it is counted and logged by the call it makes, never by its address, for ids, names and
 * tokens stand in that. Its id stands in each line of the log about it and goes back to whoever asked.
 */
import type { FastifyInstance } from 'fastify'
import { noteRequest, type Tallies } from '../metrics/tallies.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The id of the call; without one it is none of the API. */
    operation?: string
  }
}

/** What people tell us when they ask for help. */
const requestIdHeader = 'x-request-id'

export function observe(app: FastifyInstance, tallies: Tallies): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(requestIdHeader, request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config.operation ?? 'other'
    const { statusCode: status, elapsedTime } = reply
    noteRequest(tallies, operation, status, elapsedTime)
    request.log.debug({ operation, status, ms: Math.round(elapsedTime) }, 'answered')
    done()
  })
}
