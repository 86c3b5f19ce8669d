import path from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import type { Page } from 'playwright-core'
import { conversationId } from '../core/protocol/ids.ts'
import { type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import type { FillOrder } from './lib/fill-order.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { bundle, callPage, freshPage, heapMb, servePages, startBrowser } from './lib/measured-page.ts'
import { ensurePeer, peerProgram } from './lib/peers.ts'
import { importClient, readMessages, toSegments } from './lib/stored-channel.ts'

/** From a cold page to the newest messages of a conversation in the view, by the length of its history. */
export const opening: Benchmark = {
  about: 'a cold page until the newest messages are there [--export EXPORT.zip] [--rounds 7]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { export: { type: 'string' }, rounds: { type: 'string', default: '7' } },
    })
    const file = values.export === undefined ? path.join(folder, 'export.zip') : path.resolve(values.export)
    if (values.export === undefined) await writeGeneratedExport(file, longest)
    await ensurePeer('y-indexeddb', say)
    say('Reading the export…')
    const { order, serve } = await prepare(file)
    const modules = new Map([
      ['tidings', await bundle(path.join(import.meta.dirname, 'pages/store-page.ts'))],
      ['y-indexeddb', await bundle(peerProgram('y-indexeddb', 'page.mjs'))],
    ])
    const server = await servePages(modules, serve)
    const profile = path.join(folder, 'browser')
    try {
      await fillAll(profile, server.origin, order, say)
      return toMetrics(await measure(profile, server.origin, Number(values.rounds), say))
    } finally {
      server.close()
    }
  },
}

const sizes = [1_000, 10_000, 100_000] as const
const longest = 100_000
const systems = ['tidings', 'y-indexeddb'] as const
type System = (typeof systems)[number]

const nameOf = (size: number): string => size.toString().padStart(32, '0')
const shortOf = (size: number): string => `${size / 1_000}k`

async function prepare(file: string): Promise<{
  readonly order: FillOrder
  readonly serve: (pathname: string) => Uint8Array | string | undefined
}> {
  const { messages, people } = await readMessages(file, longest)
  const channels = new Map(
    sizes.map((size) => [
      String(size),
      toSegments(conversationId(nameOf(size)), messages.slice(-size), people),
    ]),
  )
  return {
    order: {
      conversations: sizes.map((size) => ({
        id: nameOf(size),
        source: `/segments/${size}`,
        ops: channels.get(String(size))?.ops ?? [],
      })),
      client: importClient,
      people: [...people.values()].slice(0, 200),
    },
    serve: (pathname) => {
      const [, kind, size = '', segment] = pathname.split('/')
      if (kind === 'segments') return channels.get(size)?.segments[Number(segment)]
      if (kind !== 'messages') return undefined
      return JSON.stringify(
        messages
          .slice(-Number(size))
          .map(({ source, author, time, text }) => ({ source, author, time, text })),
      )
    },
  }
}

async function fillAll(
  profile: string,
  origin: string,
  order: FillOrder,
  say: (line: string) => void,
): Promise<void> {
  const context = await startBrowser(profile)
  say('Filling the stores…')
  await callPage(await freshPage(context, `${origin}/tidings.html`), 'fill', order)
  for (const size of sizes) {
    const page = await freshPage(context, `${origin}/y-indexeddb.html`)
    await callPage(page, 'fill', nameOf(size), `/messages/${size}`)
  }
  await context.close()
}

const opened = v.object({ ms: v.number(), messages: v.number() })
interface Measured {
  readonly ms: Map<string, Array<number>>
  readonly heap: Map<System, number>
}

/** Turn and turn about, each time a page of its own; the browser is new, so that nothing of the filling is in memory. */
async function measure(
  profile: string,
  origin: string,
  rounds: number,
  say: (line: string) => void,
): Promise<Measured> {
  const measured: Measured = { ms: new Map(), heap: new Map() }
  const context = await startBrowser(profile)
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}…`)
    for (const size of sizes) {
      for (const system of systems) {
        const page = await freshPage(context, `${origin}/${system}.html`)
        const ms = await openIn(page, size, say)
        if (ms === undefined) continue
        const key = `${system}/${size}`
        measured.ms.set(key, [...(measured.ms.get(key) ?? []), ms])
        if (size === longest && round === rounds) measured.heap.set(system, await heapMb(page))
      }
    }
  }
  await context.close()
  return measured
}

/** Undefined if the page did not survive it. */
async function openIn(page: Page, size: number, say: (line: string) => void): Promise<number | undefined> {
  try {
    const answer = v.parse(opened, await callPage(page, 'open', nameOf(size)))
    if (answer.messages === 0) throw new Error('nothing was there')
    return answer.ms
  } catch (error) {
    say(`${page.url()} with ${size} messages: ${String(error)}`)
    return undefined
  }
}

function toMetrics({ ms, heap }: Measured): ReadonlyArray<Metric> {
  const median = (system: System, size: number): number =>
    quantile(ms.get(`${system}/${size}`) ?? [Number.NaN], 0.5)
  const metric = (name: string, unit: string, of: (system: System) => number): Metric => {
    const peer = of('y-indexeddb')
    return {
      metric: name,
      unit,
      ours: rounded(of('tidings')),
      peers: Number.isNaN(peer) ? {} : { 'y-indexeddb': rounded(peer) },
    }
  }
  return [
    ...sizes.map((size) => metric(`open_${shortOf(size)}_ms`, 'ms', (system) => median(system, size))),
    metric('open_100k_over_1k', 'times', (system) => median(system, longest) / median(system, 1_000)),
    metric('heap_mb_100k', 'MB', (system) => heap.get(system) ?? Number.NaN),
  ]
}
