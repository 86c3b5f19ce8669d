/** Makes routes of operations: who asks is found out before the body is read, then what comes in is read, then it runs. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Audit } from '../audit/audit.ts'
import { opens } from '../bots/scopes.ts'
import { type AccessGrant, hashToken } from '../identity/access-tokens.ts'
import type { ConversationStore } from '../store/conversation-store.ts'
import type { Incoming } from '../webhooks/incoming.ts'
import { type Answer, bearer, enter, enterBy, type GateDeps, read, refuseStranger } from './endpoint.ts'
import type { AuditFacts, ErasedCall, Operation } from './operation.ts'
import { type ApiFailure, sendProblem } from './problems.ts'

export interface MountDeps extends GateDeps {
  readonly adminToken: string
  readonly incoming: Pick<Incoming, 'admit'>
  readonly audit: Audit
  /** Also of a conversation that was deleted. */
  readonly workspaceOf: ConversationStore['workspaceOf']
}

export function mount(app: FastifyInstance, operations: ReadonlyArray<Operation>, deps: MountDeps): void {
  const admit = createAdmission(deps)
  for (const operation of operations) {
    const { id, method, path, bodyLimit } = operation
    const grants = new WeakMap<FastifyRequest, AccessGrant>()
    app.route({
      method,
      url: path,
      config: { operation: id },
      ...(bodyLimit === undefined ? {} : { bodyLimit }),
      onRequest: async (request, reply) => {
        const admitted = await admit(operation, request, reply)
        if (admitted.ok) {
          if (admitted.value !== undefined) grants.set(request, admitted.value)
          return
        }
        // A stranger must not make the relay hold and parse a body to be told no.
        reply.header('connection', 'close')
        await sendProblem(reply, admitted.failure)
      },
      handler: async (request, reply) => {
        const answer = await perform(operation, { request, reply, grant: grants.get(request) }, deps)
        if (!answer.ok) return sendProblem(reply, answer.failure)
        if (answer.value === undefined) return reply.code(204).send()
        if (operation.status !== undefined) reply.code(operation.status)
        return reply.send(answer.value)
      },
    })
  }
}

function createAdmission(deps: MountDeps) {
  const wanted = hashToken(deps.adminToken)
  return async (
    { access, action, scopedAs }: Operation,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Result<AccessGrant | undefined, ApiFailure>> => {
    if (access === 'anyone') return ok(undefined)
    if (access === 'user') {
      const grant = await enter(request, reply, deps)
      const { scopes } = grant.ok ? grant.value : {}
      return scopes === undefined || opens(scopes, action ?? scopedAs) ? grant : fail({ code: 'forbidden' })
    }
    if (access === 'webhook') return enterBy(request, reply, deps)
    const given = hashToken(bearer(request) ?? '')
    // Equal lengths: both are SHA-256.
    return timingSafeEqual(given, wanted) ? ok(undefined) : refuseStranger(request, reply, deps)
  }
}

async function perform(
  operation: Operation,
  { request, reply, grant }: Pick<ErasedCall, 'request' | 'reply' | 'grant'>,
  { audit, workspaceOf }: Pick<MountDeps, 'audit' | 'workspaceOf'>,
): Promise<Answer> {
  const params = operation.params === undefined ? ok(undefined) : read(operation.params, request.params)
  if (!params.ok) return fail({ code: 'not-found' })
  const query = operation.query === undefined ? ok(undefined) : read(operation.query, request.query)
  if (!query.ok) return query
  const body = operation.body === undefined ? ok(undefined) : read(operation.body, request.body)
  if (!body.ok) return body
  let told: AuditFacts | undefined
  const call: ErasedCall = {
    grant,
    params: params.value,
    query: query.value,
    body: body.value,
    from: request.ip,
    request,
    reply,
    tell: (facts) => {
      told = facts
    },
  }
  const answer = await operation.run(call)
  const said = operation.audit === 'as-told' ? told : operation.audit?.(call, answer)
  if (said !== undefined && isOfAccount(answer)) {
    const { conversation, target = conversation && { conversation }, details, ...facts } = said
    const workspace = facts.workspace ?? (conversation && (await workspaceOf(conversation)))
    await audit.record(workspace ?? 'relay', {
      action: operation.id,
      user: grant?.user,
      device: grant?.device,
      from: request.ip,
      outcome: answer.ok ? 'done' : answer.failure.code,
      target: target ?? {},
      ...(details && { details }),
    })
  }
  return answer
}

/** What was done, and what somebody tried who may not. Slips of the pen are nobody's business, nor is what is not there. */
const isOfAccount = (answer: Answer): boolean =>
  answer.ok || answer.failure.code === 'forbidden' || answer.failure.code === 'wrong-credentials'
