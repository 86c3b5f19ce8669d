/** Runs the administrator's program on a data folder. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import path from 'node:path'
import { runAdmin } from '../../sync-server/admin/run-admin.ts'
import { systemClock } from '../../sync-server/system.ts'

const root = path.join(import.meta.dirname, '../..')

export interface AdminEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface AdminRun {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<AdminEnd>
}

/** In a process of its own. `settings`: the relay's, DATA_DIR among them. */
export function startAdmin(
  settings: Readonly<Record<string, string>>,
  ...args: ReadonlyArray<string>
): AdminRun {
  const child = spawn(process.execPath, [path.join(root, 'sync-server/admin/cli.ts'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: 'pipe',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<AdminEnd>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended }
}

/** In this process: the same, and much faster. */
export async function callAdmin(
  env: Readonly<Record<string, string>>,
  ...args: ReadonlyArray<string>
): Promise<AdminEnd> {
  let [stdout, stderr] = ['', '']
  const code = await runAdmin(args, {
    env,
    clock: systemClock,
    say: (line) => void (stdout += `${line}\n`),
    complain: (line) => void (stderr += `${line}\n`),
  })
  return { code, stdout, stderr }
}
