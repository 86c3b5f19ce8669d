/**
 * A Chromium with nobody looking on: what drives a page (Playwright) makes its engine note the network, consoles and stacks,
 * which costs a cold start some of its time. Here a script is put before the page's own, and asked when all is over.
 * The protocol: https://chromedevtools.github.io/devtools-protocol/
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { findChromium } from '../../scripts/lib/chromium.mjs'
import { SetupFailure } from '../../scripts/lib/setup-failure.mjs'
import { chromiumArguments } from './measured-page.ts'

export interface BarePage {
  /** Before the page's own scripts, in each page that is opened from now on. */
  readonly prepare: (script: string) => Promise<void>
  /** Resolves when the browser has begun. */
  readonly open: (address: string) => Promise<void>
  /** The value of an expression, which must be JSON. */
  readonly ask: (expression: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

const reply = v.object({
  id: v.number(),
  result: v.optional(v.record(v.string(), v.unknown())),
  error: v.optional(v.object({ message: v.string() })),
})
const targets = v.array(v.object({ targetId: v.string(), type: v.string() }))
const evaluated = v.object({ value: v.optional(v.unknown()) })

type Command = (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>

/** `profile`: what the browser keeps, as another one left it. */
export async function startBareBrowser(profile: string): Promise<BarePage> {
  const executable = findChromium()
  if (executable === undefined) throw new SetupFailure('No Chromium: install one, or name it with CHROMIUM.')
  const portFile = path.join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const args = [
    ...chromiumArguments(),
    '--headless=new',
    '--remote-debugging-port=0',
    '--window-size=1280,800',
    '--lang=en-GB',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]
  const browser = spawn(executable, args, { stdio: 'ignore' })
  const ended = once(browser, 'exit')
  const [port, place] = await readPort(portFile)
  const socket = new WebSocket(`ws://127.0.0.1:${port}${place}`)
  await once(socket, 'open')
  const whole = commands(socket)
  const { targetInfos } = await whole('Target.getTargets')
  const page = v.parse(targets, targetInfos).find(({ type }) => type === 'page')
  const { sessionId } = await whole('Target.attachToTarget', { targetId: page?.targetId, flatten: true })
  const command = commands(socket, String(sessionId))
  await command('Page.enable')
  return {
    prepare: async (source) => void (await command('Page.addScriptToEvaluateOnNewDocument', { source })),
    open: async (url) => void (await command('Page.navigate', { url })),
    ask: async (expression) => {
      const { result } = await command('Runtime.evaluate', { expression, returnByValue: true })
      return v.parse(evaluated, result).value
    },
    close: async () => {
      await whole('Browser.close')
      await ended
    },
  }
}

let lastId = 0

/** `sessionId`: of a page; without it the browser is meant. */
function commands(socket: WebSocket, sessionId?: string): Command {
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      const hear = (data: unknown): void => {
        const heard = v.safeParse(reply, JSON.parse(String(data)))
        if (!heard.success || heard.output.id !== id) return // an event, or what another asked
        socket.off('message', hear)
        const { result = {}, error } = heard.output
        if (error === undefined) resolve(result)
        else reject(new Error(`${method}: ${error.message}`))
      }
      socket.on('message', hear)
      socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
}

/** Chromium writes it once it listens: a port, and the path of its socket. */
async function readPort(file: string): Promise<ReadonlyArray<string>> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (lines.length > 1) return lines
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('Chromium does not listen')
}
