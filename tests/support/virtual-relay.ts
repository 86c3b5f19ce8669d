/** A relay over connections that the test holds in its hands: real rules, real SQLite in memory, virtual time. */
import { onTestFinished } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { fail, ok } from '../../core/base/result.ts'
import { encodeClientFrame } from '../../core/protocol/client-frame-codec.ts'
import type { ClientFrame, RelayFrame } from '../../core/protocol/frame.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { protocolVersion } from '../../core/protocol/limits.ts'
import { decodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import { createThrottle } from '../../sync-server/identity/throttle.ts'
import { createVerifier } from '../../sync-server/keys/verifier.ts'
import type { Connection, ConnectionEvents } from '../../sync-server/relay/connection.ts'
import { createTallies, type Tallies } from '../../sync-server/metrics/tallies.ts'
import { createRelay, type Relay } from '../../sync-server/relay/relay.ts'
import { type Store, StoreTrouble } from '../../sync-server/store/store.ts'
import { openMemoryStore } from './memory-store.ts'
import { createSeededRandom } from './seeded-random.ts'
import { type FrameOf, isCounted } from './socket-client.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export interface VirtualDevice {
  readonly user: UserId
  readonly device: DeviceId
}

export interface VirtualRelay {
  readonly clock: VirtualClock
  readonly store: Store
  readonly relay: Relay
  readonly tallies: Tallies
  /** An account with a device; its token is its device id, good for `tokenLifeMs`. */
  readonly addDevice: (username: string, user?: UserId) => Promise<VirtualDevice>
  readonly addWorkspace: (
    members: ReadonlyArray<VirtualDevice>,
  ) => Promise<{ readonly workspace: WorkspaceId; readonly general: ConversationId }>
  readonly connect: () => VirtualConnection
  /** Connected and told everything. */
  readonly open: (device: VirtualDevice, fields?: Partial<Hello>) => Promise<VirtualConnection>
  /** From now on appends fail as on a full disk, or not. */
  readonly setFull: (isFull: boolean) => void
  /** From now on nobody can be told which workspaces a person is in, or again. */
  readonly setAway: (isAway: boolean) => void
  /** Reading how far the logs reach takes until the returned function is called. */
  readonly holdReads: () => () => void
  /** How often the store's journal was emptied. */
  readonly checkpoints: () => number
  /** What the relay has logged of its sessions. */
  readonly logged: () => ReadonlyArray<unknown>
  /** Lets everything happen that can happen without time passing. */
  readonly settle: () => Promise<void>
}

type Hello = Extract<ClientFrame, { readonly kind: 'hello' }>

export interface VirtualConnection {
  readonly send: (frame: ClientFrame) => void
  readonly sendBytes: (bytes: Uint8Array) => void
  readonly events: ConnectionEvents
  /** All frames so far. */
  readonly frames: ReadonlyArray<RelayFrame>
  readonly of: <Kind extends RelayFrame['kind']>(kind: Kind) => ReadonlyArray<FrameOf<Kind>>
  /** Takes the frames that came since the last call. */
  readonly news: () => ReadonlyArray<RelayFrame>
  readonly state: () => 'open' | 'closed' | 'cut'
  readonly pings: () => number
  /** What the relay believes to lie in the socket; while it is more than 0, nothing counts as flushed. */
  readonly setBuffered: (bytes: number) => void
  /** From now on the client gives no credit for what it reads, or again. */
  readonly setCredit: (givesCredit: boolean) => void
  /** The client goes away. */
  readonly drop: () => void
}

export const tokenLifeMs = 15 * 60_000
const { verify } = await createVerifier()
const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const helloFrom = (device: VirtualDevice, fields: Partial<Hello> = {}): Hello => ({
  kind: 'hello',
  protocol: protocolVersion,
  device: device.device,
  token: device.device,
  directory: 0,
  resume: [],
  ...fields,
})

export function setupVirtualRelay({
  maxPages,
  seed = 11,
  entries = { perMinute: 1_000_000, burst: 1_000_000 },
  guesses = 600,
}: {
  readonly maxPages?: number
  readonly seed?: number
  readonly entries?: { readonly perMinute: number; readonly burst: number }
  /** Bad tokens a minute. */
  readonly guesses?: number
} = {}): VirtualRelay {
  const clock = createVirtualClock()
  const random = createSeededRandom(seed)
  const store = openMemoryStore(random, maxPages)
  onTestFinished(() => store.close())
  const debugged: Array<unknown> = []
  let checkpoints = 0
  let isFull = false
  let isAway = false
  let reads = Promise.resolve()
  const logs: Store['logs'] = {
    ...store.logs,
    readableLogs: async (...given) => {
      await reads
      return store.logs.readableLogs(...given)
    },
    append: (...given) =>
      isFull ? Promise.reject(new StoreTrouble('full', undefined)) : store.logs.append(...given),
  }
  const directory: Store['directory'] = {
    ...store.directory,
    workspacesOf: (user) =>
      isAway ? Promise.reject(new StoreTrouble('failed', undefined)) : store.directory.workspacesOf(user),
  }
  const grants = new Map<string, VirtualDevice & { readonly expires: ReturnType<typeof millis> }>()
  let soons: Array<() => Promise<number>> = []
  const tallies = createTallies(clock.now)
  const relay = createRelay({
    tallies,
    guesses: createThrottle(guesses, clock),
    entryRate: createThrottle(entries.perMinute, clock, entries.burst),
    store: {
      ...store,
      logs,
      directory,
      checkpoint: () => {
        checkpoints++
        return store.checkpoint()
      },
    },
    clock,
    random,
    verify,
    updateUrl: 'https://tidings.example/update',
    log: { ...silent, debug: (fields) => void debugged.push(fields) },
    pace: { next: (commit) => void soons.push(commit) },
    authenticate: async (token) => {
      const grant = grants.get(token)
      if (grant === undefined) return fail({ kind: 'refused' })
      return grant.expires <= clock.now() ? fail({ kind: 'expired' }) : ok(grant)
    },
  })
  const settle = async (): Promise<void> => {
    do {
      const due = soons
      soons = []
      for (const run of due) void run()
      for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
    } while (soons.length > 0)
  }
  const connect = (): VirtualConnection => createConnection(relay)
  return {
    clock,
    store,
    relay,
    tallies,
    settle,
    logged: () => debugged,
    checkpoints: () => checkpoints,
    connect,
    setFull: (full) => {
      isFull = full
    },
    setAway: (away) => {
      isAway = away
    },
    holdReads: () => {
      let letGo = (): void => {}
      reads = new Promise((resolve) => {
        letGo = resolve
      })
      return letGo
    },
    addDevice: async (username, existing) => {
      const user = existing ?? randomId(userId, random)
      const device = randomId(deviceId, random)
      if ((await store.accounts.account(user)) === undefined) {
        const account = { user, username, displayName: username, passwordHash: '', created: clock.now() }
        orThrow(await store.accounts.createAccount(account))
      }
      orThrow(await store.accounts.saveDevice({ device, user, name: username, now: clock.now() }))
      grants.set(device, { user, device, expires: millis(clock.now() + tokenLifeMs) })
      return { user, device }
    },
    addWorkspace: async ([owner, ...members]) => {
      const id = randomId(workspaceId, random)
      const general = randomId(conversationId, random)
      const channels = [{ id: general, name: 'general', topic: '' }]
      orThrow(await store.directory.createWorkspace({ id, name: id, owner: owner?.user, channels }))
      for (const { user } of members) orThrow(await store.directory.join(id, user, 'member'))
      return { workspace: id, general }
    },
    open: async (device, fields) => {
      const connection = connect()
      connection.send(helloFrom(device, fields))
      await settle()
      return connection
    },
  }
}

function createConnection(relay: Relay): VirtualConnection {
  const frames: Array<RelayFrame> = []
  let read = 0
  let state: 'open' | 'closed' | 'cut' = 'open'
  let pings = 0
  let buffered = 0
  let givesCredit = true
  let owed = 0
  let whenFlushed: Array<() => void> = []
  const end = (how: 'closed' | 'cut'): void => {
    if (state !== 'open') return
    state = how
    for (const done of whenFlushed) done()
    queueMicrotask(() => events.closed()) // as ws does: never within the call that closes
  }
  const giveCredit = (): void => {
    if (!givesCredit || owed === 0 || state !== 'open') return
    const bytes = owed
    owed = 0
    events.received(encodeClientFrame({ kind: 'credit', bytes }))
  }
  const connection: Connection = {
    from: '192.0.2.7',
    send: (bytes) => {
      if (state !== 'open') return
      const frame = orThrow(decodeRelayFrame(bytes))
      frames.push(frame)
      if (!isCounted(frame)) return
      owed += bytes.length
      queueMicrotask(giveCredit)
    },
    buffered: () => buffered,
    flushed: () =>
      buffered === 0 || state !== 'open'
        ? Promise.resolve()
        : new Promise((resolve) => void whenFlushed.push(resolve)),
    ping: () => void pings++,
    welcomed: () => {},
    close: () => end('closed'),
    cut: () => end('cut'),
  }
  const events = relay.accept(connection)
  return {
    send: (frame) => events.received(encodeClientFrame(frame)),
    sendBytes: events.received,
    events,
    frames,
    of: <Kind extends RelayFrame['kind']>(kind: Kind) =>
      frames.filter((frame): frame is FrameOf<Kind> => frame.kind === kind),
    news: () => {
      const news = frames.slice(read)
      read = frames.length
      return news
    },
    state: () => state,
    pings: () => pings,
    setBuffered: (bytes) => {
      buffered = bytes
      if (bytes > 0) return
      for (const done of whenFlushed) done()
      whenFlushed = []
    },
    setCredit: (gives) => {
      givesCredit = gives
      giveCredit()
    },
    drop: () => end('cut'),
  }
}
