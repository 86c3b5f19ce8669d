/** The relay's HTTP side. Everything it needs comes in through deps; nothing here knows a database. */
import helmet from '@fastify/helmet'
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from 'fastify'
import { paths } from '../../core/protocol/api.ts'
import { ok } from '../../core/base/result.ts'
import type { AccessTokens } from '../identity/access-tokens.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { addAuthRoutes, type AuthRoutesDeps } from './auth-routes.ts'
import { addDirectoryRoutes, type DirectoryRoutesDeps } from './directory-routes.ts'
import { addDocumentRoutes, type DocumentRoutesDeps } from './document-routes.ts'
import { endpoint } from './endpoint.ts'
import { addFileRoutes, type FileRoutesDeps } from './file-routes.ts'
import { addImportRoutes, type ImportRoutesDeps } from './import-routes.ts'
import { addKeysRoutes, type KeysRoutesDeps } from './keys-routes.ts'
import { addLinkRoutes, type LinkRoutesDeps } from './link-routes.ts'
import { type ApiFailure, sendProblem } from './problems.ts'

export interface AppDeps {
  readonly auth: Omit<AuthRoutesDeps, 'log'>
  readonly directory: DirectoryRoutesDeps
  readonly documents: DocumentRoutesDeps
  readonly files: FileRoutesDeps
  readonly imports: ImportRoutesDeps
  readonly keys: KeysRoutesDeps
  readonly links: LinkRoutesDeps
  readonly jwks: AccessTokens['jwks']
  readonly store: Store
  readonly log: FastifyBaseLogger
}

const maxBodyBytes = 64 * 1024
/** For a whole request to come in; whoever drips bytes must not hold a connection for ever. */
const requestTimeoutMs = 60_000
const storeRetrySeconds = 2

export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: deps.log,
    // Addresses and queries are nobody's business; failures are logged below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    requestTimeout: requestTimeoutMs,
    genReqId: () => crypto.randomUUID(),
  })
  await app.register(helmet)
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const failure = apiFailure(error)
    if (failure.code === 'internal') request.log.error({ error }, 'a request failed')
    await sendProblem(reply, failure)
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'not-found' }))
  app.get(
    paths.health,
    endpoint(async () => {
      await deps.store.check()
      return ok({ status: 'ok' })
    }),
  )
  app.get(
    paths.keys,
    endpoint(async () => ok(deps.jwks)),
  )
  addAuthRoutes(app, { ...deps.auth, log: deps.log })
  addDirectoryRoutes(app, deps.directory)
  addDocumentRoutes(app, deps.documents)
  addFileRoutes(app, deps.files)
  addImportRoutes(app, deps.imports)
  addKeysRoutes(app, deps.keys)
  addLinkRoutes(app, deps.links)
  return app
}

function apiFailure(error: FastifyError): ApiFailure {
  if (error instanceof StoreTrouble) return { code: 'unavailable', retryAfter: storeRetrySeconds }
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500
  return isTheirs ? { code: 'bad-request', detail: error.message } : { code: 'internal' }
}
