/** An app that electron-updater runs in without Electron, a server of releases on loopback, and what `electron` is asked for. */
import { createServer, type ServerResponse } from 'node:http'
import { registerHooks } from 'node:module'
import type { AddressInfo } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { onTestFinished } from 'vitest'
import type { FetchRelease } from '../../main/updates/release-source.ts'

const stub = 'tidings-test:electron'
// What electron-updater asks of Electron once it has an app: to tell that the app quits for an update.
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: stub, format: 'commonjs', shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === stub
      ? {
          format: 'commonjs',
          shortCircuit: true,
          source: 'exports.autoUpdater = new (require("node:events"))()',
        }
      : next(url, context),
})

export interface UpdatedApp extends AppAdapter {
  readonly calls: Array<string>
}

export function createUpdatedApp(folder: string, version: string): UpdatedApp {
  const config = path.join(folder, 'app-update.yml')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    config,
    'provider: generic\nurl: https://nobody.invalid\nupdaterCacheDirName: updater\npublisherName: [Tidings]\n',
  )
  const calls: Array<string> = []
  return {
    calls,
    version,
    name: 'Tidings',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => undefined,
    relaunch: () => void calls.push('relaunch'),
    quit: () => void calls.push('quit'),
    onQuit: () => void calls.push('onQuit'),
  }
}

export interface ReleaseServer {
  /** `fetch` that finds `https://updates.test` at this server: TLS is the system's part. */
  readonly fetch: FetchRelease
  readonly asked: ReadonlyArray<string>
  /** Answers in place of the files, until the next call. */
  readonly answer: (instead: ((response: ServerResponse) => void) | undefined) => void
}

export async function serveReleases(files: Map<string, Uint8Array>): Promise<ReleaseServer> {
  const asked: Array<string> = []
  let instead: ((response: ServerResponse) => void) | undefined
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').replace('/desktop/', '')
    asked.push(name)
    if (instead !== undefined) return instead(response)
    const file = files.get(name)
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  return {
    asked,
    answer: (next) => {
      instead = next
    },
    fetch: (url, { redirect, signal }) =>
      fetch(url.replace('https://updates.test', `http://127.0.0.1:${port}`), { redirect, signal }),
  }
}
