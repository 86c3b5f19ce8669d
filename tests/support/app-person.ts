/** A person with the whole app but its screens: main over a folder of its own, its bridge, and an engine behind it. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Clock, millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { answerBridge } from '../../core/bridge/answer.ts'
import type { Account, BridgeEventName, PageBridge } from '../../core/bridge/contract.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import type { SyncReport } from '../../core/sync/report.ts'
import { type App, startApp } from '../../main/app.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import type { SecretProtector } from '../../main/vault/secret-protector.ts'
import { readProfile } from '../../main/profile/profile.ts'
import { createBridgeOutbox } from '../../renderer/platform/bridge-outbox.ts'
import { openBridgeUploads } from '../../renderer/platform/bridge-uploads.ts'
import { createBridgeSealing } from '../../renderer/platform/bridge-sealing.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { createMemoryProtector } from '../unit/main/vault/memory-protector.ts'
import { connectNodeSocket } from './node-socket.ts'
import { until } from './until.ts'

const clock: Clock = {
  now: () => millis(Date.now()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) }
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const appPassword = 'correct horse battery'

export interface AppPerson {
  readonly account: Account
  readonly bridge: PageBridge
  readonly app: App
  readonly reports: ReadonlyArray<SyncReport>
  readonly engine: () => Engine
  /** The engine ends and another begins on the same store, as when a window is closed and opened. */
  readonly restartEngine: () => Promise<void>
  readonly stopEngine: () => Promise<void>
  /** Opens a conversation once the directory has it. */
  readonly open: (conversation: ConversationId) => Promise<OpenConversation>
  readonly knows: (workspace: WorkspaceId) => Promise<void>
  readonly close: () => Promise<void>
}

export interface AppPlace {
  readonly relay: string
  readonly folder: string
  readonly username: string
  readonly deviceName?: string
  /** For a relay that lies. */
  readonly fetch?: Fetch
  readonly protector?: SecretProtector
  /** Told of what leaves main or the page, and where it goes. */
  readonly watch?: (place: 'bridge' | 'bridge in' | 'traffic' | 'log' | 'page store', what: unknown) => void
}

/** Signs up, or in if the relay knows the name. */
export async function startPerson({
  relay,
  folder,
  username,
  deviceName = `${username}'s device`,
  fetch: ask = fetch,
  protector = createMemoryProtector(),
  watch = () => undefined,
}: AppPlace): Promise<AppPerson> {
  const home = path.join(folder, `${username}-${randomBytes(4).toString('hex')}`)
  await mkdir(home, { recursive: true })
  const listeners = new Map<BridgeEventName, Set<(event: never) => void>>()
  const app = await startApp({
    profile: await readProfile(home),
    protector,
    fetch: watchedFetch(ask, watch),
    relay,
    info: { version: '0', shell: 'browser' },
    deviceName,
    openLink: async () => false,
    onSystemLock: undefined,
    tell: (name, event) => {
      watch('bridge', event)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listeners are kept by the name of their event
      for (const listener of listeners.get(name) ?? []) listener(structuredClone(event) as never)
    },
    report: (line) => watch('log', line),
    clock,
    random,
  })
  const bridge: PageBridge = {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the shells do it: the contract types both ends
    call: (async (name, input) => {
      watch('bridge in', input)
      const answer = await answerBridge(app.bridge, name, structuredClone(input))
      watch('bridge', answer)
      return answer
    }) as PageBridge['call'],
    listen: (name, listener) => {
      const of = listeners.get(name) ?? new Set()
      listeners.set(name, of.add(listener as (event: never) => void))
      return () => void of.delete(listener as (event: never) => void)
    },
  }
  const person = { username, displayName: username, password: appPassword }
  const registered = await bridge.call('session.register', person)
  const account = registered.ok
    ? registered.value
    : orThrow(await bridge.call('session.signIn', { username, password: appPassword }))
  if ((await bridge.call('keys.state', {})) === 'unknown') throw new Defect('the keys were not put up')
  return personOf(app, bridge, account, watch)
}

type Watching = NonNullable<AppPlace['watch']>

const watchedFetch =
  (ask: Fetch, watch: Watching): Fetch =>
  async (url, options) => {
    for (const sent of [url, options.headers, options.body]) watch('traffic', sent)
    const answer = await ask(url, options)
    return {
      status: answer.status,
      headers: answer.headers,
      ...(answer.body !== undefined && { body: answer.body }),
      text: async () => {
        const text = await answer.text()
        watch('traffic', text)
        return text
      },
    }
  }

const watchedSocket =
  (watch: Watching): ConnectRelay =>
  (url, events) => {
    const socket = connectNodeSocket(url, {
      ...events,
      received: (frame) => {
        watch('traffic', frame)
        events.received(frame)
      },
    })
    return {
      ...socket,
      send: (frame) => {
        watch('traffic', frame)
        socket.send(frame)
      },
    }
  }

async function personOf(app: App, bridge: PageBridge, account: Account, watch: Watching): Promise<AppPerson> {
  const memory = createMemoryStore()
  const store: typeof memory = {
    ...memory,
    write: (writes, options) => {
      watch('page store', writes)
      return memory.write(writes, options)
    },
    close: async () => undefined,
  }
  const uploads = await openBridgeUploads(bridge)
  const reports: Array<SyncReport> = []
  const start = async (): Promise<Engine> =>
    orThrow(
      await createEngine({
        account,
        clock,
        random,
        store,
        openIndex: openMemoryIndex({ store, clock, breathe }),
        outbox: createBridgeOutbox(bridge),
        connect: watchedSocket(watch),
        accessToken: () => bridge.call('session.token', {}),
        report: (report) => void reports.push(report),
        breathe,
        verifyReceipt,
        sealing: await createBridgeSealing(bridge),
        uploads,
      }),
    )
  let engine: Engine | undefined = await start()
  const running = (): Engine => {
    if (engine === undefined) throw new Defect('the engine was stopped')
    return engine
  }
  const stopEngine = async (): Promise<void> => {
    await engine?.close()
    engine = undefined
  }
  return {
    account,
    bridge,
    app,
    reports,
    engine: running,
    stopEngine,
    restartEngine: async () => {
      await stopEngine()
      engine = await start()
    },
    open: async (conversation) => {
      const { directory, open } = running()
      await until(directory, ({ workspaces }) =>
        workspaces.some(({ channels, directs }) =>
          [...channels, ...directs].some(({ id }) => id === conversation),
        ),
      )
      const opened = open(conversation)
      if (opened === undefined) throw new Defect('a conversation that the directory shows opens')
      await until(opened.view, ({ opening, before }) => !opening && before !== 'unreachable')
      return opened
    },
    knows: async (workspace) => {
      await until(running().directory, ({ workspaces }) => workspaces.some(({ id }) => id === workspace))
    },
    close: async () => {
      uploads.close()
      await stopEngine()
      await app.close()
    },
  }
}
