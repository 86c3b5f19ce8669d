import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { type BenchDeps, type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { type Child, startChild } from './lib/child.ts'
import { ensurePeer, type PeerName, peerProgram } from './lib/peers.ts'
import { measureReturn, type Returned } from './lib/sealed-return.ts'
import { type SpeedAnswer, speedAnswer, type SpeedOrder } from './lib/sealed-speed.ts'

/**
 * Sealed conversations. Sealing and opening are main's, with every rule, signature and write; the peers' are their libraries'
 * alone, with stores in memory. A device comes back in a real Chromium, with main behind the bridge and the real relay.
 */
export const e2ee: Benchmark = {
  about: 'sealed conversations [--messages 1000] [--conversations 200] [--held 10] [--missed 50]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        messages: { type: 'string', default: '1000' },
        conversations: { type: 'string', default: '200' },
        held: { type: 'string', default: '10' },
        missed: { type: 'string', default: '50' },
      },
    })
    const order: SpeedOrder = { messages: Number(values.messages), size: 300 }
    const speeds = await withRelay(path.join(folder, 'speed'), (relay, place) =>
      measureSpeeds(order, relay, { folder: place, say }),
    )
    const returning = {
      conversations: Number(values.conversations),
      held: Number(values.held),
      missed: Number(values.missed),
    }
    const returned = await withRelay(path.join(folder, 'return'), (relay, place) =>
      measureReturn(returning, { relay, folder: place, say }),
    )
    return toMetrics(order, speeds, returned)
  },
}

/** Turn and turn about, so that a slow minute of the machine hits all alike. */
const rounds = 5
const root = path.join(import.meta.dirname, '..')
const peerNames: ReadonlyArray<PeerName> = ['libsignal', 'matrix-sdk-crypto']

/** Runs `use` with the address of a relay of its own and a folder. */
async function withRelay<Value>(
  folder: string,
  use: (relay: string, folder: string) => Promise<Value>,
): Promise<Value> {
  await mkdir(folder)
  const env = {
    PORT: '0',
    DATA_DIR: path.join(folder, 'relay'),
    LOG_LEVEL: 'error',
    RATE_ENTRIES: '1000000',
    RATE_ENTRIES_BURST: '1000000',
    MAX_STRANGERS: '100000',
    RATE_REST: '1000000',
  }
  const relay = startChild([path.join(root, 'sync-server/index.ts')], env, root)
  try {
    return await use(/http:\S+/.exec(await relay.nextLine())?.[0] ?? '', folder)
  } finally {
    await relay.stop()
  }
}

type Speeds = ReadonlyMap<string, ReadonlyArray<SpeedAnswer>>

async function measureSpeeds(
  order: SpeedOrder,
  relay: string,
  { folder, say }: Pick<BenchDeps, 'folder' | 'say'>,
): Promise<Speeds> {
  const systems = new Map<string, Child>()
  try {
    systems.set(
      'tidings',
      startChild([path.join(root, 'bench/lib/sealed-tidings.ts'), relay, folder], {}, root),
    )
    for (const name of peerNames) {
      await ensurePeer(name, say)
      systems.set(name, startChild([peerProgram(name, 'speed.mjs')], {}, root))
    }
    for (const child of systems.values()) await child.nextLine()
    const answers = new Map<string, Array<SpeedAnswer>>()
    for (let round = 0; round <= rounds; round++) {
      for (const [name, child] of systems) {
        say(round === 0 ? `${name}: warming up…` : `${name}: round ${round} of ${rounds}…`)
        const answer = v.parse(speedAnswer, JSON.parse(await child.ask(JSON.stringify(order))))
        if (round > 0) answers.set(name, [...(answers.get(name) ?? []), answer])
      }
    }
    return answers
  } finally {
    for (const child of systems.values()) await child.stop()
  }
}

function toMetrics({ messages }: SpeedOrder, speeds: Speeds, returned: Returned): ReadonlyArray<Metric> {
  const compared = (metric: string, unit: string, of: (answer: SpeedAnswer) => number): Metric => {
    const peers = new Map(
      Array.from(speeds, ([name, answers]) => [name, rounded(quantile(answers.map(of), 0.5))]),
    )
    const ours = peers.get('tidings') ?? Number.NaN
    peers.delete('tidings')
    return { metric, unit, ours, peers: Object.fromEntries(peers) }
  }
  const alone = (metric: string, ms: number): Metric => ({ metric, unit: 'ms', ours: rounded(ms), peers: {} })
  return [
    compared('seal_per_second', '1/s', ({ sealMs }) => (messages * 1_000) / sealMs),
    compared('open_per_second', '1/s', ({ openMs }) => (messages * 1_000) / openMs),
    compared(
      'open_checked_per_second',
      '1/s',
      ({ openMs, checkMs = 0 }) => (messages * 1_000) / (openMs + checkMs),
    ),
    alone('resume_sealed_10k_ms', returned.ms),
    alone('longest_task_ms', returned.longestTaskMs),
    compared('wire_overhead_bytes', 'bytes', ({ overheadBytes }) => overheadBytes),
  ]
}
