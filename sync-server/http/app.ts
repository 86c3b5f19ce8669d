/** The relay's HTTP side. Everything it needs comes in through deps; nothing here knows a database. */
import helmet from '@fastify/helmet'
import swagger, { type StaticDocumentSpec } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify'
import type { Documents } from '../directory/documents.ts'
import type { Directory } from '../directory/directory.ts'
import type { Files } from '../blobs/files.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Pictures } from '../directory/pictures.ts'
import type { Presences } from '../directory/presences.ts'
import type { ImportTarget } from '../import/target.ts'
import type { LinkMailbox } from '../keys/link-mailbox.ts'
import type { RelayConfig } from '../config.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { Bots } from '../bots/bots.ts'
import type { Moderation } from '../moderation/moderation.ts'
import type { Quotas } from '../quotas/quotas.ts'
import type { Retention } from '../retention/retention.ts'
import type { Incoming } from '../webhooks/incoming.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { IsProxy } from '../transport/client-address.ts'
import { StoreTrouble } from '../store/store.ts'
import { auditOperations } from './audit-operations.ts'
import { type AuthDeps, authOperations } from './auth-operations.ts'
import { botOperations } from './bot-operations.ts'
import { serveOrigins } from './cors.ts'
import { type ConversationDeps, conversationOperations } from './conversation-operations.ts'
import { directoryOperations } from './directory-operations.ts'
import { documentOperations } from './document-operations.ts'
import { type ExportsDeps, exportOperations } from './export-operations.ts'
import { fileOperations, pieceMedia } from './file-operations.ts'
import { importOperations } from './import-operations.ts'
import { type InvitationsDeps, invitationOperations } from './invitation-operations.ts'
import { type KeysDeps, keysOperations } from './keys-operations.ts'
import { serveInvitePage } from './invite-page.ts'
import { type LeaveDeps, leaveOperations } from './leave-operations.ts'
import { linkOperations } from './link-operations.ts'
import { type MeDeps, meOperations } from './me-operations.ts'
import { messageOperations, type MessageOperationsDeps } from './message-operations.ts'
import { moderationOperations } from './moderation-operations.ts'
import { mount, type MountDeps } from './mount.ts'
import { observe } from './observe.ts'
import { createOpenApi } from './openapi.ts'
import { type OidcDeps, oidcOperations } from './oidc-operations.ts'
import type { Operation } from './operation.ts'
import { type ApiFailure, sendProblem } from './problems.ts'
import { pictureOperations } from './picture-operations.ts'
import { presenceOperations } from './presence-operations.ts'
import { readingOperations } from './reading-operations.ts'
import { type RelayDeps, relayOperations } from './relay-operations.ts'
import type { Shutter } from './shutter.ts'
import { retentionOperations } from './retention-operations.ts'
import { incomingOperations, postingOperations } from './incoming-operations.ts'
import { webhookOperations } from './webhook-operations.ts'
import { takeForms } from './forms.ts'

import { userOperations } from './user-operations.ts'
import { usageOperations } from './usage-operations.ts'

export interface AppDeps
  extends
    MountDeps,
    ConversationDeps,
    MessageOperationsDeps,
    KeysDeps,
    RelayDeps,
    MeDeps,
    LeaveDeps,
    OidcDeps,
    InvitationsDeps,
    ExportsDeps,
    Omit<AuthDeps, 'log'> {
  readonly auditLog: AuditLog
  readonly bots: Bots
  readonly webhooks: Webhooks
  readonly incoming: Incoming
  readonly directory: Directory
  readonly documents: Documents
  readonly files: Files
  /** Requests that bring or fetch a piece of a file: a file comes in hundreds of them. */
  readonly pieces: Throttle
  /** Bytes that come in by them. */
  readonly uploads: Throttle
  readonly target: ImportTarget
  readonly mailbox: LinkMailbox
  readonly moderation: Moderation
  readonly pictures: Pictures
  readonly presences: Presences
  readonly quotas: Quotas
  readonly retention: Retention
  /** Where clients reach the relay, if it is known. */
  readonly publicUrl: string | undefined
  /** Pages that may ask. */
  readonly allowedOrigins: ReadonlyArray<string>
  readonly isProxy: IsProxy
  /** For a request to come in, in milliseconds. */
  readonly patience: RelayConfig['patience']
  readonly tallies: Tallies
  readonly shutter: Pick<Shutter, 'watch'>
  readonly log: FastifyBaseLogger
}

const maxBodyBytes = 64 * 1024
/** How often to look for requests that take too long, at most. */
const longestLookMs = 5_000
const storeRetrySeconds = 2

export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: deps.log,
    // Addresses and queries are nobody's business; failures are logged below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    trustProxy: deps.isProxy,
    // Whoever drips bytes must not hold a connection for ever (AB2).
    requestTimeout: deps.patience.request,
    http: {
      headersTimeout: deps.patience.headers,
      connectionsCheckingInterval: Math.min(longestLookMs, deps.patience.headers),
    },
    genReqId: () => crypto.randomUUID(),
  })
  observe(app, deps.tallies)
  serveOrigins(app, new Set(deps.allowedOrigins)) // before what refuses: pages of other origins are to read that too
  deps.shutter.watch(app)
  await app.register(helmet)
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const failure = apiFailure(error)
    if (failure.code === 'unavailable') deps.tallies.storeTroubles++
    if (failure.code === 'internal') request.log.error({ error }, 'a request failed')
    await sendProblem(reply, failure)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'not-found' }))
  app.addContentTypeParser(pieceMedia, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const { most, ofFiles, posting } = operationsOf(deps)
  mount(app, most, deps)
  mount(app, ofFiles, { ...deps, requests: deps.pieces })
  await app.register(async (scope) => {
    takeForms(scope)
    mount(scope, posting, deps)
  })
  serveInvitePage(app)
  await serveDocs(app, createOpenApi([...most, ...ofFiles, ...posting], deps.publicUrl))
  return app
}

/** @internal */
export function operationsOf(
  deps: AppDeps,
): Readonly<Record<'most' | 'ofFiles' | 'posting', ReadonlyArray<Operation>>> {
  const most = [
    ...authOperations(deps),
    ...oidcOperations(deps),
    ...meOperations(deps),
    ...leaveOperations(deps),
    ...invitationOperations(deps),
    ...directoryOperations(deps),
    ...pictureOperations(deps),
    ...conversationOperations(deps),
    ...documentOperations(deps),
    ...messageOperations(deps),
    ...readingOperations(deps),
    ...presenceOperations(deps),
    ...keysOperations(deps),
    ...linkOperations(deps),
    ...importOperations(deps),
    ...exportOperations(deps),
    ...auditOperations(deps),
    ...moderationOperations(deps),
    ...botOperations(deps),
    ...webhookOperations(deps),
    ...incomingOperations(deps),
    ...retentionOperations(deps),
    ...usageOperations(deps),
    ...userOperations(deps),
    ...relayOperations(deps),
  ]
  return { most, ofFiles: fileOperations(deps), posting: postingOperations(deps) }
}

/** `/openapi.json` for programs, `/docs` for people. */
async function serveDocs(app: FastifyInstance, document: StaticDocumentSpec['document']): Promise<void> {
  app.get('/openapi.json', (_request, reply) => reply.send(document))
  await app.register(swagger, { mode: 'static', specification: { document } })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
}

function apiFailure(error: FastifyError): ApiFailure {
  if (error instanceof StoreTrouble) return { code: 'unavailable', retryAfter: storeRetrySeconds }
  if (error.statusCode === 413) return { code: 'too-large' }
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500
  return isTheirs ? { code: 'bad-request', detail: error.message } : { code: 'internal' }
}
