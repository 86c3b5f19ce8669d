/** The browser shell as a process, attacked by what else runs on the machine. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../../scripts/lib/build.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const program = path.resolve(import.meta.dirname, '../../../out/browser-shell/index.js')

interface Shell {
  readonly address: URL
  readonly token: string
  /** All that it has said, on both streams. */
  readonly said: () => string
  readonly folder: string
}

function run(folder: string, env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn(process.execPath, [program, '--profile-dir', folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let said = ''
  const told = new Promise<void>((resolve) => {
    const hear = (text: string): void => {
      said += text
      if (/^app at \S+\n/m.test(said)) resolve()
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
  })
  return { child, ended, told, said: () => said }
}

async function startShell(): Promise<Shell> {
  const folder = path.join(temporaryFolder(), 'profile')
  const { told, said } = run(folder)
  await told
  const address = new URL(/^app at (\S+)$/m.exec(said())?.[1] ?? '')
  return { address, token: address.hash.slice(1), said, folder }
}

/** The first line of the answer to a request that no client would send. */
async function askRaw({ port }: URL, path: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`)
  let answer = ''
  for await (const part of socket.setEncoding('utf8')) answer += String(part)
  return answer
}

const isOpen = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host)
    const end = (open: boolean): void => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })

describe('the browser shell', () => {
  // Builds on a fresh clone.
  beforeAll(() => ensureBuilt(() => undefined), 120_000)

  test('[DT16] is reached at 127.0.0.1 and at no other address of this machine', async () => {
    const { address } = await startShell()
    const port = Number(address.port)
    expect(address.hostname).toBe('127.0.0.1')
    expect(await isOpen('127.0.0.1', port)).toBe(true)
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .map((each) => each.address)
      .filter((each) => each !== '127.0.0.1')
    for (const other of ['127.0.0.2', '::1', ...others]) {
      expect([other, await isOpen(other, port)]).toEqual([other, false])
    }
  })

  test('[DT16] gives files of the page alone, whatever is asked', async () => {
    const { address } = await startShell()
    expect(await askRaw(address, '/')).toMatch(/^HTTP\/1\.1 200 /)
    for (const asked of [
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2fmain/index.js',
      '/..%5c..%5cpackage.json',
      '//etc/passwd',
      '/main/index.js',
      '/.stamp',
      '/preload/index.cjs',
      '/%00',
      '/%',
    ]) {
      expect([asked, (await askRaw(address, asked)).split('\r\n')[0]]).toEqual([
        asked,
        'HTTP/1.1 404 Not Found',
      ])
    }
  })

  test('[DT16] its token is new each time, and in the one line alone: in no answer, no file and no other line', async () => {
    const { address, token, said, folder } = await startShell()
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    const other = await startShell()
    expect(other.token).not.toBe(token)
    for (const asked of ['/', '/index.html', '/bridge.mjs', '/preload.mjs', '/nothing']) {
      expect(await askRaw(address, asked)).not.toContain(token)
    }
    expect(said().split(token)).toHaveLength(2)
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    expect(kept.length).toBeGreaterThan(0)
    for (const { parentPath, name } of kept) {
      expect(readFileSync(path.join(parentPath, name), 'latin1')).not.toContain(token)
    }
  })

  test('[DT16] does not start in production, and leaves nothing behind', async () => {
    const folder = path.join(temporaryFolder(), 'profile')
    const { ended, said } = run(folder, { NODE_ENV: 'production' })
    expect(await ended).toEqual([7, null])
    expect(said()).toMatch(/does not start with NODE_ENV=production/)
    expect(existsSync(folder)).toBe(false)
  })
})
