import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { createDocumentBody, paths } from '../../core/protocol/api.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Documents } from '../directory/documents.ts'
import { endpoint, enter, type GateDeps, read } from './endpoint.ts'

export interface DocumentRoutesDeps extends GateDeps {
  readonly documents: Documents
}

const inWorkspace = v.object({ workspace: workspaceIdSchema })

export function addDocumentRoutes(app: FastifyInstance, deps: DocumentRoutesDeps): void {
  const { documents } = deps
  app.get(
    paths.documents(':workspace'),
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const target = read(inWorkspace, request.params)
      if (!target.ok) return fail({ code: 'not-found' })
      const listed = await documents.list(grant.value.user, target.value.workspace)
      return listed.ok ? ok({ documents: listed.value }) : fail({ code: listed.failure.kind })
    }),
  )
  app.post(
    paths.documents(':workspace'),
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const target = read(inWorkspace, request.params)
      if (!target.ok) return fail({ code: 'not-found' })
      const body = read(createDocumentBody, request.body)
      if (!body.ok) return body
      const made = await documents.create(grant.value.user, { ...target.value, ...body.value })
      return made.ok ? ok({ id: made.value }) : fail({ code: made.failure.kind })
    }),
  )
}
