/** A device process as its conductor sees it. */
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import * as v from 'valibot'
import { type Answer, type Command, replySchema } from './device-messages.ts'

export interface DeviceProcess {
  readonly pid: number
  /** `gone` if the process ended before it answered: whether the command was carried out, nobody knows. */
  readonly ask: (command: Command) => Promise<Answer | { readonly kind: 'gone' }>
  /** Who hears of an end that nobody asked for: that is a bug. */
  readonly watch: (complain: (line: string) => void) => void
  /** SIGKILL; resolves once it is gone and all that it had said before has been heard. */
  readonly kill: () => Promise<void>
}

const program = path.join(import.meta.dirname, 'device-child.ts')

export function spawnDevice(): DeviceProcess {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] })
  const waiting = new Map<number, (answer: Answer | { readonly kind: 'gone' }) => void>()
  let requests = 0
  let stderr = ''
  let isKilled = false
  let complain = (_line: string): void => undefined
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.on('message', (message) => {
    const { request, answer } = v.parse(replySchema, message)
    waiting.get(request)?.(answer)
    waiting.delete(request)
  })
  const gone = endOf(child).then(() => {
    for (const settle of waiting.values()) settle({ kind: 'gone' })
    waiting.clear()
    if (!isKilled) complain(`a device process ended by itself: ${stderr.slice(-2_000)}`)
    return undefined
  })
  return {
    pid: child.pid ?? 0,
    ask: (command) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve({ kind: 'gone' })
        const request = ++requests
        waiting.set(request, resolve)
        child.send({ request, command }, () => undefined) // a channel that breaks ends the wait above
      }),
    watch: (next) => {
      complain = next
    },
    kill: async () => {
      isKilled = true
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Both: messages that lie in the channel come before it says that it is disconnected. */
const endOf = (child: ChildProcess): Promise<unknown> =>
  Promise.all([
    new Promise((resolve) => child.once('disconnect', resolve)),
    new Promise((resolve) => child.once('close', resolve)),
  ])
