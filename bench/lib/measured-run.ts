import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface MeasuredRun {
  /** From the start of the process to its end. */
  readonly seconds: number
  /** The most that the process and those it started held in memory together, in MB of 1,000,000 bytes. */
  readonly peakRssMb: number
  readonly stdout: string
}

const sampleEvery = 50

/** Runs a program to its end; rejects if that is not exit code 0. Memory is read from /proc: Linux only, else it is NaN. */
export function measureRun(
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<MeasuredRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    let peak = Number.NaN
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const sampler = setInterval(() => {
      const now = child.pid === undefined ? Number.NaN : treeRss(child.pid)
      if (!(peak > now)) peak = now
    }, sampleEvery)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(sampler)
      const seconds = (performance.now() - started) / 1_000
      if (code === 0) resolve({ seconds, peakRssMb: peak / 1e6, stdout })
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stderr.slice(-2_000)}`))
    })
  })
}

/** Bytes that a process and its descendants hold now, by Linux's count; NaN elsewhere. */
function treeRss(root: number): number {
  const children = new Map<number, Array<number>>()
  const rss = new Map<number, number>()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const status = readStatus(name)
      if (status === undefined) continue
      rss.set(Number(name), status.rss)
      const siblings = children.get(status.parent)
      if (siblings === undefined) children.set(status.parent, [Number(name)])
      else siblings.push(Number(name))
    }
  } catch {
    return Number.NaN
  }
  const sum = (pid: number): number =>
    (children.get(pid) ?? []).reduce((total, child) => total + sum(child), rss.get(pid) ?? 0)
  return sum(root)
}

function readStatus(pid: string): { readonly parent: number; readonly rss: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return { parent: field('PPid'), rss: field('VmRSS') * 1_024 }
  } catch {
    return undefined // it has just ended
  }
}
