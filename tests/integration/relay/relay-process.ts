/** A relay in a process of its own, for what only processes can do: be killed, exit with a code. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { testRelayEnv } from '../../support/relay.ts'

/** Root may write anywhere, so that a test of permissions which runs as root needs somebody else. */
const nobody = 65_534
const root = path.resolve(import.meta.dirname, '../../..')

export interface RelayProcess {
  readonly url: string
  readonly child: ChildProcess
  /** What it has logged so far. */
  readonly stderr: () => string
  /** Resolves with code or signal. */
  readonly exited: Promise<number | string>
}

export interface FailedStart {
  readonly exitCode: number | string
  readonly stdout: string
  readonly stderr: string
}

/** `AS_NOBODY` runs it as nobody; only root can ask for that. */
type Env = Readonly<Record<string, string>>

/** Rejects with what it said if it does not start. */
export async function spawnRelay(folder: string, env: Env = {}): Promise<RelayProcess> {
  const { child, output, exited } = run(folder, env)
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /^relay listening on (\S+)$/m.exec(output.stdout)?.[1]
      if (found !== undefined) resolve(found)
    })
    void exited.then(() => reject(new Error(`the relay did not start: ${output.stderr}`)))
  })
  return { child, exited, url: await url, stderr: () => output.stderr }
}

/** For starts that fail. */
export async function failToStart(folder: string, env: Env = {}): Promise<FailedStart> {
  const { output, exited } = run(folder, env)
  return { exitCode: await exited, ...output }
}

function run(folder: string, env: Env) {
  const child = spawn(process.execPath, ['sync-server/index.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...testRelayEnv(folder), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(env['AS_NOBODY'] === undefined ? {} : { uid: nobody, gid: nobody }),
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const exited = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'gone'))
  })
  return { child, output, exited }
}
