/** How an address answers: what comes in is read by a schema, what goes out is a success or a problem. */
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { AccessGrant, Authenticate } from '../identity/access-tokens.ts'
import type { Throttle } from '../identity/throttle.ts'
import { type ApiFailure, sendProblem } from './problems.ts'

/** `value: undefined` is answered as 204. */
export type Answer = Result<object | undefined, ApiFailure>

export const endpoint =
  (handle: (request: FastifyRequest, reply: FastifyReply) => Promise<Answer>): RouteHandlerMethod =>
  async (request, reply) => {
    const answer = await handle(request, reply)
    if (!answer.ok) return sendProblem(reply, answer.failure)
    if (answer.value === undefined) return reply.code(204).send()
    return reply.send(answer.value)
  }

/** Names the first fault and where it is, never the value. */
export function read<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>, ApiFailure> {
  const result = v.safeParse(schema, input)
  if (result.success) return ok(result.output)
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  return fail({ code: 'bad-request', detail: path === null ? 'the body as a whole' : `field ${path}` })
}

export const tooMany = (retryAfter: number): { readonly ok: false; readonly failure: ApiFailure } =>
  fail({ code: 'too-many-requests', retryAfter })

export interface GateDeps {
  readonly authenticate: Authenticate
  readonly requests: Throttle
}

/** Who asks, if they may ask now. One bucket a user, whatever the device. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticate, requests }: GateDeps,
): Promise<Result<AccessGrant, ApiFailure>> {
  const grant = await authenticate(bearer(request) ?? '')
  if (!grant.ok) {
    return fail({ code: 'unauthorized', ...(grant.failure.kind === 'expired' ? { detail: 'expired' } : {}) })
  }
  const { retryAfter, remaining } = requests.take(grant.value.user)
  reply.header('ratelimit-limit', requests.perMinute).header('ratelimit-remaining', remaining)
  return retryAfter > 0 ? tooMany(retryAfter) : grant
}

export function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1]
}
