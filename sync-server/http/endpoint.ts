/** How an address answers: what comes in is read by a schema, what goes out is a success or a problem. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { AccessGrant, Authenticate } from '../identity/access-tokens.ts'
import type { Incoming } from '../webhooks/incoming.ts'
import { rateHeaders, takeAll, type Throttle } from '../identity/throttle.ts'
import { networkOf } from '../transport/client-address.ts'
import type { ApiFailure } from './problems.ts'

/** `value: undefined` is answered as 204; a stream as its bytes, with the headers that the call has set. */
export type Answer = Result<object | undefined, ApiFailure>

/** Names the first fault and where it is, never the value. */
export function read<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>, ApiFailure> {
  const result = v.safeParse(schema, input)
  if (result.success) return ok(result.output)
  const [issue] = result.issues
  const field = v.getDotPath(issue)
  if (field === null)
    return fail({
      code: 'bad-request',
      detail: 'An object is expected, with the fields that this address names.',
    })
  return fail({ code: 'bad-request', detail: `${sentence(issue)} (${field})`, field })
}

export const tooMany = (retryAfter: number): { readonly ok: false; readonly failure: ApiFailure } =>
  fail({ code: 'too-many-requests', retryAfter })

export interface GateDeps {
  readonly authenticate: Authenticate
  readonly requests: Throttle
  /** Bad tokens, of a network. */
  readonly guesses: Throttle
}

/** Who asks, if they may ask now. One bucket a user, whatever the device. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticate, requests, ...deps }: GateDeps,
): Promise<Result<AccessGrant, ApiFailure>> {
  const grant = await authenticate(bearer(request) ?? '')
  if (!grant.ok) return refuseStranger(request, reply, deps, grant.failure.kind === 'expired')
  const retryAfter = spend(reply, requests, grant.value.user)
  return retryAfter > 0 ? tooMany(retryAfter) : grant
}

/** The same for who has the address of an incoming webhook: each has a bucket of its own. */
export async function enterBy(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    incoming,
    requests,
    ...deps
  }: Omit<GateDeps, 'authenticate'> & { readonly incoming: Pick<Incoming, 'admit'> },
): Promise<Result<AccessGrant, ApiFailure>> {
  const named = v.safeParse(v.object({ token: v.string() }), request.params)
  const grant = named.success ? await incoming.admit(named.output.token) : undefined
  if (grant === undefined) return refuseStranger(request, reply, deps)
  const retryAfter = spend(reply, requests, grant.user)
  return retryAfter > 0 ? tooMany(retryAfter) : ok(grant)
}

/**
 * Counts for the network (AB3). Neither whoever else is there with a good token is held up by that, nor whoever has one that was good and is to
 * be refreshed.
 */
export function refuseStranger(
  request: FastifyRequest,
  reply: FastifyReply,
  { guesses }: Pick<GateDeps, 'guesses'>,
  isExpired = false,
): { readonly ok: false; readonly failure: ApiFailure } {
  if (isExpired) return fail({ code: 'unauthorized', detail: 'expired' })
  const retryAfter = spend(reply, guesses, networkOf(request.ip))
  return retryAfter > 0 ? tooMany(retryAfter) : fail({ code: 'unauthorized' })
}

/** Takes one of each key and tells in the answer's headers what is left; answers how many seconds to wait, 0 for none. */
export function spend(reply: FastifyReply, throttle: Throttle, ...keys: ReadonlyArray<string>): number {
  const taken = takeAll(throttle, ...keys)
  reply.headers(rateHeaders(taken))
  return taken.retryAfter
}

export function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** What belongs there, in the words of our schemas. */
function sentence({ kind, type, message, received }: v.BaseIssue<unknown>): string {
  if (kind === 'schema' && received === 'undefined') return 'This field is missing.'
  if (kind === 'schema' && type === 'strict_object') return 'This field is not known here.'
  if (kind === 'schema') return 'This field has another type.'
  // The library's own messages repeat what was given.
  return message.startsWith('Invalid ')
    ? 'This field has a value that is not allowed.'
    : `Here belongs: ${message}.`
}
