import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium, type BrowserContext } from 'playwright-core'
import * as v from 'valibot'
import { conversationId } from '../core/protocol/ids.ts'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { findChromium } from '../scripts/lib/chromium.mjs'
import { compileCache } from '../scripts/lib/run.mjs'
import { type BenchDeps, type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { type BarePage, startBareBrowser } from './lib/bare-browser.ts'
import { buildKeptShell } from './lib/built-shell.ts'
import { type Child, startChild } from './lib/child.ts'
import { freePort } from './lib/free-port.ts'
import { writeGeneratedExport } from './lib/generated-export.ts'
import { bundle, callPage, chromiumArguments } from './lib/measured-page.ts'
import { importClient, readMessages, toSegments } from './lib/stored-channel.ts'

/** What a person has of the desktop app before they do anything: how big it is, and how long it takes. */
export const desktop: Benchmark = {
  about: 'start and size of the app [--conversations 50] [--messages 100000] [--rounds 5]',
  run: async (deps) => {
    const { values } = parseArgs({
      args: [...deps.args],
      options: {
        conversations: { type: 'string', default: '50' },
        messages: { type: 'string', default: '100000' },
        rounds: { type: 'string', default: '5' },
      },
    })
    await ensureBuilt(deps.say)
    const rounds = Number(values.rounds)
    const main = await startMain(deps, rounds)
    const cold = await coldStarts(deps, Number(values.conversations), Number(values.messages), rounds)
    const metric = (name: string, unit: string, value: number): Metric => ({
      metric: name,
      unit,
      ours: rounded(value),
      peers: {},
    })
    return [
      metric('cold_start_ms', 'ms', quantile(cold.ms, 0.5)),
      metric('installed_mb_without_electron', 'MB', installedBytes() / 1e6),
      metric('first_paint_js_gzip_kb', 'kB', cold.scripts / 1e3),
      metric('main_startup_ms', 'ms', quantile(main, 0.5)),
    ]
  },
}

const root = path.join(import.meta.dirname, '..')
const out = path.join(root, 'out')

/** The built main in plain Node, each time a process and a profile of its own. */
async function startMain({ folder, say }: BenchDeps, rounds: number): Promise<ReadonlyArray<number>> {
  const program = path.join(root, 'tests/support/electron/timed-start.ts')
  const times: Array<number> = []
  for (let round = 1; round <= rounds; round++) {
    const child = startChild([program, path.join(folder, `main-${round}`)], {}, root)
    times.push(Number(await child.nextLine()))
    await child.stop()
  }
  say(`main: ${times.map(rounded).join(', ')} ms`)
  return times
}

/** What electron-builder.yml packs: what was built without maps, and the one native package. */
function installedBytes(): number {
  const native = readdirSync(path.join(root, 'node_modules/@node-rs')).filter((name) =>
    name.startsWith('argon2'),
  )
  const folders = [
    ...['main', 'preload', 'renderer'].map((part) => path.join(out, part)),
    ...native.map((name) => path.join(root, 'node_modules/@node-rs', name)),
  ]
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
    )
    .filter((file) => !file.endsWith('.map'))
    .map((file) => statSync(file))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)
}

interface Cold {
  readonly ms: ReadonlyArray<number>
  /** Compressed bytes of the scripts that ran before anything was painted. */
  readonly scripts: number
}

async function coldStarts(
  deps: BenchDeps,
  conversations: number,
  messages: number,
  rounds: number,
): Promise<Cold> {
  const port = await freePort()
  const place = { ...deps, port, program: await buildKeptShell() }
  await fillProfile(place, conversations, messages)
  const ms: Array<number> = []
  let scripts = 0
  for (let round = 1; round <= rounds; round++) {
    // The browser is Electron's part: it runs already, with nothing of this profile in memory.
    const page = await startBareBrowser(path.join(deps.folder, 'browser'))
    try {
      await page.prepare(watchStart)
      const began = Date.now()
      const shell = startShell(place, 'http://127.0.0.1:9')
      try {
        await page.open(await addressOf(shell))
        ms.push(v.parse(v.number(), await untilAsked(page, 'window.usableAt')) - began)
        scripts = await scriptsBeforePaint(page)
      } finally {
        await shell.stop()
      }
    } finally {
      await page.close()
    }
  }
  deps.say(`cold start: ${ms.map(rounded).join(', ')} ms`)
  return { ms, scripts }
}

/** In the page: the moment at which the frame with the newest messages and the composer has been painted, as `usableAt`. */
const watchStart = `{
  const look = () => {
    const isThere = document.querySelector('[role=log] article') && document.querySelector('[aria-label^="Message "]')
    if (!isThere) return requestAnimationFrame(look)
    requestAnimationFrame(() => setTimeout(() => (window.usableAt = Date.now())))
  }
  requestAnimationFrame(look)
}`

async function untilAsked(page: BarePage, expression: string): Promise<unknown> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const answer = await page.ask(expression)
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 200)) // who asks is in the page's way
  }
  throw new Error('no messages within a minute')
}

interface Place extends BenchDeps {
  readonly port: number
  /** Of the shell, as it was built. */
  readonly program: string
}

/** An account at a relay that is gone afterwards, and its conversations in the page's store. */
async function fillProfile({ folder, say, ...place }: Place, count: number, length: number): Promise<void> {
  const file = path.join(folder, 'export.zip')
  await writeGeneratedExport(file, length)
  const { messages, people } = await readMessages(file, length)
  const ids = Array.from({ length: count }, (_, index) => `${index}`.padStart(32, 'c'))
  const { segments, ops } = toSegments(conversationId(ids[0] ?? ''), messages, people)
  const relay = startChild(
    [path.join(root, 'sync-server/index.ts')],
    // What builds the shell has set NODE_ENV to production here.
    { NODE_ENV: 'development', LOG_LEVEL: 'silent', PORT: '0', DATA_DIR: path.join(folder, 'relay') },
    folder,
  )
  const url = /http:\S+/.exec(await relay.nextLine())?.[0] ?? ''
  const shell = startShell({ ...place, folder }, url)
  const context = await openBrowser(folder)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(await addressOf(shell))
  await page.getByLabel('Username').fill('reader')
  await page.getByLabel('Name', { exact: true }).fill('Reader')
  await page.getByLabel('Password').fill('correct horse battery staple')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('button', { name: 'Skip' }).click()
  await relay.stop()
  say(`Storing ${count} x ${messages.length} messages…`)
  await page.evaluate(await bundle(path.join(import.meta.dirname, 'pages/fill-app.ts')))
  const conversations = ids.map((id) => ({ id, source: '', ops }))
  const order = { conversations, client: importClient, people: [...people.values()] }
  await callPage(
    page,
    'fill',
    order,
    segments.map((bytes) => Buffer.from(bytes).toString('base64')),
  )
  await context.close()
  await shell.stop()
}

const startShell = (
  { folder, port, program }: Pick<Place, 'folder' | 'port' | 'program'>,
  relay: string,
): Child =>
  startChild(
    [program, path.join(folder, 'profile'), relay, String(port)],
    { NODE_COMPILE_CACHE: compileCache }, // as `npm start` does it
    root,
  )

const addressOf = async (shell: Child): Promise<string> => /http:\S+/.exec(await shell.nextLine())?.[0] ?? ''

async function openBrowser(folder: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(path.join(folder, 'browser'), {
    ...(executablePath !== undefined && { executablePath }),
    args: [...chromiumArguments()],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })
  context.setDefaultTimeout(120_000)
  return context
}

/** The words of the language are among them; what belongs to the browser shell alone is not. */
async function scriptsBeforePaint(page: BarePage): Promise<number> {
  const names = await page.ask(`(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    const before = paint?.startTime ?? Infinity
    return performance.getEntriesByType('resource')
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime < before)
      .map(({ name }) => new URL(name).pathname)
  })()`)
  const files = v.parse(v.array(v.string()), names).filter((name) => name.startsWith('/assets/'))
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(out, 'renderer', name))).length, 0)
}
