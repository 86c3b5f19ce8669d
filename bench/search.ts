import path from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { startPageHost } from './lib/page-host.ts'
import { ensurePeer, peerProgram } from './lib/peers.ts'
import { readMessages, wordsOf } from './lib/search-texts.ts'
import { perSegment, type SearchedMessage } from './lib/searched-message.ts'

/**
 * The search index as a device has it: in a worker of a real Chromium, encrypted, in IndexedDB. MiniSearch beside it keeps
 * its index in memory, finds whole words and ranks; it is what a page without such an index would use.
 */
export const search: Benchmark = {
  about: 'index messages and look for words [--messages 200000] [--words 400] [--export EXPORT.zip]',
  run: async ({ args, say, folder }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        messages: { type: 'string', default: '200000' },
        words: { type: 'string', default: '400' },
        export: { type: 'string' },
      },
    })
    const count = Number(values.messages)
    const file = values.export === undefined ? path.join(folder, 'export.zip') : path.resolve(values.export)
    if (values.export === undefined) await writeGeneratedExport(file, count)
    const messages = await readMessages(file, count)
    const words = wordsOf(messages, Number(values.words))
    say(`${messages.length} messages, ${words.length} words`)
    const order = { messages, words, say }
    const ours = await measure('searchBench', path.join(import.meta.dirname, 'pages/search.html'), {
      ...order,
      folder: path.join(folder, 'ours'),
    })
    await ensurePeer('minisearch', say)
    const peer = await measure('peer', peerProgram('minisearch', 'page.html'), {
      ...order,
      folder: path.join(folder, 'peer'),
    })
    return toMetrics(ours, peer)
  },
}

interface Order {
  readonly messages: ReadonlyArray<SearchedMessage>
  readonly words: ReadonlyArray<string>
  readonly folder: string
  readonly say: (line: string) => void
}

const indexed = v.object({
  ms: v.number(),
  longestTaskMs: v.number(),
  longestGapMs: v.optional(v.number()),
})
const answers = v.array(v.object({ ms: v.number(), found: v.number() }))

interface Measured extends v.InferOutput<typeof indexed> {
  readonly times: ReadonlyArray<number>
  readonly bytesPerMessage: number
}

/** Both pages answer to the same calls, under the name `global`. */
async function measure(
  global: 'searchBench' | 'peer',
  file: string,
  { messages, words, folder, say }: Order,
): Promise<Measured> {
  const host = await startPageHost(file, folder)
  try {
    const page = await host.visit()
    for (let from = 0; from < messages.length; from += perSegment) {
      const slice = JSON.stringify(messages.slice(from, from + perSegment))
      await page.evaluate(`${global}.store(${slice}, ${from})`)
    }
    // As after a start of the app: nothing of what stored them is left. The peer has them in memory alone.
    if (global === 'searchBench') await host.visit()
    say(`${global}: indexing…`)
    const index = v.parse(indexed, await page.evaluate(`${global}.index(${messages.length})`))
    say(`${global}: ${JSON.stringify(index)}`)
    const found = v.parse(answers, await page.evaluate(`${global}.find(${JSON.stringify(words)})`))
    const empty = found.filter((each) => each.found === 0).length
    say(`${global}: ${empty} of ${words.length} words found nothing`)
    const bytesPerMessage = v.parse(v.number(), await page.evaluate(`${global}.size()`))
    return { ...index, times: found.map(({ ms }) => ms), bytesPerMessage }
  } finally {
    await host.stop()
  }
}

function toMetrics(ours: Measured, peer: Measured): ReadonlyArray<Metric> {
  const metric = (name: string, unit: string, of: (measured: Measured) => number): Metric => ({
    metric: name,
    unit,
    ours: rounded(of(ours)),
    peers: { minisearch: rounded(of(peer)) },
  })
  return [
    metric('index_200k_ms', 'ms', ({ ms }) => ms),
    metric('index_longest_task_ms', 'ms', ({ longestTaskMs }) => longestTaskMs),
    metric('search_p50_ms', 'ms', ({ times }) => quantile(times, 0.5)),
    metric('search_p95_ms', 'ms', ({ times }) => quantile(times, 0.95)),
    metric('index_bytes_per_message', 'bytes', ({ bytesPerMessage }) => bytesPerMessage),
  ]
}
