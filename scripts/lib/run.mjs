import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/**
 * Where Node keeps our TypeScript as it has stripped and compiled it, by `NODE_COMPILE_CACHE`: a shell or a relay that starts again is there with half the work.
 */
export const compileCache = path.join(root, 'node_modules', '.cache', 'compiled')

const onWindows = process.platform === 'win32'
/** @type {ReadonlyArray<NodeJS.Signals>} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The environment in which npm runs its scripts: the tools of node_modules, Node 24 among them, come first. */
export function toolEnvironment() {
  const bin = path.join(root, 'node_modules', '.bin')
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [key]: `${bin}${path.delimiter}${process.env[key] ?? ''}` }
}

/**
 * Runs a program to its end, without input, by default in the repository's root, and keeps what it prints (both
 * streams, in order of arrival). A program that cannot be started or is still running after `limit` milliseconds ends
 * with a code that is not 0 and says so in `output`. All that it started ends with it, at Ctrl-C too.
 *
 * @param {string} command
 * @param {ReadonlyArray<string>} args
 * @param {{ limit?: number, cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export function run(command, args, { limit = 600_000, cwd = root, env = toolEnvironment() } = {}) {
  const started = Date.now()
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that what it starts can be ended with it.
      detached: !onWindows,
      // On Windows npm's tools are .cmd files, which only a shell can start. Our arguments hold nothing to quote.
      shell: onWindows,
    })
    const interrupted = () => {
      killTree(child)
      process.exit(130)
    }
    const timer = setTimeout(() => {
      output += `\nstopped: still running after ${limit / 1000} s`
      killTree(child)
    }, limit)
    /** @param {number} code */
    const end = (code) => {
      clearTimeout(timer)
      for (const signal of signals) process.off(signal, interrupted)
      resolve({ code, output, seconds: (Date.now() - started) / 1000 })
    }
    for (const signal of signals) process.on(signal, interrupted)
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => {
      output += `${command}: ${error.message}`
      end(127)
    })
    // A killed program has no exit code.
    child.on('close', (code) => end(code ?? 1))
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function killTree(child) {
  if (child.pid === undefined) return // never started
  try {
    if (onWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'])
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Has ended by itself meanwhile.
  }
}
