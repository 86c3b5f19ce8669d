/**
 * Plays the windows of the stand-in for Electron as pages of a real Chromium: the app's own scheme handler serves them, its own
 * preload runs in them with what a sandbox gives, its own guards are asked before a page goes anywhere. `app://ui` is seen by the
 * browser as `https://ui.app.test`: a secure context that no network is asked for.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Request as Asked,
  type Route,
} from 'playwright-core'
import { findChromium } from '../../../scripts/lib/chromium.mjs'
import { chromiumArguments } from '../../../scripts/lib/shell.mjs'
import { recorded as seen } from './seen.ts'
import type { BrowserWindow, PageDriver } from './windows.ts'

const shown = 'https://ui.app.test'
const own = 'app://ui'
const swap = (url: string, from: string, to: string): string =>
  url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url
const inside = (url: string): string => swap(url, shown, own)
const outside = (address: string): string => swap(address, own, shown)

export interface Driver extends PageDriver {
  readonly pageOf: (window: BrowserWindow) => Page | undefined
  readonly stop: () => Promise<void>
}

interface Played {
  readonly pages: Map<BrowserWindow, Page>
  /** What the shell itself is loading: no page has asked for it. */
  readonly loading: Map<Page, string>
  /** What a window is told waits its turn. */
  readonly lines: Map<BrowserWindow, Promise<unknown>>
  readonly context: BrowserContext
}

export interface DriverOptions {
  readonly dataFolder: string
  /** Hears where its debugger listens, as Electron would say it. */
  readonly listening: (line: string) => void
  readonly exit: (code: number) => void
}

export async function startDriver({ dataFolder, listening, exit }: DriverOptions): Promise<Driver> {
  const { browser, end } = await startChromium(dataFolder, listening)
  const [context = await browser.newContext()] = browser.contexts()
  const played: Played = { pages: new Map(), loading: new Map(), lines: new Map(), context }
  await context.route('**/*', (route) => answer(played, route))
  context.on(
    'page',
    (page) => void page.opener().then((opener) => opener && page.close().catch(() => undefined)),
  )
  return {
    pageOf: (window) => played.pages.get(window),
    load: (window, address) => load(played, window, address),
    send: (window, channel, args) => {
      const page = played.pages.get(window)
      const told = async (): Promise<void> => {
        if (page !== undefined && !page.isClosed()) await page.evaluate(hear, [channel, args] as const)
      }
      const line = (played.lines.get(window) ?? Promise.resolve()).then(told)
      played.lines.set(
        window,
        line.catch(() => undefined), // it is loading anew, and asks for itself
      )
    },
    close: (window) =>
      void played.pages
        .get(window)
        ?.close()
        .catch(() => undefined),
    crash: (window) => void crash(played, window),
    exit: (code) => void end().then(() => exit(code)),
    stop: end,
  }
}

const hear = ([channel, args]: readonly [string, ReadonlyArray<unknown>]): void => {
  const listen: unknown = Reflect.get(window, 'playedHear')
  if (typeof listen === 'function') Reflect.apply(listen, undefined, [channel, args])
}

async function startChromium(dataFolder: string, listening: (line: string) => void) {
  const child = spawn(
    process.env['CHROMIUM'] ?? findChromium() ?? 'chromium',
    [
      ...chromiumArguments,
      '--headless=new',
      '--no-startup-window',
      '--disable-popup-blocking', // Electron has none: the shell is asked
      '--remote-debugging-port=0',
      `--user-data-dir=${dataFolder}`,
      '--disable-features=LocalNetworkAccessChecks,HttpsUpgrades',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for await (const line of createInterface(child.stderr)) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1]
    if (address === undefined) continue
    child.stderr.resume()
    listening(line)
    const browser = await chromium.connectOverCDP(address)
    return {
      browser,
      end: async () => {
        await browser.newBrowserCDPSession().then(
          (cdp) => cdp.send('Browser.close'),
          () => undefined,
        )
        child.kill()
        await gone
      },
    }
  }
  throw new Error('Chromium has ended before it could be driven')
}

async function load(played: Played, window: BrowserWindow, address: string): Promise<void> {
  const before = played.pages.get(window)
  const page = await openPage(played, window)
  const target = outside(address)
  played.loading.set(page, target)
  await page.goto(target)
  window.emit('ready-to-show')
  await before?.close().catch(() => undefined)
}

async function openPage(played: Played, window: BrowserWindow): Promise<Page> {
  const page = await played.context.newPage()
  played.pages.set(window, page)
  const { preload = '' } = window.options.webPreferences ?? {}
  await page.exposeBinding('playedIpc', ({ frame }, call: unknown) => askMain(window, frame, call))
  await page.addInitScript(playPreload(readFileSync(preload, 'utf8')))
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) window.address = inside(frame.url())
  })
  page.on('crash', () =>
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }),
  )
  page.on('close', () => {
    if (played.pages.get(window) === page) window.destroy()
  })
  return page
}

async function crash({ pages, context }: Played, window: BrowserWindow): Promise<void> {
  const page = pages.get(window)
  if (page === undefined) return
  const cdp = await context.newCDPSession(page)
  await cdp.send('Page.crash').catch(() => undefined) // what has crashed does not answer
}

interface Sender {
  readonly url: string
  readonly parent: Sender | null
}
const senderOf = (frame: Frame): Sender => {
  const parent = frame.parentFrame()
  return { url: inside(frame.url()), parent: parent && senderOf(parent) }
}

/** As IPC does: failures travel as their words. */
async function askMain(window: BrowserWindow, frame: Frame, call: unknown): Promise<unknown> {
  if (typeof call !== 'object' || call === null) return { error: 'no call' }
  const channel: unknown = Reflect.get(call, 'channel')
  const args: unknown = Reflect.get(call, 'args')
  const handler = seen.ipc.get(String(channel))
  if (handler === undefined || !Array.isArray(args)) return { error: 'No handler registered' }
  const event = { senderFrame: senderOf(frame), sender: window.webContents }
  try {
    const value: unknown = await Reflect.apply(handler, undefined, [event].concat(args))
    return { value }
  } catch (error) {
    return { error: String(error) }
  }
}

/** The preload as a sandboxed one runs: in the top frame, with Electron's two objects and nothing else to require. */
const playPreload = (text: string): string => `{
  const listeners = new Map()
  Object.defineProperty(window, 'playedHear', { value: (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  } })
  const ipcRenderer = {
    invoke: async (channel, ...args) => {
      const answer = await window.playedIpc({ channel, args: structuredClone(args) })
      if ('error' in answer) throw new Error("Error invoking remote method '" + channel + "': " + answer.error)
      return answer.value
    },
    on: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel, listener) => listeners.get(channel)?.delete(listener),
  }
  const contextBridge = { exposeInMainWorld: (key, api) =>
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true }) }
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error('a sandboxed preload may not require ' + name)
  }
  if (window.top === window) (function (require, module, exports) { ${text}
  })(require, { exports: {} }, {})
}`

async function answer(played: Played, route: Route): Promise<void> {
  const asked = route.request()
  const url = inside(asked.url())
  if (asked.isNavigationRequest() && isStopped(played, asked, url)) {
    await route.fulfill({ status: 204 }).catch(() => undefined)
    return
  }
  if (seen.serve === undefined || !url.startsWith('app:')) return route.abort()
  const response = await seen.serve(new Request(url, { method: asked.method() }))
  await route
    .fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
    .catch(() => undefined) // the page has gone meanwhile
}

/** Asks the shell's guards as Electron does: of a window that is not there yet, the one that opens windows. */
function isStopped(played: Played, asked: Asked, url: string): boolean {
  const frame = frameOf(asked)
  const page = frame?.page()
  const window = [...played.pages].find(([, each]) => each === page)?.[0]
  if (frame === undefined || page === undefined || window === undefined) {
    const opener = [...played.pages.keys()].at(-1)?.webContents
    Reflect.apply(opener?.openHandler ?? (() => undefined), undefined, [{ url }])
    return true
  }
  if (played.loading.get(page) === asked.url()) return false
  let stopped = false
  const isMainFrame = frame.parentFrame() === null
  const event = { url, isMainFrame, preventDefault: () => (stopped = true) }
  if (isMainFrame) window.webContents.emit('will-navigate', event)
  window.webContents.emit('will-frame-navigate', event)
  return stopped
}

/** Undefined for the first request of a page that is not known yet. */
function frameOf(asked: Asked): Frame | undefined {
  try {
    return asked.frame()
  } catch {
    return undefined
  }
}
