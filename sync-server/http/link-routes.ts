import type { FastifyInstance } from 'fastify'
import { fail, ok } from '../../core/base/result.ts'
import {
  bytesToText,
  keysPaths,
  linkMessageBody,
  linkQuery,
  linkSlot,
  maxLinkBytes,
} from '../../core/protocol/keys-api.ts'
import type { LinkMailbox } from '../keys/link-mailbox.ts'
import { endpoint, type GateDeps, read, tooMany } from './endpoint.ts'
import { createGate, textRoom } from './gate.ts'

export interface LinkRoutesDeps extends GateDeps {
  readonly mailbox: LinkMailbox
}

/** How long a client had better wait when its slots are full: the oldest may be over by then. */
const fullRetrySeconds = 60

export function addLinkRoutes(app: FastifyInstance, deps: LinkRoutesDeps): void {
  const { mailbox } = deps
  const { onRequest, grantOf } = createGate(deps)
  app.post(
    keysPaths.link(':slot'),
    { onRequest, bodyLimit: textRoom(maxLinkBytes) },
    endpoint(async (request) => {
      const place = read(linkSlot, request.params)
      if (!place.ok) return fail({ code: 'not-found' })
      const body = read(linkMessageBody, request.body)
      if (!body.ok) return body
      const { user, device } = grantOf(request)
      const posted = await mailbox.post({ user, ...place.value }, { from: device, ...body.value })
      return posted.ok ? ok({ number: posted.value }) : tooMany(fullRetrySeconds)
    }),
  )
  app.get(
    keysPaths.link(':slot'),
    { onRequest },
    endpoint(async (request) => {
      const place = read(linkSlot, request.params)
      if (!place.ok) return fail({ code: 'not-found' })
      const query = read(linkQuery, request.query)
      if (!query.ok) return query
      const found = await mailbox.read({ user: grantOf(request).user, ...place.value }, query.value.after)
      const messages = found.map((each) => ({ ...each, message: bytesToText(each.message) }))
      return ok({ messages })
    }),
  )
}
