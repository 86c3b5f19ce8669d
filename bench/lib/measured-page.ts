/** Pages in a real Chromium with a profile on the disk, which is ended and started again between filling and reading. */
import { createServer } from 'node:http'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { Defect } from '../../core/base/defect.ts'
import { findChromium } from '../../scripts/lib/chromium.mjs'

/** Answers a request by its path; undefined is 404. */
export type Serve = (pathname: string) => Uint8Array | string | undefined

export interface PageServer {
  readonly origin: string
  readonly close: () => void
}

/** One module with all it needs, as the product is built. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: path.dirname(entry),
    build: {
      write: false,
      minify: true,
      target: 'esnext',
      lib: { entry, formats: ['es'], fileName: 'page' },
    },
  })
  for (const each of Array.isArray(built) ? built : [built]) {
    if (!('output' in each)) continue
    for (const chunk of each.output) if (chunk.type === 'chunk') return chunk.code
  }
  throw new Defect('nothing was built')
}

/** Pages at `/NAME.html`, each with its module. */
export async function servePages(modules: ReadonlyMap<string, string>, serve: Serve): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const name = pathname.slice(1).replace(/\.(html|js)$/, '')
    if (pathname.endsWith('.html') && modules.has(name)) {
      response.writeHead(200, { 'content-type': 'text/html' })
      return response.end(`<!doctype html><script type="module" src="/${name}.js"></script>`)
    }
    const body = pathname.endsWith('.js') ? modules.get(name) : serve(pathname)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
    })
    return response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('a TCP server without a port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const chromiumArguments = (): ReadonlyArray<string> => [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium's sandbox does not start for root, which is what containers and build machines run as.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export async function startBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath !== undefined && { executablePath }),
    args: [...chromiumArguments()],
  })
  context.setDefaultTimeout(0)
  return context
}

/** Calls a function of the page's `bench`. */
export function callPage(page: Page, name: string, ...input: ReadonlyArray<unknown>): Promise<unknown> {
  return page.evaluate(
    async ([of, args]) => {
      const bench: unknown = Reflect.get(globalThis, 'bench')
      const call: unknown = typeof bench === 'object' && bench !== null ? Reflect.get(bench, of) : undefined
      if (typeof call !== 'function') throw new TypeError(`no bench.${of}`)
      const answer: unknown = await Reflect.apply(call, undefined, args)
      return answer
    },
    [name, input] as const,
  )
}

export async function freshPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  for (const old of context.pages()) if (old !== page) await old.close()
  await page.goto(address)
  await page.waitForFunction(() => 'bench' in globalThis)
  return page
}

/** Memory that the page's objects take after a collection, in MB. */
export async function heapMb(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const usage = await devtools.send('Runtime.getHeapUsage')
  return (usage.usedSize + usage.backingStorageSize) / 1e6
}

/** The ids of this browser's renderer processes. */
export async function rendererProcesses(browser: Browser): Promise<ReadonlyArray<number>> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}
