import { existsSync } from 'node:fs'
import { dataFiles } from '../data-folder.ts'
import { type Command, demandConfig, exitCodes, readArguments, UsageFailure, withFolder } from './command.ts'
import { CommandFailure } from './failure.ts'
import { noteInAudit } from './note.ts'
import { rotateMaster, rotateSigning, rotateWorkspaces } from './rotate.ts'

export const rotateKeysCommand: Command = {
  name: 'rotate-keys',
  about: 'puts new keys in the place of those that seal what lies on the disk, or that sign tokens',
  usage: `rotate-keys master [--new-key-file FILE]
rotate-keys workspaces
rotate-keys signing

  master          wraps all keys under another master key: quick. Backups made before still need the old one.
  --new-key-file  holds the new master key, 32 bytes in base64, as of "openssl rand -base64 32". Not needed where the relay keeps
                  its own in its data folder.
  workspaces      gives each workspace a new key and seals anew all that is stored: as long as a copy of the database takes.
  signing         another key signs access tokens, from the next minute on; the relay may run. Nobody is signed out: tokens of the key
                  before it are good for the quarter of an hour that they last.`,
  run: async (args, { env, clock, say, complain }) => {
    const { positionals, flags } = readArguments(args, ['master, workspaces or signing'], ['new-key-file'])
    const config = demandConfig(env)
    const { databaseFile } = dataFiles(config.dataFolder)
    if (!existsSync(databaseFile)) {
      throw new CommandFailure(
        `There is no database ${databaseFile}: set DATA_DIR to the data folder of a relay.`,
      )
    }
    const newKeyFile = flags['new-key-file']
    switch (positionals[0]) {
      case 'master': {
        const keys = await withFolder(config, (folder) => rotateMaster(config, folder, newKeyFile))
        await noteInAudit(databaseFile, clock, 'rotate-keys', { what: 'master' })
        say(`${keys} keys are wrapped under the new master key.`)
        if (newKeyFile !== undefined)
          complain('Put the new key in the place of the old one in the settings before the relay starts.')
        return exitCodes.done
      }
      case 'workspaces': {
        if (newKeyFile !== undefined) throw new UsageFailure('--new-key-file is for the master key.')
        const count = await withFolder(config, (folder) => rotateWorkspaces(config, folder))
        await noteInAudit(databaseFile, clock, 'rotate-keys', { what: 'workspaces' })
        say(`${count} workspaces have a new key, and all that they hold is sealed under it.`)
        return exitCodes.done
      }
      case 'signing': {
        if (newKeyFile !== undefined) throw new UsageFailure('--new-key-file is for the master key.')
        const kid = await rotateSigning(databaseFile, clock)
        await noteInAudit(databaseFile, clock, 'rotate-keys', { what: 'signing' })
        say(`The key ${kid} signs access tokens.`)
        return exitCodes.done
      }
      default:
        throw new UsageFailure('Name master, workspaces or signing.')
    }
  },
}
