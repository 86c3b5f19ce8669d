import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { type BenchDeps, type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { type Child, startChild } from './lib/child.ts'
import { freePort } from './lib/free-port.ts'
import { ensurePeer, peerProgram } from './lib/peers.ts'
import { type LoadAnswer, loadAnswer, type Order } from './lib/relay-orders.ts'
import { buildTown } from './lib/relay-town.ts'

/**
 * The relay under load, with tokens, validation and a commit synced to the disk before anybody hears of a message. Peers
 * deliver first and store later, or not at all. Each server in a process of its own, the load in another.
 */
export const relay: Benchmark = {
  about: 'many people in many rooms, beside y-websocket, Hocuspocus and bare ws [--rounds 2]',
  run: async (deps) => {
    const rounds = Number(/--rounds (\d+)/.exec(deps.args.join(' '))?.[1] ?? 2)
    const figures = new Map<string, Figures>()
    const steady = new Map<string, Array<LoadAnswer>>(systems.map((name) => [name, []]))
    // Turn and turn about, so that a slow minute of the machine hits all alike.
    for (let round = 1; round <= rounds; round++) {
      for (const name of systems) {
        deps.say(`${name}: 9,000 deliveries a second, round ${round}…`)
        steady
          .get(name)
          ?.push(
            await withSystem(name, deps, towns.load, ({ ask }) =>
              askLoad(ask, 1_000, { seconds: 6, warm: 2 }),
            ),
          )
      }
    }
    for (const name of systems) figures.set(name, await measureRest(name, deps))
    return toMetrics(steady, figures)
  },
}

const systems = ['tidings', 'y-websocket', 'hocuspocus-sqlite', 'bare-ws'] as const
type SystemName = (typeof systems)[number]

/** How many people are in each room, by what is measured: signing all of them up for each measurement would take minutes. */
const towns = {
  load: Array.from({ length: 20 }, () => 10),
  idle: Array.from({ length: 200 }, () => 10),
  live: Array.from({ length: 1_000 }, () => 1),
  join: [2],
}

type Ask = (order: Order) => Promise<unknown>

async function askLoad(
  ask: Ask,
  rate: number,
  time: { readonly seconds: number; readonly warm: number },
): Promise<LoadAnswer> {
  const order: Order = { kind: 'load', rooms: towns.load.length, members: 10, rate, ...time }
  return v.parse(loadAnswer, await ask(order))
}

interface Figures {
  readonly idle: number
  /** Connections of nobody: that say nothing, and that say as much as one may before the relay knows who it is. */
  readonly stranger: number
  readonly talkingStranger: number
  readonly live: number
  readonly join: number
  readonly most: LoadAnswer
}

const noFigure = Number.NaN

async function measureRest(name: SystemName, deps: BenchDeps): Promise<Figures> {
  const { say } = deps
  say(`${name}: idle connections…`)
  const idle = await withSystem(name, deps, towns.idle, async ({ ask }) =>
    v.parse(v.number(), await ask({ kind: 'idle', connections: towns.idle.length * 10 })),
  )
  say(`${name}: connections of nobody…`)
  const strangers = {
    stranger: await askStrangers(name, deps, 0),
    talkingStranger: await askStrangers(name, deps, 65_000),
  }
  if (name === 'bare-ws')
    return { idle, ...strangers, live: noFigure, join: noFigure, most: await findMost(name, deps) }
  say(`${name}: live conversations…`)
  const live = await withSystem(name, deps, towns.live, async ({ ask }) =>
    v.parse(v.number(), await ask({ kind: 'live', rooms: towns.live.length, messages: 1_000 })),
  )
  say(`${name}: newcomers…`)
  const join = await withSystem(name, deps, towns.join, async ({ ask }) =>
    v.parse(v.array(v.number()), await ask({ kind: 'join', messages: 10_000, joins: 15 })),
  )
  say(`${name}: ${JSON.stringify({ idle, ...strangers, live, join })}`) // a run that is cut off has not been for nothing
  return { idle, ...strangers, live, join: quantile(join, 0.5), most: await findMost(name, deps) }
}

/** Fewer than come as people: a relay closes them after five seconds. */
const strangerCount = 1_000

const askStrangers = (name: SystemName, deps: BenchDeps, bytes: number): Promise<number> =>
  withSystem(name, deps, towns.join, async ({ ask }) =>
    v.parse(v.number(), await ask({ kind: 'strangers', connections: strangerCount, bytes })),
  )

/** More and more until the tail of the latencies passes 100 ms or messages stay away; answers with the last that held. */
function findMost(name: SystemName, deps: BenchDeps): Promise<LoadAnswer> {
  deps.say(`${name}: as much as it takes…`)
  return withSystem(name, deps, towns.load, async ({ ask }) => {
    const time = { seconds: 2, warm: 1 } // warm from one rate to the next
    let best: LoadAnswer | undefined
    for (let rate = firstRate[name]; rate < 40_000; rate *= 1.35) {
      const held = (answer: LoadAnswer): boolean => answer.p99 <= 100 && answer.lost < 0.01
      let answer = await askLoad(ask, rate, time)
      if (!held(answer)) answer = await askLoad(ask, rate, time) // the machine may have stalled
      deps.say(`  ${JSON.stringify(answer)}`)
      if (!held(answer)) break
      best = answer
    }
    return best ?? { deliveriesPerSecond: noFigure, lost: 1, p50: 0, p99: 0, serverCpu: 0, ownCpu: 0 }
  })
}

/** Messages a second that each is known to bear. */
const firstRate: Readonly<Record<SystemName, number>> = {
  tidings: 4_000,
  'y-websocket': 2_000,
  'hocuspocus-sqlite': 1_500,
  'bare-ws': 5_000,
}

interface Running {
  readonly ask: Ask
}

let started = 0

async function withSystem<Value>(
  name: SystemName,
  deps: BenchDeps,
  rooms: ReadonlyArray<number>,
  use: (running: Running) => Promise<Value>,
): Promise<Value> {
  const folder = path.join(deps.folder, `${name}-${started++}`)
  await mkdir(folder)
  const server = await startServer(name, folder, rooms, deps)
  const generator = path.join(import.meta.dirname, 'lib/relay-load.ts')
  const client = startChild([generator, server.url, name, String(server.child.pid), server.town], {}, folder)
  try {
    await client.nextLine()
    return await use({ ask: async (order) => JSON.parse(await client.ask(JSON.stringify(order))) as unknown })
  } finally {
    await client.stop()
    await server.child.stop()
  }
}

interface Server {
  readonly child: Child
  readonly url: string
  readonly town: string
}

const measured = ['--expose-gc', '--import', path.join(import.meta.dirname, 'lib/gc-on-signal.mjs')]

async function startServer(
  name: SystemName,
  folder: string,
  rooms: ReadonlyArray<number>,
  { say }: BenchDeps,
): Promise<Server> {
  if (name === 'tidings') {
    const data = path.join(folder, 'relay')
    const file = path.join(folder, 'town.json')
    await writeFile(file, JSON.stringify(await buildTown(data, rooms)))
    const env = {
      PORT: '0',
      DATA_DIR: data,
      LOG_LEVEL: 'error',
      RATE_ENTRIES: '1000000',
      RATE_ENTRIES_BURST: '1000000',
      MAX_STRANGERS: '100000',
    }
    const program = path.join(import.meta.dirname, '../sync-server/index.ts')
    const child = startChild([...measured, program], env, folder)
    const url = /http:\S+/.exec(await child.nextLine())?.[0] ?? ''
    return { child, url, town: file }
  }
  const port = await freePort()
  const child = startChild(
    [...measured, await programOf(name, say)],
    { PORT: String(port), DATA: folder },
    folder,
  )
  await untilListening(port)
  return { child, url: `http://127.0.0.1:${port}`, town: '' }
}

async function programOf(name: Exclude<SystemName, 'tidings'>, say: BenchDeps['say']): Promise<string> {
  if (name === 'bare-ws') return path.join(import.meta.dirname, 'peers/bare-relay.mjs')
  const peer = name === 'y-websocket' ? name : 'hocuspocus'
  await ensurePeer(peer, say)
  return peerProgram(peer, 'server.mjs')
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}`)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`nothing listens on ${port}`)
}

function toMetrics(
  steady: ReadonlyMap<string, ReadonlyArray<LoadAnswer>>,
  figures: ReadonlyMap<string, Figures>,
): ReadonlyArray<Metric> {
  const metric = (name: string, unit: string, of: (system: string) => number): Metric => {
    const peers = systems.slice(1).map((system) => [system, rounded(of(system))] as const)
    return {
      metric: name,
      unit,
      ours: rounded(of('tidings')),
      peers: Object.fromEntries(peers.filter(([, value]) => Number.isFinite(value))),
    }
  }
  const median = (system: string, of: (answer: LoadAnswer) => number): number =>
    quantile((steady.get(system) ?? []).map(of), 0.5)
  const figure = (system: string, of: (figures: Figures) => number): number => {
    const found = figures.get(system)
    return found === undefined ? noFigure : of(found)
  }
  return [
    metric('cpu_us_per_delivery', 'µs', (system) =>
      median(system, ({ serverCpu, deliveriesPerSecond }) => (serverCpu * 1e6) / deliveriesPerSecond),
    ),
    metric('delivery_p50_ms', 'ms', (system) => median(system, ({ p50 }) => p50)),
    metric('delivery_p99_ms', 'ms', (system) => median(system, ({ p99 }) => p99)),
    metric('rss_kb_per_idle_connection', 'KB', (system) => figure(system, ({ idle }) => idle / 1_024)),
    metric('rss_kb_per_stranger', 'KB', (system) => figure(system, ({ stranger }) => stranger / 1_024)),
    metric('rss_kb_per_talking_stranger', 'KB', (system) =>
      figure(system, ({ talkingStranger }) => talkingStranger / 1_024),
    ),
    metric('rss_kb_per_live_conversation', 'KB', (system) => figure(system, ({ live }) => live / 1_024)),
    metric('join_10k_ms', 'ms', (system) => figure(system, ({ join }) => join)),
    metric('max_deliveries_per_second', 'deliveries/s', (system) =>
      figure(system, ({ most }) => most.deliveriesPerSecond),
    ),
    // What saturates: whichever of the two is near one core.
    metric('max_server_cores', 'cores', (system) => figure(system, ({ most }) => most.serverCpu)),
    metric('max_generator_cores', 'cores', (system) => figure(system, ({ most }) => most.ownCpu)),
  ]
}
