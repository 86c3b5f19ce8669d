import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  createChannelBody,
  createWorkspaceBody,
  matchPlaceholderBody,
  paths,
} from '../../core/protocol/api.ts'
import { userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Directory } from '../directory/directory.ts'
import { type Answer, endpoint, enter, type GateDeps, read } from './endpoint.ts'

export interface DirectoryRoutesDeps extends GateDeps {
  readonly directory: Directory
}

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofPlaceholder = v.object({ workspace: workspaceIdSchema, placeholder: userIdSchema })

export function addDirectoryRoutes(app: FastifyInstance, deps: DirectoryRoutesDeps): void {
  const { directory } = deps
  app.get(
    paths.workspaces,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      return grant.ok ? ok({ workspaces: await directory.workspaces(grant.value.user) }) : grant
    }),
  )
  app.post(
    paths.workspaces,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const body = read(createWorkspaceBody, request.body)
      if (!body.ok) return body
      return named(await directory.createWorkspace(grant.value.user, body.value.name))
    }),
  )
  app.post(
    paths.join(':workspace'),
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const target = read(inWorkspace, request.params)
      if (!target.ok) return fail({ code: 'not-found' })
      return plain(await directory.join(grant.value.user, target.value.workspace))
    }),
  )
  app.post(
    paths.channels(':workspace'),
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const target = read(inWorkspace, request.params)
      if (!target.ok) return fail({ code: 'not-found' })
      const body = read(createChannelBody, request.body)
      if (!body.ok) return body
      return named(await directory.createChannel(grant.value.user, { ...target.value, ...body.value }))
    }),
  )
  app.post(
    paths.match(':workspace', ':placeholder'),
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const target = read(ofPlaceholder, request.params)
      if (!target.ok) return fail({ code: 'not-found' })
      const body = read(matchPlaceholderBody, request.body)
      if (!body.ok) return body
      return plain(await directory.matchPlaceholder(grant.value.user, { ...target.value, ...body.value }))
    }),
  )
}

type Refused = { readonly kind: 'name-taken' | 'not-found' | 'forbidden' }

/** The failures of the directory are named as the codes of the API are. */
const named = (result: Result<string, Refused>): Answer =>
  result.ok ? ok({ id: result.value }) : fail({ code: result.failure.kind })
const plain = (result: Result<void, Refused>): Answer =>
  result.ok ? ok(undefined) : fail({ code: result.failure.kind })
