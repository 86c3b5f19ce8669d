/** The relay as a program under fire: killed, started again on the same folder, put back to an older copy of it. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { idBytes } from '../../core/protocol/ids.ts'
import type { Random } from '../../core/base/random.ts'
import { type RelayProcess, spawnRelay } from '../integration/relay/relay-process.ts'
import { copyFolder } from './disk.ts'

export interface RelayUnderFire {
  /** Undefined while it is down. */
  readonly pid: () => number | undefined
  /** Resolves with its address, another one each time. */
  readonly start: () => Promise<string>
  readonly kill: () => Promise<void>
  /** As a deploy does: says goodbye and commits what it has accepted. */
  readonly stop: () => Promise<void>
  /** Copies its folder; it must be down. */
  readonly backUp: () => void
  /** Puts the copy in place, under a new epoch as a restore gives it. It must be down. False without a copy. */
  readonly restore: () => boolean
}

export function createRelayUnderFire(
  folder: string,
  random: Random,
  env: Readonly<Record<string, string>>,
): RelayUnderFire {
  let running: RelayProcess | undefined
  let hasBackup = false
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const ending = running
    running = undefined
    ending?.child.kill(signal)
    await ending?.exited
  }
  const backup = `${folder}.backup`
  return {
    pid: () => running?.child.pid,
    start: async () => {
      running = await spawnRelay(folder, env)
      return running.url
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    backUp: () => {
      copyFolder(folder, backup)
      hasBackup = true
    },
    restore: () => {
      if (!hasBackup) return false
      copyFolder(backup, folder)
      const database = new DatabaseSync(path.join(folder, 'relay.db'))
      database.prepare('UPDATE relay SET epoch = ?').run(random.bytes(idBytes))
      database.close()
      return true
    },
  }
}
