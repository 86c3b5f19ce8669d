/** Wires a relay together and starts it: the composition root for the program, tests and tools. */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Logger as PinoLogger, pino } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { DeviceId } from '../core/protocol/ids.ts'
import { maxRoomSockets } from '../core/protocol/rooms.ts'
import type { Verifier } from '../core/sealed/signed-text.ts'
import { createFiles, type Files } from './blobs/files.ts'
import { createFilesystemBlobs, openForWriting } from './blobs/filesystem.ts'
import { createMayUse } from './blobs/may-use.ts'
import type { RelayConfig } from './config.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { createDirectory, type DirectoryDeps } from './directory/directory.ts'
import { createDocuments } from './directory/documents.ts'
import { type AppDeps, createApp } from './http/app.ts'
import { createAccessTokens } from './identity/access-tokens.ts'
import { createAccounts } from './identity/accounts.ts'
import { createPasswords } from './identity/passwords.ts'
import { createThrottle } from './identity/throttle.ts'
import { createImportTarget } from './import/target.ts'
import { createKeys, type Keys } from './keys/keys.ts'
import { createLinkMailbox, type LinkMailbox } from './keys/link-mailbox.ts'
import { createVerifier } from './keys/verifier.ts'
import { createPace } from './relay/pace.ts'
import { createRelay, type Relay } from './relay/relay.ts'
import { createRooms, type Rooms } from './rooms/rooms.ts'
import type { StartFailure } from './start-failure.ts'
import { openSqliteStore } from './store/sqlite/open.ts'
import type { Store } from './store/store.ts'
import { systemClock, systemRandom } from './system.ts'
import { serveRooms, type RoomSockets } from './transport/room-sockets.ts'
import { serveSockets, type Sockets } from './transport/sockets.ts'
import { serveUpgrades } from './transport/upgrades.ts'

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

/** A stock client comes back 24 times a minute when it is closed each time; a page may be in several rooms. */
const roomEntrancesPerMinute = 600
/** Lists and backups of one person: each list is told to all of a workspace. */
const keyWritesPerMinute = 20
const maxRoomsBytes = 512 * 1_048_576

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
  const parts = await wire(config, {
    store: store.value,
    filesFolder: folder.value.filesFolder,
    clock,
    random,
    adminToken,
  })
  const listening = await listen(parts.app, config)
  if (!listening.ok) {
    parts.mailbox.close()
    parts.files.close() // its sweep would keep the program alive
    await parts.app.close()
    await store.value.close()
    folder.value.release()
    return listening
  }
  const sockets = serveSockets(parts.relay.accept)
  const roomSockets = serveRooms(parts.rooms)
  serveUpgrades(parts.app.server, [sockets, roomSockets])
  const url = config.publicUrl ?? listening.value
  folder.value.writeAdminToken(adminToken)
  folder.value.writeAddress(url)
  const close = createClose({ ...parts, sockets, roomSockets, store: store.value, folder: folder.value })
  return ok({ url, adminToken, close })
}

interface World {
  readonly store: Store
  readonly filesFolder: string
  readonly clock: Clock
  readonly random: Random
  readonly adminToken: string
}

interface Parts {
  readonly app: FastifyInstance
  readonly relay: Relay
  readonly rooms: Rooms
  readonly mailbox: LinkMailbox
  readonly files: Files
  readonly log: PinoLogger
}

async function wire(config: RelayConfig, world: World): Promise<Parts> {
  const { store, clock, random, adminToken } = world
  const log = pino({ level: config.logLevel, redact: ['req.headers'] }, pino.destination(2)) // stdout is for scripts
  const relayEpoch = store.identity.epoch
  const tokens = await createAccessTokens({ accounts: store.accounts, clock, relayEpoch })
  const passwords = await createPasswords()
  const verifier = await createVerifier()
  const { authenticate } = tokens
  const relay = createRelay({
    store,
    clock,
    random,
    authenticate,
    verify: verifier.verify,
    updateUrl: config.updateUrl,
    log,
    // Of the disk, whose time nobody holds.
    pace: createPace({ clock: systemClock, soon: (run) => void setImmediate(run) }),
  })
  const rooms = createRooms({
    store,
    clock,
    log,
    authenticate,
    append: relay.append,
    soon: (run) => void setImmediate(run),
    entrances: createThrottle(roomEntrancesPerMinute, clock),
    limits: { sockets: maxRoomSockets, bytes: maxRoomsBytes },
  })
  relay.follow(rooms.committed)
  const changed: DirectoryDeps['changed'] = async (workspace, user) => {
    await Promise.all([relay.directoryChanged(workspace, user), rooms.directoryChanged(workspace)])
  }
  const signedOut = (device: DeviceId): void => {
    relay.signOut(device)
    rooms.signOut(device)
  }
  const accounts = createAccounts({ store: store.accounts, tokens, passwords, clock, random })
  const directory = createDirectory({ store: store.directory, random, changed })
  const target = createImportTarget({ store, relay, clock, random })
  const documents = createDocuments({ store: store.documents, role: store.directory.role, clock, random })
  const mailbox = createLinkMailbox({ store: store.links, clock })
  const files = wireFiles(config, world, log)
  const keys = wireKeys(store, clock, verifier, { relay, rooms })
  const { files: pieces, rest, ...throttles } = createThrottles(config, clock)
  const gate = { authenticate, requests: rest }
  const deps: AppDeps = {
    auth: { accounts, ...throttles, signedOut },
    directory: { directory, ...gate },
    documents: { documents, ...gate },
    files: { files, authenticate, requests: pieces },
    imports: { target, adminToken },
    keys: { keys, writes: createThrottle(keyWritesPerMinute, clock), ...gate },
    links: { mailbox, ...gate },
    jwks: tokens.jwks,
    store,
    log,
  }
  return { app: await createApp(deps), relay, rooms, mailbox, files, log }
}

const createThrottles = ({ rates }: RelayConfig, clock: Clock) => ({
  signIns: createThrottle(rates.signIn, clock),
  registrations: createThrottle(rates.register, clock),
  refreshes: createThrottle(rates.refresh, clock),
  rest: createThrottle(rates.rest, clock),
  files: createThrottle(rates.files, clock),
})

function wireFiles(config: RelayConfig, { store, filesFolder, clock }: World, log: PinoLogger): Files {
  return createFiles({
    store: store.files,
    blobs: createFilesystemBlobs({ folder: filesFolder, openFile: openForWriting }),
    mayUse: createMayUse(store.logs, store.directory),
    clock,
    log,
    limits: config.files,
  })
}

function wireKeys(
  store: Store,
  clock: Clock,
  verifier: Verifier,
  { relay, rooms }: Pick<Parts, 'relay' | 'rooms'>,
): Keys {
  return createKeys({
    store: store.keys,
    acquainted: store.directory.acquainted,
    verifier,
    clock,
    changed: async (user, version) => {
      relay.listChanged(user, version)
      const workspaces = await store.directory.workspacesOf(user)
      await Promise.all(workspaces.map((workspace) => relay.directoryChanged(workspace, user)))
    },
    revoked: (device) => {
      // In the next turn: a hello whose token was still good is let in by then, and ends with the others.
      setImmediate(() => {
        relay.revoke(device)
        rooms.signOut(device)
      })
    },
  })
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
  rooms,
  mailbox,
  files,
  sockets,
  roomSockets,
  store,
  folder,
}: Parts & {
  readonly sockets: Sockets
  readonly roomSockets: RoomSockets
  readonly store: Store
  readonly folder: DataFolder
}): () => Promise<void> {
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    mailbox.close()
    files.close()
    await rooms.drain()
    await relay.drain()
    await Promise.all([sockets.close(), roomSockets.close()])
    await app.close()
    await store.close()
    folder.release()
  }
  return () => (closing ??= close())
}
