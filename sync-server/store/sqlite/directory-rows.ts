/** What several adapters write of the directory. */
import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import type { ChannelRow } from '../directory-store.ts'
import { integer } from './rows.ts'

/** Gives the next number of the directory's sequence; within the transaction that it numbers. */
export function createVersionCounter(database: DatabaseSync): () => number {
  const next = database.prepare(
    'UPDATE relay SET directory_version = directory_version + 1 RETURNING directory_version',
  )
  return () => integer(next.get() ?? {}, 'directory_version')
}

/** Inserts a channel and its empty log; answers its number. */
export function createChannelInsert(
  database: DatabaseSync,
): (workspace: number, channel: Omit<ChannelRow, 'workspace'>, version: number) => number {
  const insert = database.prepare(
    `INSERT INTO channels (id, workspace, name, topic, created_version, version) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const insertLog = database.prepare('INSERT INTO logs VALUES (?, 0, ?, -1, 0)')
  return (workspace, channel, version) => {
    const { lastInsertRowid } = insert.run(
      idToBytes(channel.id),
      workspace,
      channel.name,
      channel.topic,
      version,
      version,
    )
    insertLog.run(lastInsertRowid, emptyHead)
    return Number(lastInsertRowid)
  }
}

/** Names that differ in case alone are one. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()
