/** A person with the whole app but its screens: main over a folder of its own, its bridge, and an engine behind it. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Defect, orThrow } from '../../core/base/defect.ts'
import type { Account, PageBridge } from '../../core/bridge/contract.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'
import type { SyncReport } from '../../core/sync/report.ts'
import { createLocalBridge } from '../../headless/local-bridge.ts'
import { connectNodeSocket } from '../../headless/node-socket.ts'
import { openNodeEngine } from '../../headless/open-engine.ts'
import { startMain } from '../../headless/start-main.ts'
import type { App } from '../../main/app.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { systemClock as clock, systemRandom as random } from '../../main/system.ts'
import type { SecretProtector } from '../../main/vault/secret-protector.ts'
import { createMemoryProtector } from '../unit/main/vault/memory-protector.ts'
import { until } from './until.ts'

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
  /** The username, where nothing else is said. */
  readonly displayName?: string
  readonly deviceName?: string
  /** For a relay that lies. */
  readonly fetch?: Fetch
  readonly protector?: SecretProtector
  /** As the organisation has bounded it. */
  readonly longestSealed?: Readable<number>
  /** Told of what leaves main or the page, and where it goes. */
  readonly watch?: (place: 'bridge' | 'bridge in' | 'traffic' | 'log' | 'page store', what: unknown) => void
}

/** Signs up, or in if the relay knows the name. */
export async function startPerson({
  relay,
  folder,
  username,
  displayName = username,
  deviceName = `${username}'s device`,
  fetch: ask = fetch,
  protector = createMemoryProtector(),
  watch = () => undefined,
  longestSealed = createCell(0),
}: AppPlace): Promise<AppPerson> {
  const local = createLocalBridge()
  const app = orThrow(
    await startMain({
      folder: path.join(folder, `${username}-${randomBytes(4).toString('hex')}`),
      protector,
      fetch: watchedFetch(ask, watch),
      relay,
      deviceName,
      tell: (name, event) => {
        watch('bridge', event)
        local.tell(name, event)
      },
      report: (line) => watch('log', line),
      clock,
      random,
    }),
  )
  const bridge = watchedBridge(local.serve(app.bridgeAt(undefined)), watch)
  const person = { username, displayName, password: appPassword }
  const registered = await bridge.call('session.register', person)
  const account = registered.ok
    ? registered.value
    : orThrow(await bridge.call('session.signIn', { username, password: appPassword }))
  if ((await bridge.call('keys.state', {})) === 'unknown') throw new Defect('the keys were not put up')
  return personOf(app, { bridge, account, longestSealed }, watch)
}

type Watching = NonNullable<AppPlace['watch']>

const watchedBridge = ({ call, listen }: PageBridge, watch: Watching): PageBridge => ({
  listen,
  call: async (name, input) => {
    watch('bridge in', input)
    const answer = await call(name, input)
    watch('bridge', answer)
    return answer
  },
})

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

interface PersonPlace {
  readonly bridge: PageBridge
  readonly account: Account
  readonly longestSealed: Readable<number>
}

async function personOf(
  app: App,
  { bridge, account, longestSealed }: PersonPlace,
  watch: Watching,
): Promise<AppPerson> {
  const memory = createMemoryStore()
  const store: typeof memory = {
    ...memory,
    write: (writes, options) => {
      watch('page store', writes)
      return memory.write(writes, options)
    },
    close: async () => undefined,
  }
  const reports: Array<SyncReport> = []
  const report = (each: SyncReport): void => void reports.push(each)
  const connect = watchedSocket(watch)
  const place = { bridge, account, clock, random, report, connect, longestSealed }
  const start = async (): Promise<Engine> => orThrow(await openNodeEngine(store, place))
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
      await stopEngine()
      await app.close()
    },
  }
}
