/**
 * Pages of other origins may ask if they are named (HA7). There are no cookies: a page brings its own bearer token, so it is
 * never told that it may send credentials.
 */
import type { FastifyInstance } from 'fastify'
import { offsetHeader } from '../../core/protocol/files-api.ts'

const allowed = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': `authorization, content-type, range, ${offsetHeader}`,
  'access-control-max-age': '600',
} as const
const exposed =
  'content-range, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id'

export function serveOrigins(app: FastifyInstance, origins: ReadonlySet<string>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'origin')
    const { origin, 'access-control-request-method': asks } = request.headers
    if (origin === undefined || !origins.has(origin)) return
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', exposed)
    if (request.method === 'OPTIONS' && asks !== undefined) await reply.headers(allowed).code(204).send()
  })
}
