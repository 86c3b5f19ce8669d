/** Wires a relay together and starts it: the composition root for the program, tests and tools. */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Logger as PinoLogger, pino } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { RelayConfig } from './config.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { createDirectory } from './directory/directory.ts'
import { type AppDeps, createApp } from './http/app.ts'
import { createAccessTokens } from './identity/access-tokens.ts'
import { createAccounts } from './identity/accounts.ts'
import { createPasswords } from './identity/passwords.ts'
import { createThrottle } from './identity/throttle.ts'
import { createImportTarget } from './import/target.ts'
import { createRelay, type Relay } from './relay/relay.ts'
import type { StartFailure } from './start-failure.ts'
import { openSqliteStore } from './store/sqlite/open.ts'
import type { Store } from './store/store.ts'
import { systemClock, systemRandom } from './system.ts'
import { serveSockets, type Sockets } from './transport/sockets.ts'

export interface RunningRelay {
  /** Where clients reach it. */
  readonly url: string
  /** For the import's addresses; also in DATA_DIR/admin.token. */
  readonly adminToken: string
  /** Says goodbye to everybody, commits what is under way and lets go of the data folder. May be called twice. */
  readonly close: () => Promise<void>
}

/** The world, where a test holds it. */
export interface StartOptions {
  readonly clock?: Clock
  readonly random?: Random
  /** Bounds the database to so many pages of 4 KiB. */
  readonly maxPages?: number
}

export async function startRelay(
  config: RelayConfig,
  { clock = systemClock, random = systemRandom, maxPages }: StartOptions = {},
): Promise<Result<RunningRelay, StartFailure>> {
  const folder = openDataFolder(config.dataFolder)
  if (!folder.ok) return folder
  const file = folder.value.databaseFile
  const store = openSqliteStore({ file, random, ...(maxPages === undefined ? {} : { maxPages }) })
  if (!store.ok) {
    folder.value.release()
    return fail({ kind: 'database', file, failure: store.failure })
  }
  const adminToken = randomBytes(32).toString('base64url')
  const parts = await wire(config, { store: store.value, clock, random, adminToken })
  const listening = await listen(parts.app, config)
  if (!listening.ok) {
    await parts.app.close()
    await store.value.close()
    folder.value.release()
    return listening
  }
  const sockets = serveSockets(parts.app.server, parts.relay.accept)
  const url = config.publicUrl ?? listening.value
  folder.value.writeAdminToken(adminToken)
  folder.value.writeAddress(url)
  const close = createClose({ ...parts, sockets, store: store.value, folder: folder.value })
  return ok({ url, adminToken, close })
}

interface World {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly adminToken: string
}

interface Parts {
  readonly app: FastifyInstance
  readonly relay: Relay
  readonly log: PinoLogger
}

async function wire(config: RelayConfig, { store, clock, random, adminToken }: World): Promise<Parts> {
  const log = pino({ level: config.logLevel, redact: ['req.headers'] }, pino.destination(2)) // stdout is for scripts
  const tokens = await createAccessTokens({
    accounts: store.accounts,
    clock,
    relayEpoch: store.identity.epoch,
  })
  const passwords = await createPasswords()
  const { authenticate } = tokens
  const relay = createRelay({
    store,
    clock,
    random,
    authenticate,
    updateUrl: config.updateUrl,
    log,
    soon: (run) => void setImmediate(run),
  })
  const { directoryChanged: changed, signOut: signedOut } = relay
  const accounts = createAccounts({ store: store.accounts, tokens, passwords, clock, random })
  const directory = createDirectory({ store: store.directory, random, changed })
  const target = createImportTarget({ store, relay, clock, random })
  const throttles = {
    signIns: createThrottle(config.rates.signIn, clock),
    registrations: createThrottle(config.rates.register, clock),
    refreshes: createThrottle(config.rates.refresh, clock),
  }
  const deps: AppDeps = {
    auth: { accounts, ...throttles, signedOut },
    directory: { directory, authenticate, requests: createThrottle(config.rates.rest, clock) },
    imports: { target, adminToken },
    jwks: tokens.jwks,
    store,
    log,
  }
  return { app: await createApp(deps), relay, log }
}

async function listen(
  app: FastifyInstance,
  { host, port }: RelayConfig,
): Promise<Result<string, StartFailure>> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    return fail(isTaken ? { kind: 'port-taken', host, port } : { kind: 'cannot-listen', host, port, detail })
  }
  const bound = app.server.address()
  return ok(`http://${bracketed(host)}:${isAddress(bound) ? bound.port : port}`)
}

const isAddress = (bound: AddressInfo | string | null): bound is AddressInfo =>
  bound !== null && typeof bound === 'object'
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

function createClose({
  app,
  relay,
  sockets,
  store,
  folder,
}: Parts & {
  readonly sockets: Sockets
  readonly store: Store
  readonly folder: DataFolder
}): () => Promise<void> {
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await relay.drain()
    await sockets.close()
    await app.close()
    await store.close()
    folder.release()
  }
  return () => (closing ??= close())
}
