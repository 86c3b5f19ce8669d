/** One device of a run: its folder, its clock, its way to the relay, and the process that runs on it, if any does. */
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Answer, Command } from './device-messages.ts'
import type { DeviceProcess } from './device-process.ts'
import { limitFiles } from './disk.ts'
import { type HostileGate, openHostileGate } from './gate.ts'
import type { Change, Post } from './promises.ts'
import type { TemplateDevice } from './template.ts'

export interface Device {
  readonly name: string
  readonly user: string
  readonly username: string
  readonly folder: string
  readonly gate: HostileGate
  readonly isRunning: () => boolean
  /** Starts the app; resolves with why it did not. */
  readonly start: () => Promise<string | undefined>
  readonly kill: () => Promise<void>
  /** Quits the app and starts it again, in the same process. */
  readonly reopen: () => Promise<string | undefined>
  /** Gives the process back, for another run. */
  readonly end: () => Promise<void>
  readonly ask: (command: Command) => Promise<Answer | { readonly kind: 'gone' }>
  readonly post: (conversation: ConversationId, post: Post) => void
  readonly change: (conversation: ConversationId, change: Change, text: string) => void
  readonly setClock: (offset: number) => Promise<void>
  /** Undefined: no limit. False where it cannot be done. */
  readonly limitFiles: (bytes: number | undefined) => Promise<boolean>
}

export interface ProcessPool {
  readonly take: (complain: (line: string) => void) => DeviceProcess
  readonly giveBack: (process: DeviceProcess) => void
}

export async function createDevice(
  { name, user, username }: TemplateDevice,
  folder: string,
  pool: ProcessPool,
  complain: (line: string) => void,
): Promise<Device> {
  const gate = await openHostileGate()
  let process: DeviceProcess | undefined
  let clockOffset = 0
  const ask: Device['ask'] = async (command) => (await process?.ask(command)) ?? { kind: 'gone' }
  const startApp = async (): Promise<string | undefined> => {
    const started = await ask({ kind: 'start', folder, relay: gate.url, username, clockOffset })
    return started.kind === 'done' ? undefined : JSON.stringify(started)
  }
  return {
    name,
    user,
    username,
    folder,
    gate,
    ask,
    isRunning: () => process !== undefined,
    start: async () => {
      process = pool.take((line) => complain(`${name}: ${line}`))
      const problem = await startApp()
      return problem
    },
    kill: async () => {
      const ending = process
      process = undefined
      await ending?.kill()
    },
    reopen: async () => {
      await ask({ kind: 'stop' })
      return startApp()
    },
    end: async () => {
      const ending = process
      process = undefined
      await ending?.ask({ kind: 'stop' })
      if (ending !== undefined) pool.giveBack(ending)
      await gate.close()
    },
    post: (conversation, post) => {
      void ask({ kind: 'post', conversation, text: post.text }).then((answer) => settleFate(post, answer))
    },
    change: (conversation, change, text) => {
      const target = change.target.id ?? ''
      void ask(commandFor(conversation, change, target, text)).then((answer) => settleFate(change, answer))
    },
    setClock: async (offset) => {
      clockOffset = offset
      await ask({ kind: 'clock', offset })
    },
    limitFiles: async (bytes) => (process === undefined ? false : limitFiles(process.pid, bytes)),
  }
}

function commandFor(conversation: ConversationId, change: Change, target: string, text: string): Command {
  switch (change.kind) {
    case 'edit':
      return { kind: 'edit', conversation, target, text }
    case 'redact':
      return { kind: 'redact', conversation, target }
    case 'react':
      return { kind: 'react', conversation, target, emoji: change.emoji }
  }
}

/** A fate that was decided otherwise meanwhile (its disk is gone) stands. */
function settleFate(what: Post | Change, answer: Answer | { readonly kind: 'gone' }): void {
  if (what.fate !== 'asked') return
  if (answer.kind === 'written') {
    what.fate = 'kept'
    if (what.kind === 'post') what.id = answer.id
  } else what.fate = answer.kind === 'failed' ? 'refused' : 'unknown'
}
