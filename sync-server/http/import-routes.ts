import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { conversationIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { hashToken } from '../identity/access-tokens.ts'
import {
  importChannelBody,
  importMessagesBody,
  importPaths,
  importPeopleBody,
  importWorkspaceBody,
  maxImportBytes,
} from '../import/import-api.ts'
import type { ImportTarget } from '../import/target.ts'
import { bearer, endpoint, read } from './endpoint.ts'
import { sendProblem } from './problems.ts'

export interface ImportRoutesDeps {
  readonly target: ImportTarget
  /** Whoever can read the relay's data folder may import. */
  readonly adminToken: string
}

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const inChannel = v.object({ workspace: workspaceIdSchema, channel: conversationIdSchema })

export function addImportRoutes(app: FastifyInstance, { target, adminToken }: ImportRoutesDeps): void {
  const wanted = hashToken(adminToken)
  /** Before the body is read: a stranger must not make the relay hold and parse 16 MiB to be told no. */
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = hashToken(bearer(request) ?? '')
    if (timingSafeEqual(given, wanted)) return // equal lengths: both are SHA-256
    reply.header('connection', 'close')
    await sendProblem(reply, { code: 'unauthorized' })
  }
  const bodyLimit = maxImportBytes

  app.post(
    importPaths.workspaces,
    { onRequest },
    endpoint(async (request) => {
      const body = read(importWorkspaceBody, request.body)
      if (!body.ok) return body
      const workspace = await target.workspace(body.value.name, body.value.owner)
      return workspace.ok ? workspace : fail({ code: 'not-found', detail: 'no account has this username' })
    }),
  )
  app.post(
    importPaths.people(':workspace'),
    { onRequest, bodyLimit },
    endpoint(async (request) => {
      const place = read(inWorkspace, request.params)
      if (!place.ok) return fail({ code: 'not-found' })
      const body = read(importPeopleBody, request.body)
      if (!body.ok) return body
      const created = await target.people(place.value.workspace, body.value.people)
      return created.ok ? ok({ created: created.value }) : fail({ code: created.failure.kind })
    }),
  )
  app.post(
    importPaths.channels(':workspace'),
    { onRequest },
    endpoint(async (request) => {
      const place = read(inWorkspace, request.params)
      if (!place.ok) return fail({ code: 'not-found' })
      const body = read(importChannelBody, request.body)
      if (!body.ok) return body
      const channel = await target.channel(place.value.workspace, body.value)
      return channel.ok ? channel : fail({ code: channel.failure.kind })
    }),
  )
  app.post(
    importPaths.messages(':workspace', ':channel'),
    { onRequest, bodyLimit },
    endpoint(async (request) => {
      const place = read(inChannel, request.params)
      if (!place.ok) return fail({ code: 'not-found' })
      const body = read(importMessagesBody, request.body)
      if (!body.ok) return body
      const { workspace, channel } = place.value
      const answer = await target.messages(workspace, channel, body.value.messages)
      return answer.ok ? answer : fail({ code: answer.failure.kind })
    }),
  )
}
