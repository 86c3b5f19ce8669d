/** node bench/lib/main.ts NAME [--json] [flags of the benchmark] */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { api } from '../api.ts'
import { append } from '../append.ts'
import { chain } from '../chain.ts'
import { desktop } from '../desktop.ts'
import { e2ee } from '../e2ee.ts'
import { importing } from '../import.ts'
import { relay } from '../relay.ts'
import { search } from '../search.ts'
import { sync } from '../sync.ts'
import { ui } from '../ui.ts'
import { memory } from '../memory.ts'
import { opening } from '../open.ts'
import type { Benchmark, Metric } from './benchmark.ts'

const benchmarks = new Map<string, Benchmark>([
  ['api', api],
  ['append', append],
  ['chain', chain],
  ['desktop', desktop],
  ['import', importing],
  ['relay', relay],
  ['search', search],
  ['sync', sync],
  ['open', opening],
  ['memory', memory],
  ['ui', ui],
  ['e2ee', e2ee],
])

async function main([name = '', ...rest]: ReadonlyArray<string>): Promise<number> {
  const benchmark = benchmarks.get(name)
  if (benchmark === undefined) {
    console.error(name === '' ? 'Name a benchmark:' : `There is no benchmark ${name}. There are:`)
    for (const [each, { about }] of benchmarks) console.error(`  ${each.padEnd(8)} ${about}`)
    return 1
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'tidings-bench-'))
  try {
    const args = rest.filter((arg) => arg !== '--json')
    const results = await benchmark.run({ args, folder, say: (line) => console.error(line) })
    console.log(rest.includes('--json') ? JSON.stringify({ name, results }) : table(results))
    return 0
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

function table(results: ReadonlyArray<Metric>): string {
  const peers = [...new Set(results.flatMap((result) => Object.keys(result.peers)))]
  const cell = (value: number | undefined): string => (value === undefined ? '–' : value.toLocaleString('en'))
  const rows = [
    ['metric', 'unit', 'tidings', ...peers],
    ...results.map(({ metric, unit, ours, peers: theirs }) => [
      metric,
      unit,
      cell(ours),
      ...peers.map((peer) => cell(theirs[peer])),
    ]),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

process.exitCode = await main(process.argv.slice(2))
