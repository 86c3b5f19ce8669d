/**
 * `tidings-admin`: what whoever runs a relay does to it. Settings are the relay's own (config.ts), so that it finds data folder and
 * master key as the relay does. Exit codes: 0 done; 2 done, but something was found that should not be so; 1 not done, and
 * why is told in a sentence. Secrets are never printed, but for the password that `users reset-password` is asked for.
 */
import { backupCommand, restoreCommand, verifyCommand } from './backup-commands.ts'
import { type Command, type CommandWorld, exitCodes, UsageFailure } from './command.ts'
import { CommandFailure } from './failure.ts'
import { exportCommand } from './export-command.ts'
import { importCommand } from './import-command.ts'
import { rotateKeysCommand } from './rotate-command.ts'
import { quotaCommand, usageCommand } from './usage-commands.ts'
import { usersCommand } from './users-command.ts'

const commands: ReadonlyArray<Command> = [
  backupCommand,
  restoreCommand,
  verifyCommand,
  rotateKeysCommand,
  usageCommand,
  quotaCommand,
  usersCommand,
  exportCommand,
  importCommand,
]

const longest = Math.max(...commands.map(({ name }) => name.length))
const overview = `tidings-admin COMMAND …

${commands.map(({ name, about }) => `  ${name.padEnd(longest)}  ${about}`).join('\n')}

tidings-admin help COMMAND tells more. DATA_DIR, MASTER_KEY_FILE and the other settings are those of the relay, from the
environment or from CONFIG_FILE.`

/** Answers the exit code. */
export async function runAdmin([name, ...args]: ReadonlyArray<string>, world: CommandWorld): Promise<number> {
  const wantsHelp = name === 'help' || name === '--help' || name === '-h'
  const command = commands.find((each) => each.name === (wantsHelp ? args[0] : name))
  if (wantsHelp || args.includes('--help')) {
    world.say(command === undefined ? overview : usageOf(command))
    return exitCodes.done
  }
  if (command === undefined) {
    world.complain(
      `${name === undefined ? 'Name a command.' : `There is no command ${name}.`}\n\n${overview}`,
    )
    return exitCodes.failed
  }
  try {
    return await command.run(args, world)
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error
    world.complain(error instanceof UsageFailure ? `${error.message}\n\n${usageOf(command)}` : error.message)
    return exitCodes.failed
  }
}

const usageOf = ({ usage }: Command): string => usage.replaceAll(/^(?=[a-z])/gm, 'tidings-admin ')
