/** The whole app for tests: a real relay, the browser shell as a process of its own, a real Chromium. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { Defect } from '../../core/base/defect.ts'
import { compileCache } from '../../scripts/lib/run.mjs'
import { openGate, type Gate } from './gate.ts'
import { startTestRelay } from './relay.ts'
import { createWatchedPages, type WatchedPages } from './watch-pages.ts'

export interface World {
  /** Where the relay keeps its data. */
  readonly relayFolder: string
  readonly relayUrl: string
  readonly adminToken: () => string
  /** How pages failed so far; what is not taken fails the test at its end. */
  readonly takeFailures: () => ReadonlyArray<string>
  /** A way to the relay that can be cut. */
  readonly ownWay: () => Promise<Gate>
  /** A device with a folder of its own; nothing runs yet. */
  readonly device: (relay?: string) => Device
}

export interface Device {
  /** What the app keeps of its own. */
  readonly profile: string
  /** What the page keeps in the browser; not all of these folders need be there. */
  readonly pageStorage: ReadonlyArray<string>
  /** Starts shell and browser; resolves once the page has loaded. */
  readonly start: (options?: StartOptions) => Promise<Page>
  /** Another page of the same browser. */
  readonly openAgain: () => Promise<Page>
  /** The address that the app opened last in the system's browser, which is none here: it is written down instead. */
  readonly openedOutside: () => Promise<string>
  /** The address of the running app in a browser of its own, which shares nothing with the first. */
  readonly openElsewhere: () => Promise<Page>
  /** Another page that knows no more than the address of the running app. */
  readonly openPlain: () => Promise<Page>
  /** As a browser does that needs room, or a person who clears a site's data. It must not be running. */
  readonly deleteDatabases: () => void
  /** Ends both; what they kept on disk stays. */
  readonly stop: () => Promise<void>
  /** Ends both; the shell has no time to close anything. */
  readonly kill: () => Promise<void>
}

export interface StartOptions {
  readonly size?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  /** What the system speaks. */
  readonly locale?: string
  /** Of the shell, beside what it has already. */
  readonly env?: Readonly<Record<string, string>>
  /** Before the first page is loaded. */
  readonly prepare?: (context: BrowserContext) => Promise<void>
}

const root = path.resolve(import.meta.dirname, '../..')

/** Ends with the test. `env`: settings of the relay. */
export async function setupWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-e2e-'))
  const relay = await startTestRelay({ env })
  const gates: Array<Gate> = []
  const devices: Array<Device> = []
  const pages = createWatchedPages()
  onTestFinished(async ({ task }) => {
    const failure = await pages.finish(task)
    for (const device of devices) await device.stop()
    for (const gate of gates) await gate.cut()
    await relay.close()
    rmSync(folder, { recursive: true, force: true })
    if (failure !== undefined) throw failure
  })
  return {
    relayFolder: relay.folder,
    adminToken: relay.adminToken,
    takeFailures: pages.takeFailures,
    relayUrl: relay.url,
    ownWay: async () => {
      const gate = await openGate(relay.url)
      gates.push(gate)
      return gate
    },
    device: (way = relay.url) => {
      const device = createDevice(path.join(folder, String(devices.length)), way, pages)
      devices.push(device)
      return device
    },
  }
}

/** What a page or a program is waited for at most, in milliseconds: several browsers share a machine that may be busy. */
const patience = 60_000

interface Running {
  readonly shell: Shell
  readonly context: BrowserContext
}

function createDevice(folder: string, relay: string, pages: WatchedPages): Device {
  let running: Running | undefined
  const stop = async (): Promise<void> => {
    const ended = running
    running = undefined
    await ended?.context.close()
    await ended?.shell.end('SIGTERM')
  }
  const kill = async (): Promise<void> => {
    await running?.shell.end('SIGKILL')
    await stop()
  }
  const openPage = async (address: (running: Running) => string): Promise<Page> => {
    if (running === undefined) throw new Defect('not started')
    const page = await running.context.newPage()
    await page.goto(address(running))
    return page
  }
  const profile = path.join(folder, 'profile')
  return {
    profile,
    pageStorage: ['IndexedDB', 'Local Storage', 'Session Storage', 'Cache', 'Service Worker'].map((part) =>
      path.join(folder, 'browser', 'Default', part),
    ),
    start: async (options) => {
      const shell = await startShell(folder, relay, options?.env)
      const context = await openBrowser(path.join(folder, 'browser'), options)
      context.setDefaultTimeout(patience)
      pages.watch(context)
      running = { shell, context }
      await options?.prepare?.(context)
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(shell.address)
      return page
    },
    openedOutside: () => readOpened(folder),
    openAgain: () => openPage(({ shell }) => shell.address),
    openElsewhere: async () => {
      if (running === undefined) throw new Defect('not started')
      const context = await openBrowser(path.join(folder, 'other-browser'))
      onTestFinished(() => context.close())
      pages.watch(context)
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      await page.goto(running.shell.address)
      return page
    },
    openPlain: () => openPage(({ shell }) => new URL(shell.address).origin),
    deleteDatabases: () => {
      const databases = path.join(folder, 'browser', 'Default', 'IndexedDB')
      if (!existsSync(databases)) throw new Defect(`no databases in ${databases}`)
      rmSync(databases, { recursive: true })
    },
    stop,
    kill,
  }
}

/** Persistent: IndexedDB must be there again after a restart. */
function openBrowser(folder: string, options: StartOptions = {}): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM']
  return chromium.launchPersistentContext(folder, {
    ...(executablePath !== undefined && { executablePath }),
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A window without toolbar, as Electron's: in a toolbar Chromium runs a page of its own, which takes half the work of its start.
      '--app=data:text/html,',
      // A tone in place of a microphone; whether it may be used is still asked.
      '--use-fake-device-for-media-stream',
      // Chromium's sandbox does not start for root, which is what containers and build machines run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    viewport: options.size ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-GB',
  })
}

interface Shell {
  readonly address: string
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

async function startShell(folder: string, relay: string, env: StartOptions['env'] = {}): Promise<Shell> {
  const profile = path.join(folder, 'profile')
  const child = spawn(
    process.execPath,
    [path.join(root, 'out/browser-shell/index.js'), '--profile-dir', profile, '--relay', relay],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, PATH: pathWithOpener(folder), ...env },
    },
  )
  const address = await readAddress(child)
  return {
    address,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
}

const openedFile = (folder: string): string => path.join(folder, 'opened')

/** Before all else in it is an `xdg-open` that writes down what it should open. */
function pathWithOpener(folder: string): string {
  const programs = path.join(folder, 'programs')
  const target = openedFile(folder)
  mkdirSync(programs, { recursive: true })
  // In one move: whoever waits for it reads all of it.
  const script = `#!/bin/sh\nprintf %s "$1" > '${target}.new' && mv '${target}.new' '${target}'\n`
  writeFileSync(path.join(programs, 'xdg-open'), script, { mode: 0o755 })
  return `${programs}${path.delimiter}${process.env['PATH'] ?? ''}`
}

async function readOpened(folder: string): Promise<string> {
  const file = openedFile(folder)
  const until = Date.now() + patience
  while (!existsSync(file) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
  const address = readFileSync(file, 'utf8')
  rmSync(file)
  return address
}

async function readAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Defect('the shell has no output')
  for await (const line of createInterface(child.stdout)) {
    const found = /^app at (\S+)$/.exec(line)?.[1]
    if (found !== undefined) {
      child.stdout.resume()
      return found
    }
  }
  throw new Defect('the shell ended before it told its address; what it said stands above')
}
