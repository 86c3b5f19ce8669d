import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import {
  type ApiPerson,
  type ApiPlace,
  callKinds,
  createCaller,
  type CallKind,
  findChannel,
} from './lib/api-calls.ts'
import { startChild } from './lib/child.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { importExport } from './lib/relay-import.ts'
import { readMessages, wordsOf } from './lib/search-texts.ts'
import { signUpAt } from './lib/tidings-account.ts'

/**
 * The REST API over an imported channel: the relay in a process of its own, calls that are due at their moments, whether the one
 * before is answered or not. A call's clock starts when it was due.
 */
export const api: Benchmark = {
  about:
    'REST calls over an imported channel [--export EXPORT.zip] [--messages 50000] [--rate 40] [--seconds 30]',
  run: async (deps) => {
    const { values } = parseArgs({
      args: [...deps.args],
      options: {
        export: { type: 'string' },
        messages: { type: 'string', default: '50000' },
        rate: { type: 'string', default: '40' },
        seconds: { type: 'string', default: '30' },
      },
    })
    const file =
      values.export === undefined ? path.join(deps.folder, 'export.zip') : path.resolve(values.export)
    if (values.export === undefined) await writeGeneratedExport(file, Number(values.messages))
    const data = path.join(deps.folder, 'tidings')
    deps.say('import…')
    await importExport(data, file)
    const words = wordsOf(await readMessages(file, Number.MAX_SAFE_INTEGER), 1_000)
    const relay = startChild(
      [path.join(import.meta.dirname, '../sync-server/index.ts')],
      { ...limits, PORT: '0', DATA_DIR: path.join(data, 'relay') },
      deps.folder,
    )
    try {
      const url = /http:\S+/.exec(await relay.nextLine())?.[0] ?? ''
      const people = await Promise.all(
        Array.from({ length: 8 }, (_, number) => signUpAt(url, `bench${number}`)),
      )
      const began = performance.now()
      const place = await findChannel(url, people, words[0] ?? '')
      const prepared = performance.now() - began
      deps.say(`read and indexed after ${Math.round(prepared)} ms`)
      const times = await callAtRate(
        { url, people, words, place },
        { rate: Number(values.rate), seconds: Number(values.seconds) },
      )
      return toMetrics(times, prepared)
    } finally {
      await relay.stop()
    }
  },
}

/** No limit bites: eight people do what eighty would. */
const limits = { LOG_LEVEL: 'silent', RATE_REST: '1000000', RATE_REGISTER: '1000', RATE_SIGN_IN: '1000' }

interface World {
  readonly url: string
  readonly people: ReadonlyArray<ApiPerson>
  readonly words: ReadonlyArray<string>
  readonly place: ApiPlace
}

/** Of twenty calls: ten pages of history, four searches, three counts, three messages. */
const mix: ReadonlyArray<CallKind> = [
  ...Array.from({ length: 10 }, (): CallKind => 'history'),
  ...Array.from({ length: 4 }, (): CallKind => 'search'),
  ...Array.from({ length: 3 }, (): CallKind => 'unread'),
  ...Array.from({ length: 3 }, (): CallKind => 'send'),
]
/** Coprime to the length of the mix: each kind is spread over time. */
const stride = 7
const warmSeconds = 3

async function callAtRate(
  world: World,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<ReadonlyMap<CallKind, ReadonlyArray<number>>> {
  const call = createCaller(world)
  const times = new Map<CallKind, Array<number>>(callKinds.map((kind) => [kind, []]))
  const start = performance.now()
  const total = Math.round(rate * (seconds + warmSeconds))
  const calls = Array.from({ length: total }, async (_, number) => {
    const due = start + (number * 1_000) / rate
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const kind = mix[(number * stride) % mix.length] ?? 'history'
    await call(kind, number)
    if (number >= rate * warmSeconds) times.get(kind)?.push(performance.now() - due)
  })
  await Promise.all(calls)
  return times
}

function toMetrics(
  times: ReadonlyMap<CallKind, ReadonlyArray<number>>,
  prepared: number,
): ReadonlyArray<Metric> {
  const metric = (kind: CallKind, q: number): Metric => ({
    metric: `${kind}_p${q * 100}_ms`,
    unit: 'ms',
    ours: rounded(quantile(times.get(kind) ?? [], q)),
    peers: {},
  })
  return [
    ...callKinds.flatMap((kind) => [metric(kind, 0.5), metric(kind, 0.95), metric(kind, 0.99)]),
    { metric: 'read_and_index_ms', unit: 'ms', ours: rounded(prepared), peers: {} },
  ]
}
