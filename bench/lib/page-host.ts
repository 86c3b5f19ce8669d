/** A page made of our code in a real Chromium, which keeps what it stores from one visit to the next. */
import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import path from 'node:path'
import { once } from 'node:events'
import { decode, encode } from 'cborg'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import * as v from 'valibot'
import { build } from 'vite'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import { createJournal, type Journal } from '../../main/journal/journal.ts'
import { systemRandom } from '../../main/system.ts'
import { findChromium } from '../../scripts/lib/chromium.mjs'

export interface PageHost {
  /** Loads the page anew, as after a start of the app. */
  readonly visit: () => Promise<Page>
  readonly stop: () => Promise<void>
}

/** `page` is an HTML file; what it loads is bundled. `folder` is for this page alone. */
export async function startPageHost(page: string, folder: string): Promise<PageHost> {
  const built = path.join(folder, 'page')
  await build({
    root: path.dirname(page),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: built,
      emptyOutDir: true,
      rollupOptions: { input: page },
      chunkSizeWarningLimit: 10_000,
    },
  })
  const journal = createJournal({
    file: path.join(folder, 'journal'),
    key: new Uint8Array(randomBytes(32)),
    random: systemRandom,
    openFile: (file) => open(file, 'r+'),
    report: (damage) => console.error(damage),
    compactFrom: 1_048_576,
  })
  const server = await serve(built, journal)
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server without a port')
  const context = await startBrowser(path.join(folder, 'profile'))
  const shown = await context.newPage()
  shown.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  return {
    visit: async () => {
      await shown.goto(`http://127.0.0.1:${address.port}/${path.basename(page)}`)
      return shown
    },
    stop: async () => {
      await context.close()
      server.closeAllConnections()
      server.close()
      await journal.close()
    },
  }
}

function startBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = findChromium()
  const isRoot = process.getuid?.() === 0 // Chromium's sandbox does not start for root
  return chromium.launchPersistentContext(profile, {
    ...(executablePath !== undefined && { executablePath }),
    args: ['--disable-gpu', '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])],
  })
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

async function serve(folder: string, journal: Journal): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, folder, journal).then(
      ({ body, type }) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function answer(
  request: IncomingMessage,
  folder: string,
  journal: Journal,
): Promise<{ readonly body: Uint8Array; readonly type: string }> {
  const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1')
  if (pathname.startsWith('/journal/')) {
    const body = encode(await callJournal(journal, pathname, await bodyOf(request)), {
      ignoreUndefinedProperties: true,
    })
    return { body, type: 'application/cbor' }
  }
  const body = await readFile(path.join(folder, path.normalize(pathname)))
  return { body, type: types[path.extname(pathname)] ?? 'application/octet-stream' }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Array<Uint8Array> = []
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part)
  return Buffer.concat(parts)
}

const places = v.array(v.object({ conversation: conversationIdSchema, counter: v.number() }))
const entries = v.array(
  v.object({ conversation: conversationIdSchema, counter: v.number(), bytes: v.instance(Uint8Array) }),
)

function callJournal(journal: Journal, pathname: string, body: Uint8Array): Promise<unknown> {
  switch (pathname) {
    case '/journal/append':
      return journal.append(v.parse(entries, decode(body)))
    case '/journal/remove':
      return journal.remove(v.parse(places, decode(body)))
    default:
      return journal.open()
  }
}
