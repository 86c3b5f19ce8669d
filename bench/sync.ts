import path from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import type { Page } from 'playwright-core'
import { type Benchmark, type Metric, rounded } from './lib/benchmark.ts'
import { type Child, startChild } from './lib/child.ts'
import { startPageHost, type PageHost } from './lib/page-host.ts'
import { ensurePeer, peerProgram } from './lib/peers.ts'
import { freePort } from './lib/free-port.ts'
import { syncPerson, type SyncPerson } from './lib/sync-person.ts'

/**
 * A device comes up: the first time, after an absence, and with messages that were written offline. Ours is the real engine
 * in a real Chromium, with IndexedDB, a journal that is synced to the disk, and the real relay.
 */
export const sync: Benchmark = {
  about: 'a device comes up [--conversations 200] [--held 100] [--missed 50] [--offline 500]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        conversations: { type: 'string', default: '200' },
        held: { type: 'string', default: '100' },
        missed: { type: 'string', default: '50' },
        offline: { type: 'string', default: '500' },
      },
    })
    const order: Order = {
      conversations: Number(values.conversations),
      held: Number(values.held),
      missed: Number(values.missed),
      offline: Number(values.offline),
    }
    const ours = await measureOurs(order, path.join(folder, 'ours'), say)
    const peer = await measurePeer(order, path.join(folder, 'peer'), say)
    return toMetrics(ours, peer)
  },
}

interface Order {
  readonly conversations: number
  /** Messages of each conversation that the device has, then those that it misses. */
  readonly held: number
  readonly missed: number
  readonly offline: number
}

interface Measured {
  readonly firstScreenMs: number
  readonly resumeMs: number
  readonly longestTaskMs: number
  readonly drainMs: number
}

const root = path.join(import.meta.dirname, '..')
const here = (file: string): string => path.join(import.meta.dirname, file)

async function measureOurs(order: Order, folder: string, say: (line: string) => void): Promise<Measured> {
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
  const ends: Array<() => Promise<void>> = [relay.stop]
  try {
    const url = /http:\S+/.exec(await relay.nextLine())?.[0] ?? ''
    const writer = startChild([here('lib/sync-writer.ts'), url, String(order.conversations)], {}, root)
    ends.push(writer.stop)
    const person = v.parse(syncPerson, JSON.parse(await writer.nextLine()))
    say(`tidings: writing ${order.held} messages to each of ${order.conversations} conversations…`)
    await writer.ask(String(order.held))
    const host = await startPageHost(here('pages/sync.html'), folder)
    ends.push(host.stop)
    return await playOurs(order, { host, writer, person, say })
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

interface Ours {
  readonly host: PageHost
  readonly writer: Child
  readonly person: SyncPerson
  readonly say: (line: string) => void
}

async function playOurs(order: Order, { host, writer, person, say }: Ours): Promise<Measured> {
  const longest = async (page: Page): Promise<number> =>
    v.parse(v.number(), await page.evaluate('bench.longestTask()'))
  const ask = async <Schema extends v.GenericSchema>(
    page: Page,
    call: string,
    schema: Schema,
  ): Promise<v.InferOutput<Schema>> => v.parse(schema, await page.evaluate(`bench.${call}`))
  const who = JSON.stringify(person)
  let page = await host.visit()
  await longest(page)
  const first = await ask(page, `firstSync(${who})`, v.object({ screenMs: v.number(), allMs: v.number() }))
  const firstLongest = await longest(page)
  say(`tidings: all there after ${Math.round(first.allMs)} ms, longest task ${Math.round(firstLongest)} ms`)
  await page.goto('about:blank')
  say(`tidings: writing what the device misses…`)
  await writer.ask(String(order.missed))
  say('tidings: coming back…')
  page = await host.visit()
  await longest(page)
  const resume = await ask(page, `resume(${who})`, v.object({ ms: v.number() }))
  const resumeLongest = await longest(page)
  const gap = v.parse(v.number(), await page.evaluate('bench.longestGap()'))
  say(
    `tidings: back after ${Math.round(resume.ms)} ms, longest task ${Math.round(resumeLongest)} ms, latest timer ${Math.round(gap)} ms`,
  )
  page = await host.visit()
  const { ms } = await ask(page, `drain(${who}, ${order.offline})`, v.object({ ms: v.number() }))
  return {
    firstScreenMs: first.screenMs,
    resumeMs: resume.ms,
    longestTaskMs: Math.max(firstLongest, resumeLongest),
    drainMs: ms,
  }
}

const peerAnswer = v.object({ ms: v.number(), longestTaskMs: v.number() })

/** y-websocket and y-indexeddb, a document a conversation: synced means here, y-indexeddb stores when it comes to it. */
async function measurePeer(
  order: Order,
  folder: string,
  say: (line: string) => void,
): Promise<Omit<Measured, 'firstScreenMs'>> {
  await ensurePeer('y-websocket', say)
  await ensurePeer('y-websocket-browser', say)
  const port = await freePort()
  const server = startChild([peerProgram('y-websocket', 'server.mjs')], { PORT: String(port) }, root)
  const ends: Array<() => Promise<void>> = [server.stop]
  try {
    const url = `ws://127.0.0.1:${port}`
    const args = [peerProgram('y-websocket-browser', 'writer.mjs'), url, String(order.conversations)]
    const writer = startChild(args, {}, root)
    ends.push(writer.stop)
    await writer.nextLine()
    await writer.ask(`post ${order.held}`)
    const host = await startPageHost(peerProgram('y-websocket-browser', 'page.html'), folder)
    ends.push(host.stop)
    const visit = async (call: string): Promise<v.InferOutput<typeof peerAnswer>> => {
      const page = await host.visit()
      return v.parse(peerAnswer, await page.evaluate(call))
    }
    const up = (each: number): string => `peer.up('${url}', ${order.conversations}, ${each})`
    await visit(up(order.held))
    await (await host.visit()).goto('about:blank')
    await writer.ask(`post ${order.missed}`)
    const resume = await visit(up(order.held + order.missed))
    say(
      `y-websocket: back after ${Math.round(resume.ms)} ms, longest task ${Math.round(resume.longestTaskMs)} ms`,
    )
    const seen = writer.ask(`seen ${order.held + order.missed + order.offline}`)
    const began = await visit(`peer.drain('${url}', ${order.offline})`)
    const drainMs = Number(await seen) - began.ms
    return { resumeMs: resume.ms, longestTaskMs: resume.longestTaskMs, drainMs }
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

function toMetrics(ours: Measured, peer: Omit<Measured, 'firstScreenMs'>): ReadonlyArray<Metric> {
  const metric = (name: string, value: number, other?: number): Metric => ({
    metric: name,
    unit: 'ms',
    ours: rounded(value),
    peers: other === undefined ? {} : { 'y-websocket': rounded(other) },
  })
  return [
    metric('first_screen_ms', ours.firstScreenMs),
    metric('resume_10k_entries_ms', ours.resumeMs, peer.resumeMs),
    metric('longest_task_ms', ours.longestTaskMs, peer.longestTaskMs),
    metric('drain_500_ms', ours.drainMs, peer.drainMs),
  ]
}
