import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isIdText, type WorkspaceId, workspaceId } from '../../core/protocol/ids.ts'
import { dataFiles } from '../data-folder.ts'
import type { WorkspaceQuota } from '../store/quota-store.ts'
import { countUsage } from '../quotas/count-usage.ts'
import { createSqliteQuotas } from '../store/sqlite/quota-store.ts'
import { type Command, demandConfig, exitCodes, readArguments, UsageFailure } from './command.ts'
import { CommandFailure } from './failure.ts'
import { noteInAudit } from './note.ts'
import { demandSameVersion, readDatabase } from './read-database.ts'

const mebibyte = 1_048_576
/** A relay that is writing is waited for. */
const patienceMs = 10_000

export const usageCommand: Command = {
  name: 'usage',
  about: 'says what a workspace holds and may hold, while the relay runs or not',
  usage: `usage WORKSPACE

  WORKSPACE  its id, 32 hexadecimal digits`,
  run: async (args, { env, say }) => {
    const workspace = demandWorkspace(readArguments(args, ['the workspace']).positionals[0])
    const { dataFolder, quotas } = demandConfig(env)
    await readDatabase(dataFiles(dataFolder).databaseFile, async (database) => {
      demandSameVersion(database)
      const store = createSqliteQuotas(database)
      const usage = await countUsage(store, workspace, async () => {})
      const own = await store.quota(workspace)
      if (usage === undefined) throw new CommandFailure('There is no workspace with this id.')
      const people = own.people ?? quotas.people
      const fileBytes = own.fileBytes ?? quotas.fileBytes
      say(`people         ${usage.people}${people === undefined ? '' : ` of ${people}`}`)
      say(`conversations  ${usage.conversations}`)
      say(`messages       ${usage.messages}`)
      say(`entries        ${usage.entries}, ${usage.entryBytes} bytes`)
      say(
        `files          ${usage.files}, ${usage.fileBytes} bytes${fileBytes === undefined ? '' : ` of ${fileBytes}`}`,
      )
    })
    return exitCodes.done
  },
}

export const quotaCommand: Command = {
  name: 'quota',
  about: 'says how much a workspace may hold, while the relay runs or not',
  usage: `quota WORKSPACE [--files-mib NUMBER] [--people NUMBER]

  WORKSPACE    its id, 32 hexadecimal digits
  --files-mib  what its files may take together, in MiB
  --people     how many people it may have
  What is not named, the settings of the relay say. Nobody and nothing is taken out of a workspace that holds more.`,
  run: async (args, { env, clock, say }) => {
    const { positionals, flags } = readArguments(args, ['the workspace'], ['files-mib', 'people'])
    const workspace = demandWorkspace(positionals[0])
    const mebibytes = demandNumber('--files-mib', flags['files-mib'])
    const quota = {
      fileBytes: mebibytes && mebibytes * mebibyte,
      people: demandNumber('--people', flags['people']),
    }
    const { databaseFile } = dataFiles(demandConfig(env).dataFolder)
    await setQuota(databaseFile, workspace, quota)
    await noteInAudit(databaseFile, clock, 'quota', {
      workspace,
      ...(quota.fileBytes !== undefined && { fileBytes: quota.fileBytes }),
      ...(quota.people !== undefined && { people: quota.people }),
    })
    say('Done. It counts from now on.')
    return exitCodes.done
  },
}

async function setQuota(file: string, workspace: WorkspaceId, quota: WorkspaceQuota): Promise<void> {
  if (!existsSync(file)) {
    throw new CommandFailure(`There is no database ${file}: set DATA_DIR to the data folder of a relay.`)
  }
  const database = new DatabaseSync(file, { timeout: patienceMs })
  try {
    demandSameVersion(database)
    database.exec('PRAGMA synchronous = FULL')
    const store = createSqliteQuotas(database)
    if ((await store.holdings(workspace)) === undefined)
      throw new CommandFailure('There is no workspace with this id.')
    await store.setQuota(workspace, quota)
  } finally {
    database.close()
  }
}

function demandWorkspace(text = ''): WorkspaceId {
  if (!isIdText(text)) throw new UsageFailure('A workspace is named by its id: 32 hexadecimal digits.')
  return workspaceId(text)
}

function demandNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageFailure(`${flag} takes a whole number from 1 on.`)
  return Number(text)
}
