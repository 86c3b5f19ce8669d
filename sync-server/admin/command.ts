import { parseArgs } from 'node:util'
import type { Clock } from '../../core/base/clock.ts'
import { readConfig, type RelayConfig } from '../config.ts'
import { openDataFolder, type DataFolder } from '../data-folder.ts'
import { startFailureEnding } from '../start-failure.ts'
import { CommandFailure, messageOf } from './failure.ts'

/** `withProblems`: what was asked for is done, and something was found that should not be so. */
export const exitCodes = { done: 0, failed: 1, withProblems: 2, interrupted: 130 } as const

export interface CommandWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** One line for whoever reads what was asked for, or a program that does. */
  readonly say: (line: string) => void
  /** One line for people, beside the output. */
  readonly complain: (line: string) => void
}

export interface Command {
  readonly name: string
  /** In a few words. */
  readonly about: string
  /** Without the name of the program: how to call it, and what its parts mean. */
  readonly usage: string
  /** Answers the exit code; throws `CommandFailure` where nothing came of it. */
  readonly run: (args: ReadonlyArray<string>, world: CommandWorld) => Promise<number>
}

export interface Arguments {
  readonly positionals: ReadonlyArray<string>
  readonly flags: Readonly<Record<string, string | undefined>>
}

/** `names`: what each argument that is no flag is, in words; `flags`: those that take a value. Throws `UsageFailure` on anything else. */
export function readArguments(
  args: ReadonlyArray<string>,
  names: ReadonlyArray<string>,
  flags: ReadonlyArray<string> = [],
): Arguments {
  const { positionals, values } = parse(args, flags)
  if (positionals.length !== names.length) {
    const wanted =
      names.length === 0 ? 'Too much was said.' : `Name ${names.join(' and ')}, and nothing else.`
    throw new UsageFailure(wanted)
  }
  return { positionals, flags: values }
}

function parse(
  args: ReadonlyArray<string>,
  flags: ReadonlyArray<string>,
): { readonly positionals: ReadonlyArray<string>; readonly values: Arguments['flags'] } {
  try {
    const options = Object.fromEntries(flags.map((name) => [name, { type: 'string' } as const]))
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageFailure(messageOf(error))
  }
}

/** The command was not called as it can be: its usage is shown as well. */
export class UsageFailure extends CommandFailure {
  override readonly name = 'UsageFailure'
}

/** The relay's own settings. Throws `CommandFailure` with all faults. */
export function demandConfig(env: CommandWorld['env']): RelayConfig {
  const config = readConfig(env)
  if (!config.ok) throw new CommandFailure(startFailureEnding(config.failure).line)
  return config.value
}

/** Runs `work` while no relay can be running on the data folder. */
export async function withFolder<Value>(
  { dataFolder }: RelayConfig,
  work: (folder: DataFolder) => Promise<Value>,
): Promise<Value> {
  const folder = openDataFolder(dataFolder)
  if (!folder.ok) throw new CommandFailure(startFailureEnding(folder.failure).line)
  try {
    return await work(folder.value)
  } finally {
    folder.value.release()
  }
}
