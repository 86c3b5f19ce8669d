/** Starts a relay: the composition root for the program, tests and tools. */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Logger as PinoLogger, pino } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { RelayConfig } from './config.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { openStore, type OpenedStore } from './open-store.ts'
import type { StartFailure } from './start-failure.ts'
import type { Store } from './store/store.ts'
import { systemClock, systemRandom } from './system.ts'
import { type Parts, wire } from './wire.ts'
import { serveGateway } from './transport/gateway-sockets.ts'
import { serveRooms } from './transport/room-sockets.ts'
import { serveSockets } from './transport/sockets.ts'
import { serveUpgrades } from './transport/upgrades.ts'

export interface RunningRelay {
  /** Where clients reach it. */
  readonly url: string
  /** For the import's addresses; also in DATA_DIR/admin.token. */
  readonly adminToken: string
  /** Lets nobody in, says goodbye to everybody, commits what is under way and lets go of the data folder. May be called twice. */
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
  const opened = openStore(config, folder.value, { random, ...(maxPages === undefined ? {} : { maxPages }) })
  if (!opened.ok) {
    folder.value.release()
    return opened
  }
  const { store, ownKey } = opened.value
  const log = createLog(config.logLevel)
  if (ownKey !== undefined) tellOfOwnKey(log, ownKey)
  const adminToken = randomBytes(32).toString('base64url')
  let url = config.publicUrl ?? ''
  const parts = await wire(config, {
    store,
    log,
    filesFolder: folder.value.filesFolder,
    clock,
    random,
    adminToken,
    url: () => url,
  })
  const listening = await listen(parts.app, config)
  if (!listening.ok) {
    await stopWork(parts) // its timers would keep the program alive, without a store
    await parts.app.close()
    await store.close()
    folder.value.release()
    return listening
  }
  const { strangers, addressOf } = parts
  const sockets = serveSockets(parts.relay.accept, strangers, addressOf)
  const roomSockets = serveRooms(parts.rooms, strangers, addressOf)
  const gatewaySockets = serveGateway(parts.gateway, strangers, addressOf)
  serveUpgrades(parts.app.server, [sockets, roomSockets, gatewaySockets], parts.shutter.isDown)
  url = config.publicUrl ?? listening.value
  folder.value.writeAdminToken(adminToken)
  folder.value.writeAddress(url)
  const close = createClose({
    ...parts,
    sockets: [sockets, roomSockets, gatewaySockets],
    store,
    folder: folder.value,
  })
  return ok({ url, adminToken, close })
}

/** JSON lines on stderr: stdout is for scripts. Without a serializer of its own an error would be written as `{}`. */
const createLog = (level: string): PinoLogger =>
  pino(
    { level, redact: ['req.headers'], serializers: { error: pino.stdSerializers.errWithCause } },
    pino.destination(2),
  )

/** Nobody is to be surprised by it: whoever loses the file loses what open conversations say. */
function tellOfOwnKey(log: PinoLogger, { file, made }: NonNullable<OpenedStore['ownKey']>): void {
  const text = made
    ? 'made a master key of its own: without this file nobody can read what is stored; production mode asks for MASTER_KEY_FILE or the like'
    : 'uses the master key in its own data folder'
  log[made ? 'warn' : 'info']({ file }, text)
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

/** All that the relay does by itself. Resolves once nothing of it is under way. */
async function stopWork(parts: Parts): Promise<void> {
  const { mailbox, files, watch, sweep, statusEnds, scans, hooks, stopMail, background } = parts
  mailbox.close()
  files.close()
  await watch.stop()
  await sweep.stop()
  await statusEnds.stop()
  await scans.stop()
  await hooks.stop()
  await stopMail()
  await background.stop()
}

function createClose({
  sockets,
  store,
  folder,
  ...parts
}: Parts & {
  readonly sockets: ReadonlyArray<{ readonly close: () => Promise<void> }>
  readonly store: Store
  readonly folder: DataFolder
}): () => Promise<void> {
  const { app, shutter, relay, rooms, gateway, mailbox } = parts
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    mailbox.close() // who waits for a letter of another device is answered now
    await Promise.all([shutter.lower(), gateway.drain(), rooms.drain()])
    await stopWork(parts)
    await relay.drain()
    await Promise.all(sockets.map(({ close: closeAll }) => closeAll()))
    await app.close()
    await store.close()
    folder.release()
  }
  return () => (closing ??= close())
}
