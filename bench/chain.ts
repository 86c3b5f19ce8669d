import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { type BenchDeps, type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { chainAnswer, type ChainAnswer, type ChainOrder } from './lib/chain-load.ts'
import { type Child, startChild } from './lib/child.ts'
import { freePort } from './lib/free-port.ts'
import { ensurePeer, type PeerName, peerProgram } from './lib/peers.ts'

/**
 * From the post of one person to the screen of the other. Ours is the whole chain: engine, journal synced to the disk,
 * relay with a commit synced to the disk, engine. Peers deliver first and store later, or not at all.
 */
export const chain: Benchmark = {
  about: 'a post until another person sees it [--messages 1000] [--rate 50] [--bursts 10]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        messages: { type: 'string', default: '1000' },
        rate: { type: 'string', default: '50' },
        bursts: { type: 'string', default: '10' },
      },
    })
    const order: ChainOrder = {
      steady: Math.ceil(Number(values.messages) / rounds),
      perSecond: Number(values.rate),
      bursts: Math.ceil(Number(values.bursts) / rounds),
      burstSize: 50,
    }
    const systems: Array<System> = []
    try {
      systems.push(await startOurs(folder))
      for (const [name, peer] of peerNames) systems.push(await startPeer(name, peer, { folder, say }))
      return toMetrics(await play(systems, order, say))
    } finally {
      for (const { children } of systems) for (const child of children) await child.stop()
    }
  },
}

/** Turn and turn about, so that a slow minute of the machine hits all alike. */
const rounds = 5

const peerNames: ReadonlyArray<readonly [string, PeerName]> = [
  ['y-websocket', 'y-websocket'],
  ['hocuspocus-sqlite', 'hocuspocus'],
]

interface System {
  readonly name: string
  /** The client program, then its server: in the order in which they are to end. */
  readonly children: readonly [Child, Child]
}

async function startOurs(folder: string): Promise<System> {
  const root = path.join(import.meta.dirname, '..')
  const env = {
    PORT: '0',
    DATA_DIR: path.join(folder, 'relay'),
    LOG_LEVEL: 'error',
    RATE_ENTRIES: '1000000',
    RATE_ENTRIES_BURST: '1000000',
    MAX_STRANGERS: '100000',
  }
  const server = startChild([path.join(root, 'sync-server/index.ts')], env, folder)
  const url = /http:\S+/.exec(await server.nextLine())?.[0] ?? ''
  const client = startChild([path.join(import.meta.dirname, 'lib/chain-tidings.ts'), url, folder], {}, folder)
  await client.nextLine()
  return { name: 'tidings', children: [client, server] }
}

async function startPeer(
  name: string,
  peer: PeerName,
  { folder, say }: Pick<BenchDeps, 'folder' | 'say'>,
): Promise<System> {
  await ensurePeer(peer, say)
  const data = path.join(folder, peer)
  await mkdir(data)
  const port = await freePort()
  const server = startChild([peerProgram(peer, 'server.mjs')], { PORT: String(port), DATA: data }, data)
  // The provider tries again until the server is there.
  const client = startChild([peerProgram(peer, 'chain.mjs'), `ws://127.0.0.1:${port}`], {}, data)
  await client.nextLine()
  return { name, children: [client, server] }
}

async function play(
  systems: ReadonlyArray<System>,
  order: ChainOrder,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, ChainAnswer>> {
  const answers = new Map<string, ChainAnswer>(systems.map(({ name }) => [name, { steady: [], burst: [] }]))
  const warmUp: ChainOrder = { ...order, steady: order.perSecond, bursts: 1 }
  for (let round = 0; round <= rounds; round++) {
    for (const { name, children } of systems) {
      say(round === 0 ? `${name}: warming up…` : `${name}: round ${round} of ${rounds}…`)
      const line = await children[0].ask(JSON.stringify(round === 0 ? warmUp : order))
      const { steady, burst } = v.parse(chainAnswer, JSON.parse(line))
      if (round === 0) continue
      const sofar = answers.get(name)
      sofar?.steady.push(...steady)
      sofar?.burst.push(...burst)
    }
  }
  return answers
}

function toMetrics(answers: ReadonlyMap<string, ChainAnswer>): ReadonlyArray<Metric> {
  const metrics: Array<Metric> = []
  for (const [phase, prefix] of [
    ['steady', 'send_to_seen'],
    ['burst', 'burst_send_to_seen'],
  ] as const) {
    for (const percent of [50, 95, 99]) {
      const values = new Map(
        Array.from(answers, ([name, answer]) => [name, rounded(quantile(answer[phase], percent / 100))]),
      )
      const ours = values.get('tidings') ?? Number.NaN
      values.delete('tidings')
      metrics.push({
        metric: `${prefix}_p${percent}_ms`,
        unit: 'ms',
        ours,
        peers: Object.fromEntries(values),
      })
    }
  }
  return metrics
}
