import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './run.mjs'

/**
 * A program of ours that goes on running.
 *
 * @typedef {object} Program
 * @property {(pattern: RegExp) => Promise<RegExpExecArray | undefined>} line the first line on stdout that matches;
 *   undefined if the program ends before
 * @property {Promise<Ending>} ended never rejects
 * @property {() => Promise<Ending>} end asks it to end, and insists after `patience` milliseconds
 * @property {() => void} kill at once
 *
 * @typedef {object} Ending
 * @property {number} code 128: by a signal
 * @property {boolean} asked we asked it to
 * @property {string} complaint the last lines on stderr
 */

const keptLines = 5

/**
 * Ctrl-C does not reach it: whoever started it says when it ends, and in which order.
 *
 * @param {string} command
 * @param {ReadonlyArray<string>} args
 * @param {{ env?: NodeJS.ProcessEnv, patience?: number, complain?: (line: string) => void }} [options]
 * @returns {Program}
 */
export function startProgram(command, args, { env = process.env, patience = 12_000, complain } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    // Its stdin is a pipe that closes when we do, however we end.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  /** @type {string[]} */
  const complaints = []
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line)
    if (complaints.length > keptLines) complaints.shift()
    complain?.(line)
  })
  /** @type {string[]} */
  const said = []
  /** @type {Set<(line: string) => void>} */
  const listeners = new Set()
  createInterface(child.stdout).on('line', (line) => {
    said.push(line)
    for (const listener of listeners) listener(line)
  })
  child.stdin.on('error', () => undefined) // it has ended and reads no more

  let asked = false
  /** @type {Promise<Ending>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, asked, complaint: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 128, asked, complaint: complaints.join('\n') }))
  })
  const kill = () => void child.kill('SIGKILL')

  return {
    line: (pattern) =>
      new Promise((resolve) => {
        /** @param {string} line */
        const look = (line) => {
          const found = pattern.exec(line)
          if (found === null) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        said.forEach(look)
        void ended.then(() => resolve(undefined))
      }),
    ended,
    end: async () => {
      asked = true
      child.kill('SIGTERM')
      const timer = setTimeout(kill, patience)
      const ending = await ended
      clearTimeout(timer)
      return ending
    },
    kill,
  }
}
