import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { type BenchDeps, type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { startChild } from './lib/child.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { bundle } from './lib/measured-page.ts'
import { proportionalMb, residentMb } from './lib/process-usage.ts'
import { importExport } from './lib/relay-import.ts'
import { readMessages, wordsOf } from './lib/search-texts.ts'
import { type AppWindow, openApp, type Pace } from './lib/ui-app.ts'
import * as script from './lib/ui-script.ts'

/**
 * The whole app as a person has it: the built page in a real Chromium, its shell and a relay beside it, an imported channel.
 * The relay has been told of limits that nobody meets.
 */
export const ui: Benchmark = {
  about:
    'screens over an imported channel [--export EXPORT.zip] [--messages 50000] [--searches 200] [--opens 5]',
  run: async (deps) => {
    const { values } = parseArgs({
      args: [...deps.args],
      options: {
        export: { type: 'string' },
        messages: { type: 'string', default: '50000' },
        searches: { type: 'string', default: '200' },
        opens: { type: 'string', default: '5' },
      },
    })
    const { folder, say } = deps
    const file = values.export === undefined ? path.join(folder, 'export.zip') : path.resolve(values.export)
    if (values.export === undefined) await writeGeneratedExport(file, Number(values.messages))
    await ensureBuilt(say)
    const channel = values.export === undefined ? 'general' : 'ubuntu'
    const data = path.join(folder, 'tidings')
    say('import…')
    await importExport(data, file)
    const words = wordsOf(await readMessages(file, Number.MAX_SAFE_INTEGER), Number(values.searches))
    const relay = startChild(
      [path.join(import.meta.dirname, '../sync-server/index.ts')],
      { ...limits, PORT: '0', DATA_DIR: path.join(data, 'relay') },
      folder,
    )
    try {
      const url = /http:\S+/.exec(await relay.nextLine())?.[0] ?? ''
      return toMetrics(
        await measure({ relay: url, words, channel, opens: Math.max(1, Number(values.opens) || 1) }, deps),
      )
    } finally {
      await relay.stop()
    }
  },
}

const limits = {
  LOG_LEVEL: 'silent',
  RATE_REST: '1000000',
  RATE_REGISTER: '1000',
  RATE_ENTRIES: '1000000',
  RATE_ENTRIES_BURST: '1000000',
}

interface Measured {
  /** Of each start. */
  readonly opens: ReadonlyArray<number>
  readonly frames: ReadonlyArray<number>
  readonly keys: ReadonlyArray<number>
  readonly switches: ReadonlyArray<number>
  readonly searches: ReadonlyArray<number>
  readonly page: Memory
  readonly shell: Memory
}

/** MB. */
interface Memory {
  readonly taken: number
  readonly resident: number
}

const memoryOf = (pid: number): Memory => ({ taken: proportionalMb(pid), resident: residentMb(pid) })

interface Place {
  readonly relay: string
  /** The one that was imported. */
  readonly channel: string
  readonly words: ReadonlyArray<string>
  /** How often the app is started and the channel opened, at least once. */
  readonly opens: number
}

async function measure(
  { relay, channel, words, opens: starts }: Place,
  { folder, say }: BenchDeps,
): Promise<Measured> {
  const inPage = await bundle(path.join(import.meta.dirname, 'pages/ui.ts'))
  /** Ends the app and starts it again, as the next day. */
  let app: AppWindow | undefined
  const start = async (pace: Pace): Promise<AppWindow> => {
    await app?.close()
    app = await openApp(folder, relay, pace, inPage)
    return app
  }
  const writer = await script.settleWriter(relay)
  try {
    const begun = await start('screen')
    await script.signUp(begun.page)
    say('the channel is being taken in and indexed…')
    await script.untilCovered(begun.page)
    const elsewhere = writer.channels.at(-1) ?? ''
    await script.openChannel(begun.page, elsewhere) // where it begins next time
    let next = begun
    const opens: Array<number> = []
    while (opens.length < starts) {
      if (opens.length > 0) await script.openChannel(next.page, elsewhere)
      next = await start('screen')
      await script.unlock(next.page)
      opens.push(await script.openChannel(next.page, channel))
    }
    say(`open ${opens.map((ms) => rounded(ms)).join(', ')} ms; scrolling…`)
    const frames = await script.scrollBack(next.page, 10_000)
    say(`${frames.length} frames; searching…`)
    const searches = await script.searchFor(next.page, words)
    say('switching…')
    const switches = await script.switchBetween(next.page, [channel, ...writer.channels])
    const pages = (await next.renderers()).map(memoryOf)
    const page = pages.reduce((left, right) => (right.taken > left.taken ? right : left))
    const shell = memoryOf(next.shellPid)
    say(`page ${rounded(page.taken)} MB, shell ${rounded(shell.taken)} MB; typing…`)
    const last = await start('work')
    await script.unlock(last.page)
    await script.openChannel(last.page, writer.channels[0] ?? '')
    const keys = await script.typeWhileOthersPost(last.page, writer)
    return { opens, frames, keys, switches, searches, page, shell }
  } finally {
    await app?.close()
  }
}

/** Of 60 Hz: what is over it has missed a frame at least. */
const slowFrameMs = 32

function toMetrics(measured: Measured): ReadonlyArray<Metric> {
  const { opens, frames, keys, switches, searches, page, shell } = measured
  const metric = (name: string, unit: string, value: number): Metric => ({
    metric: name,
    unit,
    ours: rounded(value),
    peers: {},
  })
  const slow = frames.filter((ms) => ms > slowFrameMs).length
  return [
    metric('open_ms', 'ms', quantile(opens, 0.5)),
    metric('open_slowest_ms', 'ms', Math.max(...opens)),
    metric('slow_frames_percent', '%', (100 * slow) / frames.length),
    metric('longest_frame_ms', 'ms', Math.max(...frames)),
    metric('key_to_paint_p50_ms', 'ms', quantile(keys, 0.5)),
    metric('key_to_paint_p95_ms', 'ms', quantile(keys, 0.95)),
    metric('switch_p95_ms', 'ms', quantile(switches, 0.95)),
    metric('search_p50_ms', 'ms', quantile(searches, 0.5)),
    metric('search_p95_ms', 'ms', quantile(searches, 0.95)),
    metric('memory_mb', 'MB', page.taken + shell.taken),
    metric('page_mb', 'MB', page.taken),
    metric('resident_mb', 'MB', page.resident + shell.resident),
    metric('resident_page_mb', 'MB', page.resident),
  ]
}
