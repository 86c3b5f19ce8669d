import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

export interface StartedScript {
  /** The first line, said already or yet to come, that matches. Rejects with all that was said if it ends before. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>
  /** What it has printed so far, line by line, both streams. */
  readonly said: ReadonlyArray<string>
  /** The exit code. */
  readonly ended: Promise<number>
  readonly interrupt: () => void
}

/** Runs scripts/start.mjs as a person does, with data of its own; ended with the test. */
export function startScript(
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string | undefined>>,
): StartedScript {
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs'), ...args], {
    cwd: root,
    // As on a machine without a screen, so that nobody's windows open during tests.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const listeners = new Set<(line: string) => void>()
  const hear = (line: string): void => {
    said.push(line)
    for (const listener of listeners) listener(line)
  }
  createInterface(child.stdout).on('line', hear)
  createInterface(child.stderr).on('line', hear)
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 128)))
  onTestFinished(() => endScript(child, ended))
  return {
    said,
    ended,
    interrupt: () => void child.kill('SIGINT'),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (line: string): void => {
          const found = pattern.exec(line)
          if (found !== null) resolve(found)
        }
        listeners.add(look)
        said.forEach(look)
        void ended.then((code) => reject(new Error(`ended with ${code}:\n${said.join('\n')}`)))
      }),
  }
}

async function endScript(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  await ended
}
