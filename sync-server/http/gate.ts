/**
 * Who asks, found out before the body is read: where bodies are large, a stranger must not make the relay hold and parse one
 * to be told no.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Defect } from '../../core/base/defect.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import { enter, type GateDeps } from './endpoint.ts'
import { sendProblem } from './problems.ts'

export interface Gate {
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Of a request that came through. */
  readonly grantOf: (request: FastifyRequest) => AccessGrant
}

export function createGate(deps: GateDeps): Gate {
  const grants = new WeakMap<FastifyRequest, AccessGrant>()
  return {
    onRequest: async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (grant.ok) {
        grants.set(request, grant.value)
        return
      }
      reply.header('connection', 'close')
      await sendProblem(reply, grant.failure)
    },
    grantOf: (request) => {
      const grant = grants.get(request)
      if (grant === undefined) throw new Defect('a request that did not come through the gate')
      return grant
    },
  }
}

/** Room for what surrounds them: names, numbers, braces. */
const surroundings = 1_024
/** How long a body may be that brings so many bytes as base64url. */
export const textRoom = (bytes: number): number => Math.ceil((bytes * 4) / 3) + surroundings
