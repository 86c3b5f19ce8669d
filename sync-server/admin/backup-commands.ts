import path from 'node:path'
import { readMasterKey } from '../at-rest/master-key-source.ts'
import { dataFiles } from '../data-folder.ts'
import { backUp } from './backup.ts'
import {
  type Command,
  type CommandWorld,
  demandConfig,
  exitCodes,
  readArguments,
  withFolder,
} from './command.ts'
import { CommandFailure } from './failure.ts'
import { noteInAudit } from './note.ts'
import { knows, proveFolder } from './prove.ts'
import { demandSameVersion, readDatabase } from './read-database.ts'
import { restore } from './restore.ts'

const masterKeyAdvice =
  'The master key is not in it: keep a copy of it elsewhere. Without it nobody can restore this.'

export const backupCommand: Command = {
  name: 'backup',
  about: 'writes all that the relay holds into one file, while it runs or not',
  usage: `backup FILE

  FILE  is made, for its owner's eyes alone. It holds what the disk holds: words of open conversations and of documents are
        sealed; names, e-mail addresses, the audit log, password hashes and the keys of access tokens are not. The master key is not in it.`,
  run: async (args, { env, clock, say, complain }) => {
    const { positionals } = readArguments(args, ['the file to write'])
    const target = path.resolve(positionals[0] ?? '')
    const folder = dataFiles(demandConfig(env).dataFolder)
    const { files, missing } = await backUp(folder, target, clock.now())
    await noteInAudit(folder.databaseFile, clock, 'backup', { files, missing: missing.length })
    say(`Backed up to ${target}, with ${files} files.`)
    complain(masterKeyAdvice)
    for (const { id } of missing) complain(`File ${id} is missing on the disk, and so in the backup.`)
    return missing.length > 0 ? exitCodes.withProblems : exitCodes.done
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  about: 'puts a backup into an empty data folder, and proves it first',
  usage: `restore FILE

  FILE  is a backup. DATA_DIR must be empty, but for the file master.key where the relay kept its own. Everything is checked: each
        entry against its chain, all that is sealed, each picture and file. The restored relay has a new epoch: people whose devices are ahead of the
        backup bring back what they have.`,
  run: async (args, { env, clock, say }) => {
    const { positionals } = readArguments(args, ['the backup'])
    const config = demandConfig(env)
    const archive = path.resolve(positionals[0] ?? '')
    const { seen, created } = await withFolder(config, (folder) => restore(config, folder, archive))
    await noteInAudit(dataFiles(config.dataFolder).databaseFile, clock, 'restore', { created })
    say(`Restored the backup of ${created} to ${config.dataFolder}: ${seen}, all sound. Start the relay.`)
    return exitCodes.done
  },
}

export const verifyCommand: Command = {
  name: 'verify',
  about: 'proves what the relay holds, while it runs or not',
  usage: `verify

  Checks the database, each entry against the chain of its log, that all that is sealed opens, and that each picture and file is
  what was stored.
  Changes nothing. Exits with 2 if something is wrong.`,
  run: async (args, world) => {
    readArguments(args, [])
    return verify(world)
  },
}

async function verify({ env, say }: CommandWorld): Promise<number> {
  const { dataFolder, masterKey } = demandConfig(env)
  const folder = dataFiles(dataFolder)
  const { seen, findings } = await readDatabase(folder.databaseFile, (database) => {
    demandSameVersion(database)
    const key = readMasterKey(masterKey, folder.masterKeyFile)
    if (!key.ok) throw new CommandFailure(key.failure.detail)
    return proveFolder(database, key.value, {
      folder: folder.filesFolder,
      isWanted: (file) => readDatabase(folder.databaseFile, (now) => knows(now)(file)),
    })
  })
  for (const finding of findings) say(finding)
  say(findings.length === 0 ? `All is sound: ${seen}.` : `Found ${findings.length} faults in ${seen}.`)
  return findings.length === 0 ? exitCodes.done : exitCodes.withProblems
}
